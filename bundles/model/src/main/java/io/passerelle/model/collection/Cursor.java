// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

/**
 * Opaque resume token of a collection (Google {@code syncToken}, Graph {@code deltaLink}, RFC 6578 {@code sync-token}).
 *
 * @param value at most 65,536 characters; empty only in {@link #START}
 */
public record Cursor(String value) {
    /** Asks for a full pass: everything there is. */
    public static final Cursor START = new Cursor("");

    public Cursor {
        if (value == null || value.length() > 65536) {
            throw new IllegalArgumentException("a cursor has at most 65536 characters");
        }
    }

    /** Wraps a non-empty token. */
    public static Cursor of(String value) {
        Opaque.check(value, 65536, "a cursor");
        return new Cursor(value);
    }

    /** Whether this asks for a full pass. */
    public boolean isStart() {
        return value.isEmpty();
    }

    /** Never the token itself: it may embed personal data. */
    @Override
    public String toString() {
        return isStart() ? "Cursor.START" : "Cursor[" + value.length() + " characters]";
    }
}
