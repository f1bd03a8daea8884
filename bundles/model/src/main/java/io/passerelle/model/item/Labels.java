// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What one of several values of a contact is for (RFC 9553 {@code contexts}, {@code features}, {@code label} and
 * {@code pref}; vCard TYPE and PREF). Immutable.
 *
 * @param types lower-case words of 1 to 40 letters, digits and hyphens, such as {@code home}, {@code work}, {@code fax};
 *     a work fax has two; {@link #KNOWN} are those that services understand
 * @param label a text of the user's own, may be empty; one of {@link #KNOWN} is moved to the types
 * @param preference 1 (the most preferred) to 100, or 0 where none is stated
 */
public record Labels(SortedSet<String> types, String label, int preference) {
    /** Words with a meaning of their own; a name that is not among them is a label of the user's own. */
    public static final Set<String> KNOWN = Set.of(
            // places and roles
            "home", "work", "other", "school",
            // telephones
            "mobile", "fax", "pager", "main", "text", "video", "voice", "textphone", "car", "isdn", "modem", "bbs", "msg",
            "assistant", "callback", "radio", "telex",
            // web pages
            "homepage", "blog", "profile", "ftp", "reservations",
            // addresses
            "postal", "parcel", "dom", "intl",
            // people
            "spouse", "partner", "child", "parent", "mother", "father", "brother", "sister", "sibling", "relative", "friend",
            "manager", "colleague", "acquaintance", "contact", "neighbor", "emergency", "agent");

    private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,40}");

    /** No label, no preference. */
    public static final Labels NONE = new Labels(Collections.emptySortedSet(), "", 0);

    public Labels {
        SortedSet<String> words = new TreeSet<>(types);
        label = ContactText.line(label);
        if (KNOWN.contains(label.toLowerCase(Locale.ROOT))) {
            words.add(label.toLowerCase(Locale.ROOT));
            label = "";
        }
        types = Collections.unmodifiableSortedSet(words);
        if (!types.stream().allMatch(type -> WORD.matcher(type).matches())) {
            throw new IllegalArgumentException("a type is a word of 1 to 40 lower-case letters, digits and hyphens");
        }
        if (preference < 0 || preference > 100) {
            throw new IllegalArgumentException("a preference is 0 to 100");
        }
    }

    /** Types alone. */
    public static Labels of(String... types) {
        return new Labels(new TreeSet<>(List.of(types)), "", 0);
    }

    /**
     * From names as services hold them, in any case: {@link #KNOWN} ones become types, the others one label of the user's
     * own. Blank ones count for nothing.
     */
    public static Labels named(Collection<String> names) {
        SortedSet<String> types = new TreeSet<>();
        StringBuilder label = new StringBuilder();
        for (String name : names) {
            String clean = ContactText.line(name);
            String word = clean.toLowerCase(Locale.ROOT);
            if (KNOWN.contains(word)) {
                types.add(word);
            } else if (!clean.isEmpty()) {
                label.append(label.isEmpty() ? "" : ", ").append(clean);
            }
        }
        return new Labels(types, label.toString(), 0);
    }

    /** With another preference. */
    public Labels withPreference(int value) {
        return new Labels(types, label, value);
    }

    /** Whether a type is among them. */
    public boolean has(String type) {
        return types.contains(type);
    }

    void encode(Map<String, String> parts) {
        parts.put("types", String.join(",", types));
        parts.put("label", label);
        parts.put("pref", preference == 0 ? "" : Integer.toString(preference));
    }

    static Labels decode(Map<String, String> parts) {
        String types = parts.getOrDefault("types", "");
        return new Labels(
                types.isEmpty() ? Collections.emptySortedSet() : new TreeSet<>(Arrays.asList(types.split(","))),
                parts.getOrDefault("label", ""),
                Integer.parseInt(parts.getOrDefault("pref", "0")));
    }

    /** Never the label. */
    @Override
    public String toString() {
        return "Labels[" + String.join(",", types) + "]";
    }
}
