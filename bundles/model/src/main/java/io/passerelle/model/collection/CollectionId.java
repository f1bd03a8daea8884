// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

/**
 * Opaque address of a collection, meaningful only to the side that issued it (Google: the calendar id; CalDAV: a path).
 *
 * @param value 1 to 1,024 characters
 */
public record CollectionId(String value) implements Comparable<CollectionId> {
    public CollectionId {
        Opaque.check(value, 1024, "a collection id");
    }

    /** Validates and wraps. */
    public static CollectionId of(String value) {
        return new CollectionId(value);
    }

    @Override
    public int compareTo(CollectionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
