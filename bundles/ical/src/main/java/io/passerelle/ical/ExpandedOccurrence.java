// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.OccurrenceId;
import java.util.Objects;

/**
 * One occurrence of an event, as a calendar page shows it.
 *
 * @param id its original start, which names it within its series
 * @param when its own time
 * @param details what it is about
 * @param changed whether it differs from its series
 */
public record ExpandedOccurrence(OccurrenceId id, EventTime when, EventDetails details, boolean changed) {
    public ExpandedOccurrence {
        Objects.requireNonNull(id);
        Objects.requireNonNull(when);
        Objects.requireNonNull(details);
    }
}
