// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.integration.SyncWindow;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.RecurrenceRule;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The days that are synced. When in doubt an item belongs to them: a series without a simple end goes on for ever.
 *
 * @param from first day
 * @param to last day
 */
public record Window(LocalDate from, LocalDate to) {
    private static final Set<String> SIMPLE = Set.of("FREQ", "INTERVAL", "COUNT", "BYDAY", "WKST");

    /** Everything. */
    public static final Window ALWAYS = new Window(LocalDate.MIN, LocalDate.MAX);

    /** The window of a pair on the day of a run; a day more on either side, since days end at different times. */
    public static Window on(LocalDate day, Optional<SyncWindow> window) {
        return window.map(size -> new Window(
                        day.minusDays(size.pastDays() + 1L), day.plusDays(size.futureDays() + 1L)))
                .orElse(ALWAYS);
    }

    /** Whether an item belongs to the window. */
    public boolean contains(Item item) {
        if (this.equals(ALWAYS) || !(item instanceof CalendarEvent event)) {
            return true;
        }
        LocalDate start = start(event.when());
        LocalDate end = end(event.when());
        if (event.recurrence().isEmpty()) {
            return overlaps(start, end);
        }
        return overlaps(start, last(event).orElse(LocalDate.MAX))
                || event.recurrence().get().dates().stream().anyMatch(this::contains)
                || event.overrides().values().stream().anyMatch(this::contains);
    }

    private boolean contains(OccurrenceId date) {
        LocalDate day = date.start().toLocalDate();
        return overlaps(day, day);
    }

    private boolean contains(Occurrence override) {
        return override instanceof Occurrence.Changed changed
                && overlaps(start(changed.when()), end(changed.when()));
    }

    private boolean overlaps(LocalDate start, LocalDate end) {
        return !start.isAfter(to) && !end.isBefore(from);
    }

    private static LocalDate start(EventTime time) {
        return time instanceof EventTime.AllDay allDay
                ? allDay.start()
                : ((EventTime.Timed) time).start().toLocalDate();
    }

    private static LocalDate end(EventTime time) {
        return time instanceof EventTime.AllDay allDay
                ? allDay.end()
                : ((EventTime.Timed) time).end().toLocalDate();
    }

    /** No occurrence ends later than this; empty when the series may go on. */
    private static Optional<LocalDate> last(CalendarEvent event) {
        LocalDate start = start(event.when());
        long length = end(event.when()).toEpochDay() - start.toEpochDay();
        LocalDate last = start;
        for (RecurrenceRule rule : event.recurrence().get().rules()) {
            Optional<LocalDate> until = last(start, rule);
            if (until.isEmpty()) {
                return Optional.empty();
            }
            last = until.get().isAfter(last) ? until.get() : last;
        }
        return Optional.of(last.plusDays(length + 1));
    }

    private static Optional<LocalDate> last(LocalDate start, RecurrenceRule rule) {
        Map<String, String> parts = Arrays.stream(rule.value().split(";"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        try {
            String until = parts.get("UNTIL");
            if (until != null) {
                return Optional.of(LocalDate.parse(until.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
            }
            if (!parts.containsKey("COUNT") || !SIMPLE.containsAll(parts.keySet())) {
                return Optional.empty();
            }
            long steps = Math.multiplyExact(
                    Long.parseLong(parts.get("COUNT")), Long.parseLong(parts.getOrDefault("INTERVAL", "1")));
            return switch (parts.get("FREQ")) {
                case "DAILY" -> parts.containsKey("BYDAY") ? Optional.empty() : Optional.of(start.plusDays(steps));
                case "WEEKLY" -> Optional.of(start.plusWeeks(steps));
                default -> Optional.empty();
            };
        } catch (DateTimeParseException | ArithmeticException | IndexOutOfBoundsException | NumberFormatException odd) {
            return Optional.empty();
        }
    }
}
