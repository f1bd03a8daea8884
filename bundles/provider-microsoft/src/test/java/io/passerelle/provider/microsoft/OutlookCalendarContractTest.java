// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.integration.Capability;
import io.passerelle.testkit.collection.CollectionSubject;
import io.passerelle.testkit.collection.ItemCollectionContract;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** An Outlook calendar does what every collection does. */
class OutlookCalendarContractTest {
    /** Outlook makes UIDs of its own, so that a second creation of one UID is another event. */
    private static final Set<CollectionSubject.Ability> ABILITIES = EnumSet.complementOf(
            EnumSet.of(CollectionSubject.Ability.KEEPS_UIDS, CollectionSubject.Ability.UNIQUE_UIDS));

    private final MutableClock clock = MutableClock.at("2026-01-22T10:00:00Z");
    private final MicrosoftSide side = new MicrosoftSide(clock);

    @AfterEach
    void close() {
        side.close();
    }

    private CollectionSubject subject(Set<Capability> granted, Set<CollectionSubject.Ability> abilities) {
        return new CollectionSubject() {
            @Override
            public Set<Ability> abilities() {
                return abilities;
            }

            @Override
            public ItemCollection open() {
                return side.connector(granted).open(CollectionId.of(side.calendar()));
            }

            @Override
            public boolean passTime() {
                clock.advance(Duration.ofMinutes(1));
                return true;
            }

            @Override
            public boolean expireCursors() {
                side.microsoft.expireDelta(MicrosoftSide.ADA, side.calendar());
                return true;
            }
        };
    }

    @Nested
    class ReadAndWritten implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return OutlookCalendarContractTest.this.subject(MicrosoftSide.BOTH, ABILITIES);
        }
    }

    @Nested
    class ReadOnly implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            Set<CollectionSubject.Ability> abilities = EnumSet.copyOf(ABILITIES);
            abilities.remove(CollectionSubject.Ability.WRITES);
            return OutlookCalendarContractTest.this.subject(Set.of(Capability.CALENDAR_READ), abilities);
        }
    }
}
