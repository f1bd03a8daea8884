// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Map;
import java.util.TreeMap;

/**
 * A field of the user's own making (Google {@code userDefined}).
 *
 * @param name what the user calls it, may be empty
 * @param text what it says, may be empty
 */
public record CustomField(String name, String text) {
    public CustomField {
        name = ContactText.line(name);
        text = ContactText.clean(text);
    }

    /** Canonical text, see {@link Item#fields()}; empty when name and text are. */
    public String encode() {
        Map<String, String> parts = new TreeMap<>();
        parts.put("name", name);
        parts.put(ContactText.VALUE, text);
        return ContactText.encode(parts);
    }

    /** Reads what {@link #encode()} writes; any other text is one without a name. */
    public static CustomField decode(String text) {
        Map<String, String> parts = ContactText.decode(text);
        return new CustomField(parts.get("name"), parts.get(ContactText.VALUE));
    }

    /** Neither name nor text. */
    @Override
    public String toString() {
        return "CustomField[not shown]";
    }
}
