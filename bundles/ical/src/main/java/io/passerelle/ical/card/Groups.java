// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.VCard;
import ezvcard.property.RawProperty;
import ezvcard.property.VCardProperty;
import io.passerelle.model.item.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What properties of the same group say about one another: labels of the user's own, country codes. */
final class Groups {
    static final String LABEL = "X-ABLABEL";
    static final String COUNTRY = "X-ABADR";

    private final Map<String, Map<String, RawProperty>> members = new HashMap<>();
    private final Set<RawProperty> used = new HashSet<>();

    Groups(VCard card) {
        for (RawProperty property : card.getExtendedProperties()) {
            String name = property.getPropertyName().toUpperCase(Locale.ROOT);
            if (property.getGroup() != null && (name.equals(LABEL) || name.equals(COUNTRY))) {
                members.computeIfAbsent(property.getGroup().toLowerCase(Locale.ROOT), group -> new HashMap<>())
                        .put(name, property);
            }
        }
    }

    /** The text of a companion; it counts as read then. */
    String companion(VCardProperty property, String name) {
        String group = property.getGroup();
        RawProperty found = group == null
                ? null
                : members.getOrDefault(group.toLowerCase(Locale.ROOT), Map.of()).get(name);
        if (found == null) {
            return "";
        }
        used.add(found);
        return Escapes.decode(found.getValue());
    }

    boolean wasUsed(VCardProperty property) {
        return property instanceof RawProperty && used.contains(property);
    }

    /** Types, label and preference of a property. */
    Labels labels(VCardProperty property, Set<String> defaults) {
        int preference = preference(property.getParameter("PREF"));
        List<String> names = new ArrayList<>();
        for (String type : property.getParameters("TYPE")) {
            for (String word : type.split(",")) {
                String name = word.strip().toLowerCase(Locale.ROOT);
                if (name.equals("pref")) {
                    preference = preference == 0 ? 1 : preference;
                } else if (!defaults.contains(name)) {
                    names.add(name.equals("cell") ? "mobile" : name.equals("tlx") ? "telex" : word.strip());
                }
            }
        }
        String companion = companion(property, LABEL);
        if (companion.startsWith("_$!<") && companion.endsWith(">!$_") && companion.length() > 8) {
            companion = companion.substring(4, companion.length() - 4);
        }
        Labels types = Labels.named(names);
        // the label that was made by hand says more than a type nobody knows
        SortedSet<String> words = new TreeSet<>(types.types());
        return new Labels(words, companion.isBlank() ? types.label() : companion, preference);
    }

    private static int preference(String text) {
        return text != null && text.strip().matches("[1-9][0-9]?|100") ? Integer.parseInt(text.strip()) : 0;
    }
}
