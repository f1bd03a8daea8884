// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import io.passerelle.ical.event.EventTimes;
import io.passerelle.ical.event.Rules;
import io.passerelle.ical.event.Starts;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.RecurrenceRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a series expands to (RFC 5545 §3.8.5). Bounded: a rule that repeats every minute or second shows only its first
 * 1,000 occurrences, every other rule is followed for at most 100,000 steps.
 *
 * <p><b>Threads.</b> Stateless.
 */
public final class Occurrences {
    /** Whatever zone the viewer is in, the clock differs by less. */
    private static final Duration CLOCKS = Duration.ofHours(26);

    private Occurrences() {}

    /**
     * The occurrences that touch a stretch of time, in order of their start.
     *
     * @param event event or series
     * @param viewer zone in which all-day and floating events take place
     * @param from begin, inclusive
     * @param to end, exclusive
     * @param most at most this many
     */
    public static List<ExpandedOccurrence> between(CalendarEvent event, ZoneId viewer, Instant from, Instant to, int most) {
        List<ExpandedOccurrence> found = new ArrayList<>();
        if (event.recurrence().isEmpty()) {
            add(found, event, event.when().occurrence(), event.when(), viewer, from, to);
            return found;
        }
        Duration margin = CLOCKS.plus(EventTimes.length(event.when()));
        LocalDateTime earliest = LocalDateTime.ofInstant(from.minus(margin), ZoneId.of("UTC"));
        LocalDateTime latest = LocalDateTime.ofInstant(to.plus(CLOCKS), ZoneId.of("UTC"));
        for (OccurrenceId id : Starts.between(event, earliest, latest, Math.max(most, 1) * 4L)) {
            if (!event.overrides().containsKey(id)) {
                add(found, event, id, EventTimes.at(event.when(), id), viewer, from, to);
            }
        }
        for (Map.Entry<OccurrenceId, Occurrence> override : event.overrides().entrySet()) {
            if (override.getValue() instanceof Occurrence.Changed changed && touches(changed.when(), viewer, from, to)) {
                found.add(new ExpandedOccurrence(override.getKey(), changed.when(), changed.details(), true));
            }
        }
        found.sort(Comparator.comparing(one -> EventTimes.start(one.when(), viewer)));
        return found.size() > most ? new ArrayList<>(found.subList(0, most)) : found;
    }

    private static void add(
            List<ExpandedOccurrence> found,
            CalendarEvent event,
            OccurrenceId id,
            EventTime when,
            ZoneId viewer,
            Instant from,
            Instant to) {
        if (touches(when, viewer, from, to)) {
            found.add(new ExpandedOccurrence(id, when, event.details(), false));
        }
    }

    private static boolean touches(EventTime when, ZoneId viewer, Instant from, Instant to) {
        Instant start = EventTimes.start(when, viewer);
        Instant end = EventTimes.end(when, viewer);
        return start.isBefore(to) && (end.isAfter(from) || start.equals(end) && !start.isBefore(from));
    }

    /** The stretch of time in which an event has occurrences. */
    public static EventSpan span(CalendarEvent event) {
        ZoneId utc = ZoneId.of("UTC");
        Instant start = EventTimes.start(event.when(), utc);
        Optional<Instant> end = Optional.of(EventTimes.end(event.when(), utc));
        if (event.recurrence().isPresent()) {
            end = Starts.last(event).map(last -> EventTimes.end(EventTimes.at(event.when(), last), utc));
            for (OccurrenceId date : event.recurrence().get().dates()) {
                start = earlier(start, EventTimes.start(EventTimes.at(event.when(), date), utc));
            }
        }
        for (Occurrence override : event.overrides().values()) {
            if (override instanceof Occurrence.Changed changed) {
                start = earlier(start, EventTimes.start(changed.when(), utc));
                Instant until = EventTimes.end(changed.when(), utc);
                end = end.map(known -> until.isAfter(known) ? until : known);
            }
        }
        return new EventSpan(start.minus(CLOCKS), end.map(known -> known.plus(CLOCKS)));
    }

    private static Instant earlier(Instant a, Instant b) {
        return b.isBefore(a) ? b : a;
    }

    /** The time of an occurrence that does not differ from its series. */
    public static EventTime at(CalendarEvent event, OccurrenceId id) {
        return EventTimes.at(event.when(), id);
    }

    /** Whether a recurrence rule makes sense, so that something can be shown for it. */
    public static boolean understands(RecurrenceRule rule) {
        return Rules.sensible(rule);
    }

    /** Whether a start belongs to a series, by its rules or its additional dates; exceptions do not count. */
    public static boolean hasStart(CalendarEvent event, OccurrenceId id) {
        return event.when().occurrence().equals(id)
                || event.recurrence().isPresent()
                        && Starts.between(event, id.start(), id.start().plusSeconds(1), 10).contains(id);
    }
}
