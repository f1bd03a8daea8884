// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A collection under test: empty at first, reachable by any number of clients. What it says it can do is tried; what it says
 * it cannot do is tried too, and must be refused.
 */
public interface CollectionSubject {

    /** What collections differ in. */
    enum Ability {
        /** Accepts writes; otherwise every write is refused with {@code COLLECTION_READ_ONLY}. */
        WRITES,
        /** A created item keeps its UID; otherwise it has another one. */
        KEEPS_UIDS,
        /** A second item of one UID is answered with {@code Exists}; otherwise it is created. */
        UNIQUE_UIDS,
        /** Changes come with the item; otherwise with the address only. */
        BODIES_IN_FEED,
        /** Notices that an item is not the one a write was decided on; otherwise the write is carried out. */
        CHECKS_REVISIONS,
        /** Holds series with overrides. */
        SERIES,
        /** Tells when an item was changed last; otherwise it never tells. */
        TELLS_TIMES
    }

    /** What it can do. */
    Set<Ability> abilities();

    /** What it holds: events, unless it says otherwise. */
    default CollectionKind kind() {
        return CollectionKind.CALENDAR;
    }

    /** Opens for a client; the test closes it. Every client sees the same items. */
    ItemCollection open();

    /**
     * Makes every cursor handed out so far invalid.
     *
     * @return false when that cannot be brought about, which leaves the tests of expiry out
     */
    boolean expireCursors();

    /**
     * Sets the clock of the collection forward by a minute.
     *
     * @return false when that cannot be brought about, which leaves open which of two changes is the later one
     */
    default boolean passTime() {
        return false;
    }

    /**
     * Puts items where clients cannot: for collections that are read-only.
     *
     * @return false when that cannot be brought about
     */
    default boolean seed(Item item) {
        return false;
    }

    /** An item as far as this collection carries it: what is compared. */
    default SortedMap<FieldPath, String> meaning(Item item, Set<String> carried) {
        SortedMap<FieldPath, String> fields = new TreeMap<>(item.fields());
        fields.keySet().removeIf(path -> !carried.contains(path.root()));
        return fields;
    }
}
