// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.item.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Google's one type of a value, predefined or the user's own, and our labels. */
final class PersonLabels {
    /** Types of Google that are written differently here, or are two words. */
    private static final Map<String, Labels> TYPES = new TreeMap<>(Map.of(
            "homeFax", Labels.of("home", "fax"),
            "workFax", Labels.of("work", "fax"),
            "otherFax", Labels.of("other", "fax"),
            "workMobile", Labels.of("work", "mobile"),
            "workPager", Labels.of("work", "pager"),
            "homePage", Labels.of("homepage")));
    /** Which word says most where Google takes only one. */
    private static final List<String> WEIGHT =
            List.of("mobile", "pager", "main", "work", "home", "school", "homepage", "blog", "profile", "other");

    private static final Map<Set<String>, String> NAMES = new LinkedHashMap<>();

    static {
        TYPES.forEach((type, labels) -> NAMES.put(labels.types(), type));
    }

    private PersonLabels() {}

    static Labels read(Optional<String> type) {
        return type.map(name -> TYPES.getOrDefault(name, Labels.named(List.of(name)))).orElse(Labels.NONE);
    }

    /** The type; a label of the user's own goes before a word that everybody understands. */
    static Optional<String> write(Labels labels) {
        if (!labels.label().isEmpty()) {
            return Optional.of(labels.label());
        }
        if (labels.types().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> exact = Optional.ofNullable(NAMES.get(labels.types()));
        return exact.or(() -> Optional.of(labels.has("fax") ? fax(labels) : heaviest(labels)));
    }

    private static String fax(Labels labels) {
        return labels.has("work") ? "workFax" : labels.has("home") ? "homeFax" : labels.types().size() == 1 ? "fax" : "otherFax";
    }

    private static String heaviest(Labels labels) {
        String word = WEIGHT.stream().filter(labels::has).findFirst().orElseGet(() -> labels.types().first());
        return word.equals("homepage") ? "homePage" : word;
    }
}
