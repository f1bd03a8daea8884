// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.ItemUid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands in a file that we write: other programs read it, so that every line counts. */
class WrittenFormTest {
    private static final LocalDateTime NINE = LocalDateTime.of(2026, 3, 2, 9, 0);

    private static CalendarEvent event(EventTime when, EventDetails details) {
        return CalendarEvent.single(ItemUid.of("u@samples.example"), when, details);
    }

    @Test
    @DisplayName("a file has its head, the definition of each zone once, the events, and its end")
    void file() {
        EventTime paris = EventTime.Timed.of(NINE, NINE.plusHours(1), ZoneId.of("Europe/Paris"));
        EventTime utc = EventTime.Timed.of(NINE, NINE.plusHours(1), ZoneId.of("UTC"));
        EventDetails details = EventDetails.builder().title("Tea").build();

        List<String> lines = new String(
                        Reading.write(List.of(event(paris, details), event(paris, details), event(utc, details))), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(lines).startsWith(
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Passerelle//Calendar//EN", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Test");
        assertThat(lines).endsWith("END:VCALENDAR");
        assertThat(lines).filteredOn("TZID:Europe/Paris"::equals).hasSize(1);
        assertThat(lines).filteredOn("BEGIN:VEVENT"::equals).hasSize(3);
        assertThat(lines).filteredOn("DTSTAMP:20260101T000000Z"::equals).hasSize(3);
        assertThat(lines).contains("DTSTART;TZID=Europe/Paris:20260302T090000", "DTSTART:20260302T090000Z");
    }

    @Test
    @DisplayName("an old event has the clock of its own time")
    void oldZone() {
        EventTime old = EventTime.Timed.of(NINE.withYear(1960), NINE.withYear(1960), ZoneId.of("Europe/Paris"));

        List<String> lines = new String(
                        Reading.write(List.of(event(old, EventDetails.builder().build()))), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(lines).contains("DTSTART:19590101T000000").doesNotContain("DTEND;TZID=Europe/Paris:19600302T090000");
    }

    @Test
    @DisplayName("the stored text has no zones, and a stamp that never changes")
    void stored() {
        String text = ICalendarWriter.text(event(
                EventTime.Timed.of(NINE, NINE.plusHours(1), ZoneId.of("Europe/Paris")),
                EventDetails.builder().title("Tea").build()));

        assertThat(text.lines()).containsExactly(
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Passerelle//Store//EN",
                "BEGIN:VEVENT",
                "UID:u@samples.example",
                "DTSTAMP:19700101T000000Z",
                "DTSTART;TZID=Europe/Paris:20260302T090000",
                "DTEND;TZID=Europe/Paris:20260302T100000",
                "SUMMARY:Tea",
                "END:VEVENT",
                "END:VCALENDAR");
    }

    @Test
    @DisplayName("a reminder by mail has what RFC 5545 asks of one, another has a text")
    void alarms() {
        String text = ICalendarWriter.text(event(
                EventTime.Timed.of(NINE, NINE.plusHours(1), ZoneId.of("UTC")),
                EventDetails.builder()
                        .alarms(List.of(
                                new Alarm(Duration.ofMinutes(15), Alarm.Action.DISPLAY), new Alarm(Duration.ofDays(1), Alarm.Action.EMAIL)))
                        .build()));

        assertThat(text.lines()).containsSubsequence("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:-", "END:VALARM");
        assertThat(text.lines()).containsSubsequence(
                "BEGIN:VALARM", "ACTION:EMAIL", "DESCRIPTION:-", "SUMMARY:-", "ATTENDEE:mailto:me@passerelle.invalid", "END:VALARM");
        assertThat(text.lines().filter("SUMMARY:-"::equals)).hasSize(1);
    }

    @Test
    @DisplayName("addresses are mailto URIs unless they are URIs already; what is the default is not written")
    void people() {
        String text = ICalendarWriter.text(event(
                EventTime.Timed.of(NINE, NINE.plusHours(1), ZoneId.of("UTC")),
                EventDetails.builder()
                        .organizer("urn:uuid:1")
                        .attendees(List.of(
                                new Attendee("bob@x.example", "Bob", Attendee.Role.OPTIONAL, Attendee.Answer.ACCEPTED),
                                new Attendee("carol@x.example", "", Attendee.Role.REQUIRED, Attendee.Answer.NEEDS_ACTION),
                                new Attendee("room@x.example", "", Attendee.Role.RESOURCE, Attendee.Answer.DECLINED)))
                        .build()));

        assertThat(text.replace("\r\n ", "").lines()).contains(
                "ORGANIZER:urn:uuid:1",
                "ATTENDEE;CN=Bob;ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:bob@x.example",
                "ATTENDEE:mailto:carol@x.example",
                "ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=DECLINED:mailto:room@x.example");
        assertThat(text).doesNotContain("CATEGORIES").doesNotContain("STATUS").doesNotContain("CLASS").doesNotContain("TRANSP");
    }
}
