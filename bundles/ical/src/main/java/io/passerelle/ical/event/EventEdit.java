// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.text.TextComponent;
import io.passerelle.ical.text.TextLine;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Changes the text of an event or series so that it says what is wanted; every line that need not change stays. */
public final class EventEdit {
    private static final Set<String> EXCLUDED = Set.of("EXDATE");

    private final TextComponent calendar;
    private final CalendarEvent before;
    private final CalendarEvent wanted;
    private final TextComponent written;
    private final OccurrenceNames names;
    private final PartEdit parts;

    /**
     * Prepares.
     *
     * @param calendar the VCALENDAR to be changed
     * @param before what it says now
     * @param wanted what it shall say
     * @param written {@code wanted} as a VCALENDAR of our own
     */
    public EventEdit(
            TextComponent calendar, CalendarEvent before, CalendarEvent wanted, TextComponent written, String stamp) {
        this.calendar = calendar;
        this.before = before;
        this.wanted = wanted;
        this.written = written;
        this.names = new OccurrenceNames(calendar);
        this.parts = new PartEdit(stamp);
    }

    /** Carries it out. */
    public void apply() {
        List<TextComponent> events = calendar.components("VEVENT");
        Optional<TextComponent> master = master(events);
        if (master.isEmpty()) {
            return;
        }
        names.startAt(master.get());
        Map<OccurrenceId, TextComponent> exceptions = exceptions(events, master.get());
        TextComponent source = written.components("VEVENT").get(0);
        overrides(master.get(), exceptions);
        boolean retimed = !before.when().equals(wanted.when()) || !before.recurrence().equals(wanted.recurrence());
        if (!before.when().equals(wanted.when())) {
            parts.time(master.get(), source);
        }
        if (!before.recurrence().equals(wanted.recurrence())) {
            master.get().replace(Set.of("RRULE", "RDATE", "EXRULE"), source.lines(Set.of("RRULE", "RDATE")));
        }
        parts.details(master.get(), source, before.details(), wanted.details(), wanted.when());
        boolean changed = retimed || !before.details().equals(wanted.details()) || !before.overrides().equals(wanted.overrides());
        if (changed) {
            parts.stamp(master.get(), retimed || before.details().status() != wanted.details().status());
        }
    }

    /** The one that readers take; a lone exception stands for itself. */
    private static Optional<TextComponent> master(List<TextComponent> events) {
        Optional<TextComponent> master = events.stream()
                .filter(event -> event.line("RECURRENCE-ID").isEmpty())
                .reduce((a, b) -> PartEdit.sequence(b) >= PartEdit.sequence(a) ? b : a);
        return master.isPresent() || events.size() != 1 ? master : Optional.of(events.get(0));
    }

    private Map<OccurrenceId, TextComponent> exceptions(List<TextComponent> events, TextComponent master) {
        Map<OccurrenceId, TextComponent> exceptions = new HashMap<>();
        for (TextComponent event : events) {
            Optional<TextLine> line = event.line("RECURRENCE-ID");
            if (event != master && line.isPresent()) {
                names.of(line.get(), line.get().value()).ifPresent(id -> exceptions.put(id, event));
            }
        }
        return exceptions;
    }

    private void overrides(TextComponent master, Map<OccurrenceId, TextComponent> exceptions) {
        Set<OccurrenceId> ids = new TreeSet<>(before.overrides().keySet());
        ids.addAll(wanted.overrides().keySet());
        Map<OccurrenceId, TextComponent> sources = writtenExceptions();
        TreeSet<OccurrenceId> restored = new TreeSet<>();
        for (OccurrenceId id : ids) {
            Occurrence old = before.overrides().get(id);
            Occurrence next = wanted.overrides().get(id);
            if (old != null && old.equals(next)) {
                continue;
            }
            if (old instanceof Occurrence.Changed from
                    && next instanceof Occurrence.Changed to
                    && exceptions.containsKey(id)) {
                exception(exceptions.get(id), sources.get(id), from, to);
                continue;
            }
            if (old instanceof Occurrence.Cancelled) {
                restored.add(id);
            } else if (exceptions.containsKey(id)) {
                calendar.remove(exceptions.get(id));
            }
            if (next instanceof Occurrence.Changed) {
                calendar.add(sources.get(id));
            }
        }
        exclude(master, restored);
    }

    private void exception(TextComponent target, TextComponent source, Occurrence.Changed from, Occurrence.Changed to) {
        if (!from.when().equals(to.when())) {
            parts.time(target, source);
        }
        EventDetails old = from.details();
        parts.details(target, source, old, to.details(), to.when());
        parts.stamp(target, !from.when().equals(to.when()));
    }

    private Map<OccurrenceId, TextComponent> writtenExceptions() {
        Map<OccurrenceId, TextComponent> sources = new TreeMap<>();
        List<TextComponent> events = written.components("VEVENT");
        List<OccurrenceId> ids = wanted.overrides().entrySet().stream()
                .filter(override -> override.getValue() instanceof Occurrence.Changed)
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i < ids.size(); i++) {
            sources.put(ids.get(i), events.get(i + 1));
        }
        return sources;
    }

    /** Takes restored occurrences out of the EXDATE lines, and adds a line for those that are new. */
    private void exclude(TextComponent master, Set<OccurrenceId> restored) {
        Set<OccurrenceId> there = new TreeSet<>();
        for (TextLine line : master.lines(EXCLUDED)) {
            List<String> kept = new ArrayList<>();
            boolean touched = false;
            for (String value : line.value().split(",")) {
                Optional<OccurrenceId> id = names.of(line, value);
                boolean goes = id.isPresent() && (restored.contains(id.get()) || !stays(id.get()));
                touched |= goes;
                if (!goes) {
                    kept.add(value);
                    id.ifPresent(there::add);
                }
            }
            if (touched) {
                master.replace(line, kept.isEmpty() ? null : TextLine.of(line.head() + ":" + String.join(",", kept)));
            }
        }
        Set<OccurrenceId> missing = wanted.overrides().entrySet().stream()
                .filter(override -> override.getValue() instanceof Occurrence.Cancelled)
                .map(Map.Entry::getKey)
                .filter(id -> !there.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            EventTime when = wanted.when();
            EventFormat.exclusions(when, missing).forEach(master::add);
        }
    }

    private boolean stays(OccurrenceId id) {
        return wanted.recurrence().isPresent() && wanted.overrides().get(id) instanceof Occurrence.Cancelled;
    }
}
