// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.ReadProblem.Reason;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Everything in a file that has one UID, put together. */
final class Series {
    private final List<EventPart> masters = new ArrayList<>();
    private final List<EventPart> exceptions = new ArrayList<>();

    void add(EventPart part) {
        (part.exceptionTo().isPresent() ? exceptions : masters).add(part);
    }

    int size() {
        return masters.size() + exceptions.size();
    }

    List<EventPart> exceptions() {
        return exceptions;
    }

    /**
     * The event or series.
     *
     * @param most bound of exceptions and additional dates
     * @param problems takes the parts that have no place in it
     * @return empty when none is left
     */
    Optional<CalendarEvent> build(int most, BiConsumer<EventPart, Reason> problems) {
        Optional<EventPart> chosen = masters.stream().reduce((a, b) -> b.sequence() >= a.sequence() ? b : a);
        masters.stream().filter(part -> part != chosen.get()).forEach(part -> problems.accept(part, Reason.DUPLICATE_UID));
        if (chosen.isEmpty()) {
            return Optional.of(orphans());
        }
        EventPart master = chosen.get();
        if (!master.recurring()) {
            exceptions.forEach(part -> problems.accept(part, Reason.NOT_A_SERIES));
            return Optional.of(CalendarEvent.single(master.uid(), master.when(), master.details()));
        }
        if (exceptions.size() + master.dates().size() + master.excluded().size() > most) {
            problems.accept(master, Reason.TOO_LARGE);
            return Optional.empty();
        }
        Stamp start = master.start();
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        master.excluded().forEach(stamp -> overrides.put(stamp.in(start), new Occurrence.Cancelled()));
        exceptions.stream()
                .sorted(Comparator.comparingInt(EventPart::sequence))
                .forEach(part -> overrides.put(
                        part.exceptionTo().orElseThrow().in(start),
                        new Occurrence.Changed(part.when(), part.details())));
        Recurrence recurrence = new Recurrence(
                master.rules(),
                master.dates().stream().map(stamp -> stamp.in(start)).collect(Collectors.toCollection(TreeSet::new)));
        return Optional.of(
                new CalendarEvent(master.uid(), master.when(), master.details(), Optional.of(recurrence), overrides));
    }

    /** Exceptions without their master, as an invitation to single occurrences leaves them: each keeps its own time. */
    private CalendarEvent orphans() {
        List<EventPart> sorted = exceptions.stream()
                .sorted(Comparator.comparing(part -> part.exceptionTo().orElseThrow().local()))
                .toList();
        EventPart first = sorted.get(0);
        if (sorted.size() == 1) {
            return CalendarEvent.single(first.uid(), first.when(), first.details());
        }
        Stamp start = first.exceptionTo().orElseThrow();
        EventTime like = start.dateOnly()
                ? new EventTime.AllDay(
                        start.local().toLocalDate(), start.local().toLocalDate().plusDays(1))
                : TimeParser.timed(
                        start.local(),
                        start.zone(),
                        start.local().plus(EventTimes.length(first.when())),
                        start.zone());
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        TreeSet<OccurrenceId> dates = new TreeSet<>();
        for (EventPart part : sorted) {
            OccurrenceId id = part.exceptionTo().orElseThrow().in(start);
            dates.add(id);
            overrides.put(id, new Occurrence.Changed(part.when(), part.details()));
        }
        return new CalendarEvent(
                first.uid(), like, first.details(), Optional.of(new Recurrence(List.of(), dates)), overrides);
    }
}
