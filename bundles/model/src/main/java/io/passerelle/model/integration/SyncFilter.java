// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import java.util.Set;

/**
 * Events that are left out. Of an event that is left out nothing is decided: it is neither copied, nor is a copy that was
 * made earlier deleted.
 *
 * @param free leave out events that do not take up their time
 * @param declined leave out events that the person declined
 * @param allDay leave out all-day events
 * @param categories leave out events of one of these categories, whatever the case; at most 100
 */
public record SyncFilter(boolean free, boolean declined, boolean allDay, Set<String> categories) {
    /** Leaves nothing out. */
    public static final SyncFilter NONE = new SyncFilter(false, false, false, Set.of());

    public SyncFilter {
        categories = Set.copyOf(categories);
        if (categories.size() > 100) {
            throw new IllegalArgumentException("at most 100 categories can be left out");
        }
    }
}
