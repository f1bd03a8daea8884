// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.RecurrenceRule;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** The starts of a series on its own clock, bounded. */
public final class Starts {
    private static final int MOST_STEPS = 100_000;
    private static final int MOST_OF_FREQUENT = 1_000;
    private static final int MOST_COUNTED = 20_000;

    private Starts() {}

    /**
     * Starts in a stretch of local time, those with an exception included.
     *
     * @param most about this many per rule
     */
    public static SortedSet<OccurrenceId> between(CalendarEvent event, LocalDateTime from, LocalDateTime to, long most) {
        SortedSet<OccurrenceId> starts = new TreeSet<>();
        OccurrenceId first = event.when().occurrence();
        if (inside(first.start(), from, to)) {
            starts.add(first);
        }
        event.recurrence().ifPresent(recurrence -> {
            recurrence.dates().stream().filter(id -> inside(id.start(), from, to)).forEach(starts::add);
            recurrence.rules().forEach(rule -> follow(event, rule, from, to, most, starts));
        });
        return starts;
    }

    private static boolean inside(LocalDateTime start, LocalDateTime from, LocalDateTime to) {
        return !start.isBefore(from) && start.isBefore(to);
    }

    private static void follow(
            CalendarEvent event,
            RecurrenceRule rule,
            LocalDateTime from,
            LocalDateTime to,
            long most,
            SortedSet<OccurrenceId> starts) {
        Optional<RecurrenceRuleIterator> iterator = iterator(event, rule);
        if (iterator.isEmpty()) {
            return;
        }
        boolean allDay = event.when().isAllDay();
        boolean frequent = Rules.tooFrequent(rule);
        RecurrenceRuleIterator next = iterator.get();
        if (!frequent && from.isAfter(event.when().occurrence().start())) {
            next.fastForward(Rules.dateTime(from, allDay));
        }
        int steps = frequent ? MOST_OF_FREQUENT : MOST_STEPS;
        long found = 0;
        while (steps-- > 0 && found < most && next.hasNext()) {
            LocalDateTime start = Rules.local(next.nextDateTime());
            if (!start.isBefore(to)) {
                return;
            }
            if (!start.isBefore(from)) {
                found++;
                starts.add(new OccurrenceId(start, allDay));
            }
        }
    }

    /** The last start; empty when there is none, or when it is too far away to be counted. */
    public static Optional<OccurrenceId> last(CalendarEvent event) {
        OccurrenceId last = event.when().occurrence();
        for (OccurrenceId date : event.recurrence().orElseThrow().dates()) {
            last = date.compareTo(last) > 0 ? date : last;
        }
        for (RecurrenceRule rule : event.recurrence().orElseThrow().rules()) {
            if (Rules.endless(rule)) {
                return Optional.empty();
            }
            Optional<RecurrenceRuleIterator> iterator = iterator(event, rule);
            int steps = 0;
            while (iterator.isPresent() && iterator.get().hasNext()) {
                if (++steps > MOST_COUNTED) {
                    return Optional.empty();
                }
                OccurrenceId start = new OccurrenceId(
                        Rules.local(iterator.get().nextDateTime()), event.when().isAllDay());
                last = start.compareTo(last) > 0 ? start : last;
            }
        }
        return Optional.of(last);
    }

    private static Optional<RecurrenceRuleIterator> iterator(CalendarEvent event, RecurrenceRule rule) {
        Optional<ZoneId> zone = event.when() instanceof EventTime.Timed timed ? timed.zone() : Optional.empty();
        OccurrenceId first = event.when().occurrence();
        return Rules.starts(rule, first.start(), first.allDay(), zone);
    }
}
