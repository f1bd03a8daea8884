// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.calendar;

import io.passerelle.ical.Occurrences;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Changes to a whole series that keep its exceptions where they still have a place. */
final class SeriesEdit {
    private SeriesEdit() {}

    static CalendarEvent whole(CalendarEvent event, EventTime when, EventDetails details, Optional<Recurrence> recurrence) {
        CalendarEvent bare =
                new CalendarEvent(event.uid(), when, details, recurrence, java.util.Collections.emptySortedMap());
        if (recurrence.isEmpty() || event.overrides().isEmpty() || when.isAllDay() != event.when().isAllDay()) {
            return bare;
        }
        Duration moved = Duration.between(event.when().occurrence().start(), when.occurrence().start());
        SortedMap<OccurrenceId, Occurrence> kept = new TreeMap<>();
        for (Map.Entry<OccurrenceId, Occurrence> override : event.overrides().entrySet()) {
            OccurrenceId id = override.getKey();
            OccurrenceId movedId = new OccurrenceId(id.start().plus(moved), id.allDay());
            if (Occurrences.hasStart(bare, movedId)) {
                kept.put(movedId, follow(event, bare, id, movedId, override.getValue()));
            }
        }
        return new CalendarEvent(event.uid(), when, details, recurrence, kept);
    }

    /** An occurrence that still had the series' own time goes with it. */
    private static Occurrence follow(
            CalendarEvent before, CalendarEvent after, OccurrenceId id, OccurrenceId movedId, Occurrence override) {
        if (override instanceof Occurrence.Changed changed && changed.when().equals(Occurrences.at(before, id))) {
            return new Occurrence.Changed(Occurrences.at(after, movedId), changed.details());
        }
        return override;
    }

    static CalendarEvent occurrence(CalendarEvent event, OccurrenceId id, Occurrence override) {
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>(event.overrides());
        overrides.put(id, override);
        return new CalendarEvent(event.uid(), event.when(), event.details(), event.recurrence(), overrides);
    }
}
