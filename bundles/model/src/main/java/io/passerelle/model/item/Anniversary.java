// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A day to remember, other than the birthday (vCard ANNIVERSARY, Google {@code events}).
 *
 * @param date when; a year is not needed
 * @param label what is remembered, such as {@code anniversary} or a text of the user's own; may be empty
 */
public record Anniversary(PartialDate date, String label) {
    public Anniversary {
        Objects.requireNonNull(date);
        label = ContactText.line(label);
    }

    /** Canonical text, see {@link Item#fields()}. */
    public String encode() {
        Map<String, String> parts = new TreeMap<>();
        parts.put(ContactText.VALUE, date.toString());
        parts.put("label", label);
        return ContactText.encode(parts);
    }

    /**
     * Reads what {@link #encode()} writes.
     *
     * @throws IllegalArgumentException when there is no date
     */
    public static Anniversary decode(String text) {
        Map<String, String> parts = ContactText.decode(text);
        return new Anniversary(
                PartialDate.parse(parts.getOrDefault(ContactText.VALUE, "")), parts.getOrDefault("label", ""));
    }

    /** Never the date. */
    @Override
    public String toString() {
        return "Anniversary[not shown]";
    }
}
