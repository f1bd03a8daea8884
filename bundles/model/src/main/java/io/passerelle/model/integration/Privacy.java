// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import java.util.Set;

/** How much of an event reaches the other side. */
public enum Privacy {
    /** Everything that the other side can hold. */
    FULL(Set.of()),
    /** When and what: the title, but neither description nor place, people, alarms and so on. */
    TITLE(Set.of("title")),
    /** Only that the time is taken. */
    BUSY(Set.of());

    private static final Set<String> ALWAYS = Set.of("when", "recurrence", "overrides", "status", "freeBusy", "visibility");

    private final Set<String> besides;

    Privacy(Set<String> besides) {
        this.besides = besides;
    }

    /** The one of the two that shows less. */
    public Privacy stricter(Privacy other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether a field (by its root, see {@link io.passerelle.model.item.FieldPath#root()}) reaches the other side. */
    public boolean shows(String root) {
        return this == FULL || ALWAYS.contains(root) || besides.contains(root);
    }
}
