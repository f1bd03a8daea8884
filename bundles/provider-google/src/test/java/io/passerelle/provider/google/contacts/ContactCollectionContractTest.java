// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.provider.google.GoogleSide;
import io.passerelle.testkit.collection.CollectionSubject;
import io.passerelle.testkit.collection.ItemCollectionContract;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Google Contacts do what every collection does. */
class ContactCollectionContractTest {
    private static final List<String> PARTS = List.of("namePrefix", "givenName", "middleName", "familyName", "nameSuffix");

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final GoogleSide side = new GoogleSide(clock);

    @AfterEach
    void close() {
        side.close();
    }

    /** Google takes a name apart, makes the whole of the parts, and knows no preferences. */
    private static SortedMap<FieldPath, String> asGoogle(SortedMap<FieldPath, String> fields) {
        String joined = PARTS.stream()
                .map(part -> Optional.ofNullable(fields.remove(FieldPath.of(part))).orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (!joined.isEmpty()) {
            fields.put(FieldPath.of("displayName"), joined);
        }
        fields.replaceAll((path, text) -> text.replaceAll("(?m)^pref=[0-9]+\n", ""));
        return fields;
    }

    private CollectionSubject subject(Set<Capability> granted, Set<CollectionSubject.Ability> abilities) {
        return new CollectionSubject() {
            @Override
            public Set<Ability> abilities() {
                return abilities;
            }

            @Override
            public CollectionKind kind() {
                return CollectionKind.ADDRESS_BOOK;
            }

            @Override
            public ItemCollection open() {
                side.google.behaviour().photosEncodedAnew(false);
                side.contacts().close();
                return side.connector(granted).open(CollectionId.of("contacts"));
            }

            @Override
            public boolean passTime() {
                clock.advance(Duration.ofMinutes(1));
                return true;
            }

            @Override
            public boolean expireCursors() {
                side.google.contacts().expireSyncTokens(GoogleSide.ANN);
                return true;
            }

            @Override
            public SortedMap<FieldPath, String> meaning(Item item, Set<String> carried) {
                return asGoogle(CollectionSubject.super.meaning(item, carried));
            }
        };
    }

    @Nested
    class ReadAndWritten implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return ContactCollectionContractTest.this.subject(
                    Set.of(Capability.CONTACTS_READ, Capability.CONTACTS_WRITE),
                    EnumSet.complementOf(EnumSet.of(CollectionSubject.Ability.SERIES)));
        }
    }

    @Nested
    class ReadOnly implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return ContactCollectionContractTest.this.subject(
                    Set.of(Capability.CONTACTS_READ),
                    EnumSet.complementOf(EnumSet.of(CollectionSubject.Ability.WRITES, CollectionSubject.Ability.SERIES)));
        }
    }
}
