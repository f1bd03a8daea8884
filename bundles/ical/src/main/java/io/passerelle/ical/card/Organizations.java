// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.property.RawProperty;
import ezvcard.property.Role;
import ezvcard.property.Title;
import ezvcard.property.VCardProperty;
import io.passerelle.model.item.Labels;
import io.passerelle.model.item.Organization;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads ORG, TITLE and ROLE, which belong together by their group (RFC 6350 §3.3) or, where they have none in common, by
 * their order.
 */
final class Organizations {
    private final CardContact card;
    private final Groups groups;
    private final Map<String, Parts> found = new LinkedHashMap<>();

    private static final class Parts {
        private List<String> units = List.of();
        private String title = "";
        private String role = "";
        private String phonetic = "";
        private Labels labels = Labels.NONE;

        private Organization organization() {
            return new Organization(
                    units.isEmpty() ? "" : units.get(0),
                    units.size() < 2 ? "" : String.join(", ", units.subList(1, units.size())),
                    title,
                    role,
                    phonetic,
                    labels);
        }
    }

    Organizations(CardContact card, Groups groups) {
        this.card = card;
        this.groups = groups;
    }

    List<Organization> read() {
        List<ezvcard.property.Organization> names = card.takeAll(ezvcard.property.Organization.class);
        List<Title> titles = card.takeAll(Title.class);
        List<Role> roles = card.takeAll(Role.class);
        List<RawProperty> phonetics = card.takeRaw("X-PHONETIC-ORG");
        Map<String, Integer> sharing = new HashMap<>();
        for (List<? extends VCardProperty> kind : List.of(names, titles, roles, phonetics)) {
            kind.stream().map(Organizations::group).filter(group -> !group.isEmpty()).distinct()
                    .forEach(group -> sharing.merge(group, 1, Integer::sum));
        }
        sharing.values().removeIf(kinds -> kinds < 2);
        each(names, sharing.keySet(), (parts, property) -> {
            parts.units = property.getValues();
            parts.labels = groups.labels(property, Set.of());
        });
        each(titles, sharing.keySet(), (parts, property) -> parts.title = property.getValue());
        each(roles, sharing.keySet(), (parts, property) -> parts.role = property.getValue());
        each(phonetics, sharing.keySet(), (parts, property) -> parts.phonetic = Escapes.decode(property.getValue()));
        return found.values().stream().map(Parts::organization).toList();
    }

    private <T extends VCardProperty> void each(
            List<T> properties, Set<String> shared, BiConsumer<Parts, T> set) {
        int position = 0;
        for (T property : properties) {
            String group = group(property);
            String key = shared.contains(group) ? "group " + group : "position " + position++;
            set.accept(found.computeIfAbsent(key, any -> new Parts()), property);
        }
    }

    private static String group(VCardProperty property) {
        return property.getGroup() == null ? "" : property.getGroup().toLowerCase(Locale.ROOT);
    }
}
