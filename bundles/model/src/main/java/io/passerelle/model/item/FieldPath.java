// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names a field of an item: a root ({@code title}) or a root with the key of an element ({@code attendees/a@example.org},
 * {@code overrides/2026-03-01T10:00}).
 *
 * @param root one of the names that {@link CalendarEvent} and {@link Contact} publish
 * @param key key of the element, or empty
 */
public record FieldPath(String root, String key) implements Comparable<FieldPath> {
    private static final Pattern ROOT = Pattern.compile("[a-zA-Z]{1,40}");

    public FieldPath {
        Objects.requireNonNull(key);
        if (root == null || !ROOT.matcher(root).matches()) {
            throw new IllegalArgumentException("a field root has 1 to 40 letters");
        }
    }

    /** A whole field. */
    public static FieldPath of(String root) {
        return new FieldPath(root, "");
    }

    /** An element of a set field. */
    public static FieldPath of(String root, String key) {
        return new FieldPath(root, key);
    }

    @Override
    public int compareTo(FieldPath other) {
        int byRoot = root.compareTo(other.root);
        return byRoot != 0 ? byRoot : key.compareTo(other.key);
    }

    /** {@code root} or {@code root/key}. */
    @Override
    public String toString() {
        return key.isEmpty() ? root : root + "/" + key;
    }
}
