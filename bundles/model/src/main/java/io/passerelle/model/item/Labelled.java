// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One of several texts of a contact with what it is for: an e-mail address, a phone number, a web address, a relation
 * (the person's name, labelled {@code spouse}). Immutable; one without a value is left out by {@link ContactBuilder}.
 *
 * @param value the text, on one line
 * @param labels what it is for
 */
public record Labelled(String value, Labels labels) {
    public Labelled {
        value = ContactText.line(value);
        Objects.requireNonNull(labels);
    }

    /** Without labels. */
    public static Labelled of(String value) {
        return new Labelled(value, Labels.NONE);
    }

    /** With types, see {@link Labels#of}. */
    public static Labelled of(String value, String... types) {
        return new Labelled(value, Labels.of(types));
    }

    /** Canonical text, see {@link Item#fields()}; empty when there is no value. */
    public String encode() {
        if (value.isEmpty()) {
            return "";
        }
        Map<String, String> parts = new TreeMap<>();
        parts.put(ContactText.VALUE, value);
        labels.encode(parts);
        return ContactText.encode(parts);
    }

    /** Reads what {@link #encode()} writes; any other text is a value without labels. */
    public static Labelled decode(String text) {
        Map<String, String> parts = ContactText.decode(text);
        return new Labelled(parts.getOrDefault(ContactText.VALUE, ""), Labels.decode(parts));
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "Labelled[" + labels + "]";
    }
}
