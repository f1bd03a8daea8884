// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.VObjectDataListener;
import com.github.mangstadt.vinnie.io.Warning;
import io.passerelle.ical.ReadLimits;
import io.passerelle.ical.ReadProblem;
import io.passerelle.ical.ReadProblem.Reason;
import io.passerelle.ical.ReadSummary;
import io.passerelle.ical.text.Texts;
import io.passerelle.ical.text.UnfoldingStream;
import io.passerelle.ical.zone.ZoneNames;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Takes a file apart while it is read. Single events are handed over at once; series wait for the end of the file, since an
 * exception may stand anywhere, and so do events whose zone is defined only later.
 */
public final class FileReading implements VObjectDataListener {
    private static final int DEEPEST = 8;
    private static final Set<String> TAKEN = Set.of(
            "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID");

    private final ReadLimits limits;
    private final UnfoldingStream source;
    private final Consumer<CalendarEvent> items;
    private final Consumer<ReadProblem> problems;
    private final ZoneNames zones = new ZoneNames();
    private final EventParser parser = new EventParser(zones);
    private final ZoneParts zone = new ZoneParts(zones);
    private final Map<String, Series> series = new LinkedHashMap<>();
    private final List<RawEvent> waiting = new ArrayList<>();
    private final Set<String> handedOver = new HashSet<>();
    private final Map<String, Integer> ignored = new TreeMap<>();
    private String name = "";
    private int calendars;
    private int components;
    private int events;
    private int itemCount;
    private int problemCount;
    private RawEvent open;
    private Reason spoiled;

    public FileReading(
            ReadLimits limits, UnfoldingStream source, Consumer<CalendarEvent> items, Consumer<ReadProblem> problems) {
        this.limits = limits;
        this.source = source;
        this.items = items;
        this.problems = problems;
    }

    @Override
    public void onComponentBegin(String component, Context context) {
        if (++components > limits.components()) {
            throw PasserelleException.of(ErrorCode.TOO_LARGE, "components of a calendar file");
        }
        int depth = context.getParentComponents().size();
        if (depth > DEEPEST) {
            context.stop();
            return;
        }
        switch (component.toUpperCase(Locale.ROOT)) {
            case "VCALENDAR" -> calendars++;
            case "VEVENT" -> {
                if (open != null) {
                    spoil(Reason.CUT_OFF);
                    close();
                }
                open = new RawEvent(++events);
            }
            case "VALARM" -> {
                if (open != null) {
                    open.beginAlarm();
                }
            }
            case "VTIMEZONE", "STANDARD", "DAYLIGHT" -> zone.begin(component);
            default -> {
                if (open == null) {
                    ignored.merge(component.toUpperCase(Locale.ROOT), 1, Integer::sum);
                }
            }
        }
    }

    @Override
    public void onComponentEnd(String component, Context context) {
        switch (component.toUpperCase(Locale.ROOT)) {
            case "VEVENT" -> close();
            case "VTIMEZONE", "STANDARD", "DAYLIGHT" -> zone.end(component);
            default -> {
                // nothing was kept of it
            }
        }
    }

    @Override
    public void onProperty(VObjectProperty property, Context context) {
        property.setName(property.getName().toUpperCase(Locale.ROOT));
        List<String> parents = context.getParentComponents();
        String parent = parents.isEmpty() ? "" : parents.get(parents.size() - 1).toUpperCase(Locale.ROOT);
        if (open != null) {
            take(property, parent, context.getLineNumber());
        } else if (zone.open()) {
            zone.property(property);
        } else if ("VCALENDAR".equals(parent) && ("X-WR-CALNAME".equals(property.getName()) || "NAME".equals(property.getName()))) {
            name = Texts.unescape(property.getValue()).strip();
        }
    }

    private void take(VObjectProperty property, String parent, int line) {
        if (source.wasCut(line)) {
            if (TAKEN.contains(property.getName())) {
                spoil(Reason.TOO_LARGE);
            }
            return;
        }
        if (open.size() >= limits.properties()) {
            spoil(Reason.TOO_LARGE);
        } else if ("VALARM".equals(parent)) {
            open.addToAlarm(property);
        } else if ("VEVENT".equals(parent)) {
            open.add(property);
        }
    }

    private void spoil(Reason reason) {
        if (spoiled == null) {
            spoiled = reason;
        }
    }

    private void close() {
        if (open == null) {
            return;
        }
        RawEvent raw = open;
        Reason reason = spoiled;
        open = null;
        spoiled = null;
        if (reason != null) {
            problem(raw, reason);
            return;
        }
        understand(raw, false);
    }

    private void understand(RawEvent raw, boolean last) {
        try {
            EventPart part = parser.parse(raw);
            if (!last && part.notes().contains(Reason.UNKNOWN_ZONE)) {
                waiting.add(raw);
                return;
            }
            part.notes().forEach(note -> problem(part, note));
            place(part);
        } catch (Malformed malformed) {
            problem(raw, malformed.reason());
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException beyond) {
            problem(raw, Reason.BAD_VALUE);
        }
    }

    private void place(EventPart part) {
        String uid = part.uid().value();
        if (handedOver.contains(uid)) {
            problem(part, part.exceptionTo().isPresent() ? Reason.NOT_A_SERIES : Reason.DUPLICATE_UID);
        } else if (part.alone() && !series.containsKey(uid)) {
            handedOver.add(uid);
            handOver(CalendarEvent.single(part.uid(), part.when(), part.details()));
        } else {
            series.computeIfAbsent(uid, first -> new Series()).add(part);
        }
    }

    @Override
    public void onVersion(String value, Context context) {
        // both versions of the format are read alike
    }

    @Override
    public void onWarning(Warning warning, VObjectProperty property, Exception thrown, Context context) {
        if (warning == Warning.UNMATCHED_END && open != null) {
            spoil(Reason.CUT_OFF);
        }
    }

    /** Hands over what had to wait; to be called once, after the last line. */
    public ReadSummary finish() {
        if (open != null) {
            spoil(Reason.CUT_OFF);
            close();
        }
        waiting.forEach(raw -> understand(raw, true));
        series.values().forEach(one -> {
            try {
                one.build(limits.occurrences(), this::problem).ifPresent(this::handOver);
            } catch (IllegalArgumentException | java.time.DateTimeException beyond) {
                one.exceptions().forEach(part -> problem(part, Reason.BAD_VALUE));
            }
        });
        return new ReadSummary(
                calendars,
                events,
                itemCount,
                problemCount,
                new TreeMap<>(ignored),
                Optional.of(name).filter(text -> !text.isEmpty()));
    }

    private void handOver(CalendarEvent event) {
        itemCount++;
        items.accept(event);
    }

    private void problem(RawEvent raw, Reason reason) {
        String label = raw.first("SUMMARY").map(p -> Texts.unescape(p.getValue()).strip()).orElse("");
        problemCount++;
        problems.accept(new ReadProblem(
                raw.index(), Optional.of(Texts.unescape(raw.value("UID"))).filter(uid -> !uid.isEmpty()), label, reason));
    }

    private void problem(EventPart part, Reason reason) {
        problemCount++;
        problems.accept(
                new ReadProblem(part.index(), Optional.of(part.uid().value()), part.details().title(), reason));
    }
}
