// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.text.ContentLines;
import io.passerelle.ical.text.TextComponent;
import io.passerelle.ical.zone.ZoneWriter;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Occurrence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Definitions of the time zones that an event uses, from the year before its start on. */
public final class ZoneTexts {
    private static final int MOST_KEPT = 500;
    /** Writing one costs more than the event that it is for; a calendar uses few. */
    private static final Map<String, String> KEPT = new ConcurrentHashMap<>();

    private ZoneTexts() {}

    /** Adds what is missing in a VCALENDAR, before its events. */
    public static void define(TextComponent calendar, CalendarEvent event) {
        Map<ZoneId, Integer> used = used(event);
        if (used.isEmpty()) {
            return;
        }
        Set<String> defined = calendar.components("VTIMEZONE").stream()
                .flatMap(zone -> zone.line("TZID").stream())
                .map(line -> line.value().strip())
                .collect(Collectors.toSet());
        used.forEach((zone, year) -> {
            if (!defined.contains(zone.getId()) && mentioned(calendar, zone)) {
                calendar.addFirst(TextComponent.parse(text(zone, year)).components("VTIMEZONE").get(0));
            }
        });
    }

    private static boolean mentioned(TextComponent calendar, ZoneId zone) {
        Set<String> times = Set.of("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE");
        return calendar.components("VEVENT").stream()
                .flatMap(event -> event.lines(times).stream())
                .anyMatch(line -> line.parameter("TZID").filter(zone.getId()::equals).isPresent());
    }

    private static Map<ZoneId, Integer> used(CalendarEvent event) {
        Map<ZoneId, Integer> used = new TreeMap<>((a, b) -> a.getId().compareTo(b.getId()));
        use(used, event.when());
        for (Occurrence override : event.overrides().values()) {
            if (override instanceof Occurrence.Changed changed) {
                use(used, changed.when());
            }
        }
        return used;
    }

    private static void use(Map<ZoneId, Integer> used, EventTime when) {
        if (when instanceof EventTime.Timed timed) {
            int year = timed.start().getYear() - 1;
            for (Optional<ZoneId> zone : List.of(timed.zone(), timed.endZone())) {
                zone.filter(id -> !Stamp.UTC.equals(id)).ifPresent(id -> used.merge(id, year, Math::min));
            }
        }
    }

    private static String text(ZoneId zone, int year) {
        if (KEPT.size() > MOST_KEPT) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(zone.getId() + year, key -> write(zone, year));
    }

    private static String write(ZoneId zone, int year) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try {
            new ZoneWriter(new ContentLines(bytes)).write(zone, year);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
