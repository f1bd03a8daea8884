// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import com.github.mangstadt.vinnie.VObjectProperty;
import io.passerelle.ical.zone.ZoneNames;
import io.passerelle.model.item.EventTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Start and end of an event, from DTSTART and DTEND or DURATION, with the defaults of RFC 5545 §3.6.1. */
final class TimeParser {
    private final ZoneNames zones;
    private final Notes notes;

    TimeParser(ZoneNames zones, Notes notes) {
        this.zones = zones;
        this.notes = notes;
    }

    EventTime when(Stamp start, RawEvent raw) throws Malformed {
        Optional<VObjectProperty> end = raw.first("DTEND").filter(p -> !p.getValue().isBlank());
        if (end.isPresent()) {
            String tzid = RawEvent.parameter(end.get(), "TZID");
            Stamp until = Stamp.parse(end.get().getValue(), tzid, zones, notes);
            return start.dateOnly() ? days(start.local().toLocalDate(), until.local().toLocalDate()) : span(start, until);
        }
        String duration = raw.value("DURATION");
        if (duration.isEmpty()) {
            return start.dateOnly() ? days(start.local().toLocalDate(), start.local().toLocalDate()) : span(start, start);
        }
        Spans length = Spans.parse(duration);
        if (start.dateOnly()) {
            long hours = length.time().toHours();
            LocalDate last = start.local().toLocalDate().plus(length.days()).plusDays((hours + 23) / 24);
            return days(start.local().toLocalDate(), last);
        }
        return span(start, new Stamp(plus(start, length), start.zone(), false));
    }

    /** The end of a day may be given as the same day, by some programs even as the day before. */
    private static EventTime days(LocalDate start, LocalDate end) {
        return new EventTime.AllDay(start, end.isAfter(start) ? end : start.plusDays(1));
    }

    private static LocalDateTime plus(Stamp start, Spans length) {
        LocalDateTime day = start.local().plus(length.days());
        return start.zone()
                .map(zone -> day.atZone(zone).plus(length.time()).toLocalDateTime())
                .orElseGet(() -> day.plus(length.time()));
    }

    private static EventTime span(Stamp start, Stamp end) {
        Optional<ZoneId> endZone = start.zone().isEmpty() ? Optional.empty() : end.zone().or(start::zone);
        return timed(start.local(), start.zone(), end.local(), endZone);
    }

    /** An end before the start, which programs do write, is taken as no length at all. */
    static EventTime timed(LocalDateTime start, Optional<ZoneId> zone, LocalDateTime end, Optional<ZoneId> endZone) {
        Duration length = zone.isPresent()
                ? Duration.between(start.atZone(zone.get()), end.atZone(endZone.orElseThrow()))
                : Duration.between(start, end);
        return length.isNegative()
                ? new EventTime.Timed(start, zone, start, zone)
                : new EventTime.Timed(start, zone, end, endZone);
    }
}
