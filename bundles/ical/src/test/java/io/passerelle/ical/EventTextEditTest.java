// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventTextEditTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String SERIES = String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Somebody//EN",
            "X-WR-ODD:keep",
            "BEGIN:VTIMEZONE",
            "TZID:Berlin Time",
            "X-LIC-LOCATION:Europe/Berlin",
            "BEGIN:STANDARD",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "DTSTART:19701025T030000",
            "END:STANDARD",
            "END:VTIMEZONE",
            "BEGIN:VEVENT",
            "UID:1",
            "DTSTAMP:20260101T000000Z",
            "SEQUENCE:3",
            "DTSTART;TZID=Berlin Time:20260302T090000",
            "DTEND;TZID=Berlin Time:20260302T100000",
            "RRULE:FREQ=WEEKLY;COUNT=10",
            "EXDATE;TZID=Berlin Time:20260309T090000,20260316T090000",
            "SUMMARY;LANGUAGE=de;ALTREP=\"cid:1\":Besprechung",
            "X-FOO;A=\"b:c\":a long line that is folded here and there, so that it shows whether folds s",
            " tay where they were",
            "ORGANIZER;CN=Ann:mailto:ann@example.org",
            "ATTENDEE;CN=Bob;RSVP=TRUE;X-NUM=1;PARTSTAT=NEEDS-ACTION:mailto:bob@example.org",
            "ATTENDEE;CN=Cid;ROLE=CHAIR:mailto:cid@example.org",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "X-ALARM:keep",
            "TRIGGER:-PT15M",
            "END:VALARM",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:1",
            "RECURRENCE-ID;TZID=Berlin Time:20260323T090000",
            "DTSTART;TZID=Berlin Time:20260323T110000",
            "DTEND;TZID=Berlin Time:20260323T120000",
            "SUMMARY:moved",
            "X-BAR:keep",
            "END:VEVENT",
            "END:VCALENDAR",
            "");

    private static CalendarEvent read(String text) {
        return new ICalendarReader().readOne(text);
    }

    private static CalendarEvent with(CalendarEvent event, EventDetails details) {
        return new CalendarEvent(event.uid(), event.when(), details, event.recurrence(), event.overrides());
    }

    private static CalendarEvent with(CalendarEvent event, SortedMap<OccurrenceId, Occurrence> overrides) {
        return new CalendarEvent(event.uid(), event.when(), event.details(), event.recurrence(), overrides);
    }

    /** Edits, and sees to it that the new text says what is wanted. */
    private static String edited(CalendarEvent wanted) {
        String text = ICalendarWriter.edit(SERIES, wanted, NOW, List.of());
        assertThat(read(text)).isEqualTo(wanted);
        return text;
    }

    private static List<String> lines(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("DTSTAMP") && !line.startsWith("LAST-MODIFIED"))
                .toList();
    }

    @Test
    @DisplayName("62 nothing changes where nothing differs")
    void same() {
        assertThat(ICalendarWriter.edit(SERIES, read(SERIES), NOW, List.of("X-A:b"))).isEqualTo(SERIES);
    }

    @Test
    @DisplayName("62 a new title keeps its language and loses what stood for the old one; every other line stays")
    void title() {
        CalendarEvent before = read(SERIES);
        String text = edited(with(before, before.details().toBuilder().title("Neu").build()));

        assertThat(lines(text))
                .containsExactlyElementsOf(lines(SERIES.replace(
                        "SUMMARY;LANGUAGE=de;ALTREP=\"cid:1\":Besprechung", "SUMMARY;LANGUAGE=de:Neu")));
    }

    @Test
    @DisplayName("an answer changes one parameter of one participant")
    void answer() {
        CalendarEvent before = read(SERIES);
        List<Attendee> attendees = before.details().attendees().values().stream()
                .map(one -> one.address().startsWith("bob")
                        ? new Attendee(one.address(), one.name(), one.role(), Attendee.Answer.ACCEPTED)
                        : one)
                .toList();
        String text = edited(with(before, before.details().toBuilder().attendees(attendees).build()));

        assertThat(text.replace("\r\n ", ""))
                .contains("ATTENDEE;CN=Bob;RSVP=TRUE;X-NUM=1;PARTSTAT=ACCEPTED:mailto:bob@example.org")
                .contains("ATTENDEE;CN=Cid;ROLE=CHAIR:mailto:cid@example.org");
    }

    @Test
    @DisplayName("another alarm is added, and the one that is there keeps what is unknown of it")
    void alarms() {
        CalendarEvent before = read(SERIES);
        Alarm old = before.details().alarms().first();
        Alarm more = new Alarm(Duration.ofHours(1), Alarm.Action.DISPLAY);

        assertThat(edited(with(before, before.details().toBuilder().alarms(List.of(old, more)).build())))
                .contains("X-ALARM:keep", "TRIGGER:-PT1H");
        assertThat(edited(with(before, before.details().toBuilder().alarms(List.of(more)).build())))
                .contains("TRIGGER:-PT1H")
                .doesNotContain("X-ALARM", "TRIGGER:-PT15M");
    }

    @Test
    @DisplayName("occurrences are excluded, restored, changed and removed one by one")
    void overrides() {
        CalendarEvent before = read(SERIES);
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>(before.overrides());
        overrides.remove(OccurrenceId.parse("2026-03-16T09:00"));
        overrides.put(OccurrenceId.parse("2026-03-30T09:00"), new Occurrence.Cancelled());
        Occurrence.Changed moved = (Occurrence.Changed) overrides.get(OccurrenceId.parse("2026-03-23T09:00"));
        overrides.put(
                OccurrenceId.parse("2026-03-23T09:00"),
                new Occurrence.Changed(moved.when(), moved.details().toBuilder().title("moved again").build()));
        overrides.put(
                OccurrenceId.parse("2026-04-06T09:00"), new Occurrence.Changed(moved.when(), moved.details()));
        String text = edited(with(before, overrides));

        assertThat(text)
                .contains("EXDATE;TZID=Berlin Time:20260309T090000\r\n", "SUMMARY:moved again", "X-BAR:keep", "X-FOO")
                .contains("TZID:Berlin Time", "TZID:Europe/Berlin");
        overrides.remove(OccurrenceId.parse("2026-03-23T09:00"));
        assertThat(edited(with(before, overrides))).doesNotContain("X-BAR");
    }

    @Test
    @DisplayName("another time counts as a new revision and brings its zone along")
    void time() {
        CalendarEvent before = read(SERIES);
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        LocalDateTime start = LocalDateTime.of(2026, 3, 2, 9, 0);
        CalendarEvent wanted = CalendarEvent.single(
                before.uid(), EventTime.Timed.of(start, start.plusHours(2), tokyo), before.details());
        String text = edited(wanted);

        assertThat(text)
                .contains("SEQUENCE:4", "DTSTART;TZID=Asia/Tokyo:20260302T090000", "TZID:Asia/Tokyo\r\n", "LAST-MODIFIED:20261122T100000Z")
                .doesNotContain("RRULE:FREQ=WEEKLY", "EXDATE", "RECURRENCE-ID");
    }

    @Test
    @DisplayName("a single event becomes a series")
    void recurrence() {
        CalendarEvent before = read(SERIES);
        CalendarEvent wanted = new CalendarEvent(
                before.uid(),
                before.when(),
                before.details(),
                Optional.of(Recurrence.of(RecurrenceRule.of("FREQ=DAILY;COUNT=3"))),
                new TreeMap<>());
        assertThat(edited(wanted)).contains("RRULE:FREQ=DAILY;COUNT=3").doesNotContain("EXDATE", "X-BAR");
    }

    @Test
    @DisplayName("an item for a server has its zone, once, and the lines that every part gets")
    void item() {
        LocalDateTime start = LocalDateTime.of(2026, 3, 2, 9, 0);
        CalendarEvent event = CalendarEvent.single(
                read(SERIES).uid(),
                EventTime.Timed.of(start, start.plusHours(1), BERLIN),
                EventDetails.builder().title("new").build());
        String text = ICalendarWriter.item(event, NOW, List.of("X-QUIET:NO"));

        assertThat(read(text)).isEqualTo(event);
        assertThat(text).containsOnlyOnce("BEGIN:VTIMEZONE").containsOnlyOnce("X-QUIET:NO").contains("LAST-MODIFIED:20261122T100000Z");
        assertThat(text.length()).isLessThan(1200);
    }

    @Test
    @DisplayName("what is no event is not edited")
    void nonsense() {
        assertThatThrownBy(() -> ICalendarWriter.edit("nonsense", read(SERIES), NOW, List.of()))
                .isInstanceOf(PasserelleException.class);
    }
}
