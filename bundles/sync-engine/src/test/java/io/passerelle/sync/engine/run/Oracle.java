// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.collection.MemoryCollection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/** Says what is on a side, by UID and fields. Knows nothing of the engine. */
final class Oracle {
    private Oracle() {}

    /** One item as a person sees it. */
    record Seen(String uid, SortedMap<FieldPath, String> fields) {}

    static List<Seen> on(MemoryCollection side) {
        return sorted(side.items().values().stream()
                .map(item -> new Seen(item.uid().value(), item.fields()))
                .toList());
    }

    /** Where a side makes up UIDs of its own, fields alone. */
    static List<SortedMap<FieldPath, String>> fieldsOn(MemoryCollection side) {
        return side.items().values().stream()
                .map(Item::fields)
                .sorted(Comparator.comparing(Object::toString))
                .toList();
    }

    private static List<Seen> sorted(List<Seen> seen) {
        return seen.stream()
                .sorted(Comparator.comparing(Seen::uid).thenComparing(one -> one.fields().toString()))
                .toList();
    }
}
