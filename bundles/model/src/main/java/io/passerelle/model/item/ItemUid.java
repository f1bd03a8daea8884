// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

/**
 * The identity of an item across services: iCalendar UID (RFC 7986 §5.3) or vCard UID.
 *
 * @param value 1 to 1,024 characters, without control characters
 */
public record ItemUid(String value) implements Comparable<ItemUid> {
    public ItemUid {
        if (value == null || value.isBlank() || value.length() > 1024 || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a UID has 1 to 1024 printable characters");
        }
    }

    /** Validates and wraps. */
    public static ItemUid of(String value) {
        return new ItemUid(value);
    }

    @Override
    public int compareTo(ItemUid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
