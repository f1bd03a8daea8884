// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The events that the contract writes. */
final class ContractEvents {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDateTime START = LocalDateTime.of(2026, 3, 2, 9, 0);

    private ContractEvents() {}

    static CalendarEvent timed(String uid, String title, String location) {
        return CalendarEvent.single(
                ItemUid.of(uid),
                EventTime.Timed.of(START, START.plusHours(1), PARIS),
                EventDetails.builder().title(title).location(location).build());
    }

    static CalendarEvent allDay(String uid) {
        return CalendarEvent.single(
                ItemUid.of(uid),
                new EventTime.AllDay(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 4)),
                EventDetails.builder().title("two days").build());
    }

    /** Weekly, the second occurrence cancelled, the third one two hours later under another title. */
    static CalendarEvent series(String uid) {
        EventDetails details = EventDetails.builder().title("weekly").build();
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        overrides.put(OccurrenceId.of(START.plusWeeks(1)), new Occurrence.Cancelled());
        LocalDateTime moved = START.plusWeeks(2).plusHours(2);
        overrides.put(
                OccurrenceId.of(START.plusWeeks(2)),
                new Occurrence.Changed(
                        EventTime.Timed.of(moved, moved.plusHours(1), PARIS),
                        EventDetails.builder().title("weekly, later").build()));
        return new CalendarEvent(
                ItemUid.of(uid),
                EventTime.Timed.of(START, START.plusHours(1), PARIS),
                details,
                Optional.of(Recurrence.of(RecurrenceRule.of("FREQ=WEEKLY;COUNT=10"))),
                overrides);
    }
}
