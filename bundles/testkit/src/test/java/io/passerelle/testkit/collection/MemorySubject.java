// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** A memory collection as subject of the contract. */
final class MemorySubject implements CollectionSubject {
    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final MemoryCollection collection;
    private final Set<Ability> abilities;
    private final CollectionKind kind;

    MemorySubject(MemoryBehaviour behaviour, Ability... lacking) {
        collection = new MemoryCollection("calendar", behaviour);
        kind = behaviour.carried().contains("when") ? CollectionKind.CALENDAR : CollectionKind.ADDRESS_BOOK;
        abilities = EnumSet.allOf(Ability.class);
        abilities.removeAll(Set.of(lacking));
        if (abilities.contains(Ability.TELLS_TIMES)) {
            collection.tellTime(clock);
        }
    }

    @Override
    public Set<Ability> abilities() {
        return abilities;
    }

    @Override
    public CollectionKind kind() {
        return kind;
    }

    @Override
    public ItemCollection open() {
        return collection.open();
    }

    @Override
    public boolean expireCursors() {
        collection.expireCursors();
        return true;
    }

    @Override
    public boolean passTime() {
        clock.advance(Duration.ofMinutes(1));
        return true;
    }

    @Override
    public boolean seed(Item item) {
        collection.put(item);
        return true;
    }
}
