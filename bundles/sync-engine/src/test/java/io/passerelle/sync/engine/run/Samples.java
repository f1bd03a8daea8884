// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Events to sync. */
final class Samples {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Samples() {}

    static CalendarEvent event(String uid, String title) {
        return on(uid, title, LocalDate.of(2026, 3, 2));
    }

    static CalendarEvent on(String uid, String title, LocalDate day) {
        LocalDateTime start = day.atTime(9, 0);
        return CalendarEvent.single(
                ItemUid.of(uid),
                EventTime.Timed.of(start, start.plusHours(1), PARIS),
                EventDetails.builder().title(title).build());
    }

    static CalendarEvent allDay(String uid, String title) {
        LocalDate day = LocalDate.of(2026, 3, 2);
        return CalendarEvent.single(
                ItemUid.of(uid),
                new EventTime.AllDay(day, day.plusDays(1)),
                EventDetails.builder().title(title).build());
    }

    static CalendarEvent details(CalendarEvent event, UnaryOperator<EventDetails.Builder> change) {
        return new CalendarEvent(
                event.uid(),
                event.when(),
                change.apply(event.details().toBuilder()).build(),
                event.recurrence(),
                event.overrides());
    }

    static CalendarEvent titled(Item event, String title) {
        return details((CalendarEvent) event, details -> details.title(title));
    }

    static CalendarEvent located(Item event, String location) {
        return details((CalendarEvent) event, details -> details.location(location));
    }

    static CalendarEvent weekly(String uid, String title) {
        CalendarEvent first = event(uid, title);
        return new CalendarEvent(
                first.uid(),
                first.when(),
                first.details(),
                Optional.of(Recurrence.of(RecurrenceRule.of("FREQ=WEEKLY"))),
                new TreeMap<>());
    }

    static CalendarEvent overriding(CalendarEvent series, LocalDateTime start, Occurrence override) {
        TreeMap<OccurrenceId, Occurrence> overrides = new TreeMap<>(series.overrides());
        overrides.put(OccurrenceId.of(start), override);
        return new CalendarEvent(series.uid(), series.when(), series.details(), series.recurrence(), overrides);
    }

    static ItemUid uid(String uid) {
        return ItemUid.of(uid);
    }
}
