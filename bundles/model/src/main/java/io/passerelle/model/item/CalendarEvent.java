// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An event, or a whole series of them.
 *
 * @param uid iCalendar UID
 * @param when time of the event, of the first occurrence for a series
 * @param details what it is about; for a series, of every occurrence without override
 * @param recurrence present for a series
 * @param overrides occurrences that differ, by original start; empty unless {@code recurrence} is present
 */
public record CalendarEvent(
        ItemUid uid,
        EventTime when,
        EventDetails details,
        Optional<Recurrence> recurrence,
        SortedMap<OccurrenceId, Occurrence> overrides)
        implements Item {
    /** Root of the time field. */
    public static final String WHEN = "when";

    /** Root of the recurrence field. */
    public static final String RECURRENCE = "recurrence";

    /** Root of the overrides, keyed by {@link OccurrenceId#toString()}. */
    public static final String OVERRIDES = "overrides";

    /** Every root an event can have. */
    public static final Set<String> ROOTS = EventFields.ROOTS;

    public CalendarEvent {
        Objects.requireNonNull(uid);
        Objects.requireNonNull(when);
        Objects.requireNonNull(details);
        Objects.requireNonNull(recurrence);
        overrides = recurrence.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
    }

    /** A single event. */
    public static CalendarEvent single(ItemUid uid, EventTime when, EventDetails details) {
        return new CalendarEvent(uid, when, details, Optional.empty(), Collections.emptySortedMap());
    }

    @Override
    public String label() {
        return details.title();
    }

    @Override
    public SortedMap<FieldPath, String> fields() {
        return EventFields.of(this);
    }

    @Override
    public CalendarEvent with(Item source, Set<FieldPath> paths) {
        if (!(source instanceof CalendarEvent event)) {
            throw new IllegalArgumentException("fields of an event come from an event");
        }
        return EventFields.take(this, event, paths);
    }

    /** Never the content: a log line must not carry it. */
    @Override
    public String toString() {
        return "CalendarEvent[recurring=" + recurrence.isPresent() + ", overrides=" + overrides.size() + "]";
    }
}
