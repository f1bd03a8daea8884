// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

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

/** A Google calendar does what every collection does. */
class GoogleCollectionContractTest {
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final GoogleSide side = new GoogleSide(clock);

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
                return side.connector(granted).open(CollectionId.of(GoogleSide.ANN));
            }

            @Override
            public boolean passTime() {
                clock.advance(Duration.ofMinutes(1));
                return true;
            }

            @Override
            public boolean expireCursors() {
                side.google.expireSyncTokens(GoogleSide.ANN);
                return true;
            }
        };
    }

    @Nested
    class ReadAndWritten implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return GoogleCollectionContractTest.this.subject(
                    GoogleSide.BOTH, EnumSet.allOf(CollectionSubject.Ability.class));
        }
    }

    @Nested
    class ReadOnly implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return GoogleCollectionContractTest.this.subject(
                    Set.of(Capability.CALENDAR_READ),
                    EnumSet.complementOf(EnumSet.of(CollectionSubject.Ability.WRITES)));
        }
    }
}
