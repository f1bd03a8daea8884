// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.testkit.collection.CollectionSubject.Ability;
import io.passerelle.model.item.Contact;
import org.junit.jupiter.api.Nested;

/** The reference fulfils its own contract, however it behaves. */
class MemoryCollectionTest {
    @Nested
    class Plain implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return new MemorySubject(MemoryBehaviour.calendar().paging(4));
        }
    }

    @Nested
    class Contacts implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return new MemorySubject(MemoryBehaviour.calendar().carrying(Contact.ROOTS).paging(4));
        }
    }

    @Nested
    class LikeDav implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return new MemorySubject(MemoryBehaviour.calendar().likeDav(), Ability.BODIES_IN_FEED);
        }
    }

    @Nested
    class WithoutTimes implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return new MemorySubject(MemoryBehaviour.calendar(), Ability.TELLS_TIMES);
        }
    }

    @Nested
    class ReadOnly implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return new MemorySubject(MemoryBehaviour.calendar().readOnly(), Ability.WRITES);
        }
    }

    @Nested
    class OwnUids implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return new MemorySubject(
                    MemoryBehaviour.calendar().withOwnUids(), Ability.KEEPS_UIDS, Ability.UNIQUE_UIDS);
        }
    }

    @Nested
    class SpendingKeys implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return new MemorySubject(MemoryBehaviour.calendar().spendingKeys());
        }
    }
}
