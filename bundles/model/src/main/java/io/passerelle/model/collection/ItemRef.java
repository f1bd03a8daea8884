// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

/**
 * Opaque address of an item inside its collection, stable for the life of the item (Google: the event id of the series
 * master; CalDAV: the resource name). Not the iCalendar UID, which belongs to the item's content.
 *
 * @param value 1 to 1,024 characters
 */
public record ItemRef(String value) implements Comparable<ItemRef> {
    public ItemRef {
        Opaque.check(value, 1024, "an item address");
    }

    /** Validates and wraps. */
    public static ItemRef of(String value) {
        return new ItemRef(value);
    }

    @Override
    public int compareTo(ItemRef other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
