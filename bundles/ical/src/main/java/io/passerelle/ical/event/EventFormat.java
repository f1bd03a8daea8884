// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.text.ContentLines;
import io.passerelle.ical.text.TextLine;
import io.passerelle.ical.text.Texts;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.RecurrenceRule;
import io.passerelle.model.item.Visibility;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the VEVENTs of one event or series. */
public final class EventFormat {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private final ContentLines lines;
    private final String stamp;

    /** @param stamp DTSTAMP of what is written */
    public EventFormat(ContentLines lines, Instant stamp) {
        this.lines = lines;
        this.stamp = stamp(stamp);
    }

    /** A moment as it stands in a file. */
    public static String stamp(Instant moment) {
        return TIME.format(moment.atOffset(ZoneOffset.UTC)) + "Z";
    }

    /** Writes the master and its exceptions. */
    public void write(CalendarEvent event) throws IOException {
        Optional<ZoneId> zone = event.when() instanceof EventTime.Timed timed ? timed.zone() : Optional.empty();
        begin(event);
        time(event.when());
        if (event.recurrence().isPresent()) {
            for (RecurrenceRule rule : event.recurrence().get().rules()) {
                lines.raw("RRULE", rule.value());
            }
            starts("RDATE", event.recurrence().get().dates(), zone);
            starts("EXDATE", event.overrides().entrySet().stream()
                    .filter(override -> override.getValue() instanceof Occurrence.Cancelled)
                    .map(Map.Entry::getKey)
                    .toList(), zone);
        }
        details(event.details());
        lines.end("VEVENT");
        for (Map.Entry<OccurrenceId, Occurrence> override : event.overrides().entrySet()) {
            if (override.getValue() instanceof Occurrence.Changed changed) {
                begin(event);
                OccurrenceId id = override.getKey();
                moment("RECURRENCE-ID", id.start(), zone, id.allDay());
                time(changed.when());
                details(changed.details());
                lines.end("VEVENT");
            }
        }
    }

    private void begin(CalendarEvent event) throws IOException {
        lines.begin("VEVENT");
        lines.text("UID", event.uid().value());
        lines.raw("DTSTAMP", stamp);
    }

    private void time(EventTime when) throws IOException {
        if (when instanceof EventTime.AllDay days) {
            moment("DTSTART", days.start().atStartOfDay(), Optional.empty(), true);
            moment("DTEND", days.end().atStartOfDay(), Optional.empty(), true);
            return;
        }
        EventTime.Timed timed = (EventTime.Timed) when;
        moment("DTSTART", timed.start(), timed.zone(), false);
        // an end has to be later than the start; without one the event takes no time
        if (!timed.end().equals(timed.start()) || !timed.endZone().equals(timed.zone())) {
            moment("DTEND", timed.end(), timed.endZone(), false);
        }
    }

    private void moment(String name, LocalDateTime local, Optional<ZoneId> zone, boolean dateOnly) throws IOException {
        lines.raw(name + parameters(zone, dateOnly), value(local, zone, dateOnly));
    }

    private void starts(String name, java.util.Collection<OccurrenceId> starts, Optional<ZoneId> zone) throws IOException {
        for (boolean dateOnly : new boolean[] {true, false}) {
            List<OccurrenceId> group = starts.stream().filter(id -> id.allDay() == dateOnly).toList();
            if (!group.isEmpty()) {
                lines.raw(name + parameters(zone, dateOnly), group.stream()
                        .map(id -> value(id.start(), zone, dateOnly))
                        .collect(Collectors.joining(",")));
            }
        }
    }

    /** EXDATE lines for these occurrences of a series that takes place at this time. */
    static List<TextLine> exclusions(EventTime when, java.util.Collection<OccurrenceId> ids) {
        Optional<ZoneId> zone = when instanceof EventTime.Timed timed ? timed.zone() : Optional.empty();
        return ids.stream()
                .map(id -> TextLine.of("EXDATE" + parameters(zone, id.allDay()) + ":" + value(id.start(), zone, id.allDay())))
                .toList();
    }

    private static String parameters(Optional<ZoneId> zone, boolean dateOnly) {
        if (dateOnly) {
            return ";VALUE=DATE";
        }
        return zone.filter(z -> !Stamp.UTC.equals(z))
                .map(z -> ContentLines.parameter("TZID", z.getId()))
                .orElse("");
    }

    private static String value(LocalDateTime local, Optional<ZoneId> zone, boolean dateOnly) {
        if (dateOnly) {
            return DATE.format(local);
        }
        return TIME.format(local) + (zone.filter(Stamp.UTC::equals).isPresent() ? "Z" : "");
    }

    private void details(EventDetails details) throws IOException {
        lines.text("SUMMARY", details.title());
        lines.text("DESCRIPTION", details.description());
        lines.text("LOCATION", details.location());
        if (details.status() != EventStatus.CONFIRMED) {
            lines.raw("STATUS", details.status().name());
        }
        if (details.freeBusy() == FreeBusy.FREE) {
            lines.raw("TRANSP", "TRANSPARENT");
        }
        if (details.visibility() != Visibility.DEFAULT) {
            lines.raw("CLASS", details.visibility().name());
        }
        if (details.color().isPresent()) {
            // COLOR takes names only (RFC 7986 §5.9)
            String color = details.color().get();
            lines.raw(color.matches("[A-Za-z]+") ? "COLOR" : "X-PASSERELLE-COLOR", color);
        }
        if (!details.categories().isEmpty()) {
            lines.raw("CATEGORIES", details.categories().stream().map(Texts::escape).collect(Collectors.joining(",")));
        }
        if (details.organizer().isPresent()) {
            lines.raw("ORGANIZER", uri(details.organizer().get()));
        }
        for (Attendee attendee : details.attendees().values()) {
            attendee(attendee);
        }
        if (details.url().isPresent()) {
            lines.raw("URL", details.url().get());
        }
        if (details.defaultAlarms()) {
            lines.raw("X-PASSERELLE-DEFAULT-ALARMS", "TRUE");
        }
        for (Alarm alarm : details.alarms()) {
            alarm(alarm, details.title());
        }
    }

    private void attendee(Attendee attendee) throws IOException {
        StringBuilder name = new StringBuilder("ATTENDEE");
        if (!attendee.name().isEmpty()) {
            name.append(ContentLines.parameter("CN", attendee.name()));
        }
        switch (attendee.role()) {
            case OPTIONAL -> name.append(";ROLE=OPT-PARTICIPANT");
            case RESOURCE -> name.append(";CUTYPE=RESOURCE");
            case REQUIRED -> {
                // the default
            }
        }
        if (attendee.answer() != Attendee.Answer.NEEDS_ACTION) {
            name.append(";PARTSTAT=").append(attendee.answer().name());
        }
        lines.raw(name.toString(), uri(attendee.address()));
    }

    private static String uri(String address) {
        return address.indexOf(':') >= 0 ? address : "mailto:" + address;
    }

    private void alarm(Alarm alarm, String title) throws IOException {
        lines.begin("VALARM");
        lines.raw("ACTION", alarm.action().name());
        lines.raw("TRIGGER", Spans.format(alarm.before().negated()));
        String text = title.isEmpty() ? "-" : title;
        lines.text("DESCRIPTION", text);
        if (alarm.action() == Alarm.Action.EMAIL) {
            lines.text("SUMMARY", text);
            lines.raw("ATTENDEE", "mailto:me@passerelle.invalid");
        }
        lines.end("VALARM");
    }
}
