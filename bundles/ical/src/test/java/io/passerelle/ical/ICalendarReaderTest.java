// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.ical.ReadProblem.Reason;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Visibility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ICalendarReaderTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static Reading event(String... lines) {
        return Reading.of("BEGIN:VEVENT", "UID:u1", String.join("\n", lines), "END:VEVENT");
    }

    private static EventTime when(String... lines) {
        return event(lines).only().when();
    }

    private static LocalDateTime at(String time) {
        return LocalDateTime.parse(time);
    }

    // times

    @Test
    void aZonedTimeKeepsItsZone() {
        assertThat(when("DTSTART;TZID=Europe/Paris:20260301T100000", "DTEND;TZID=Europe/Paris:20260301T113000"))
                .isEqualTo(EventTime.Timed.of(at("2026-03-01T10:00"), at("2026-03-01T11:30"), PARIS));
    }

    @Test
    void startAndEndMayStandInDifferentZones() {
        assertThat(when("DTSTART;TZID=Europe/Paris:20260301T100000", "DTEND;TZID=America/New_York:20260301T080000"))
                .isEqualTo(new EventTime.Timed(
                        at("2026-03-01T10:00"), Optional.of(PARIS), at("2026-03-01T08:00"), Optional.of(ZoneId.of("America/New_York"))));
    }

    @Test
    void utcIsAZoneOfItsOwnAndFloatingTimeHasNone() {
        assertThat(when("DTSTART:20260301T100000Z", "DTEND:20260301T110000Z"))
                .isEqualTo(EventTime.Timed.of(at("2026-03-01T10:00"), at("2026-03-01T11:00"), ZoneId.of("UTC")));
        assertThat(when("DTSTART:20260301T100000", "DTEND:20260301T110000"))
                .isEqualTo(EventTime.Timed.floating(at("2026-03-01T10:00"), at("2026-03-01T11:00")));
    }

    @Test
    void wholeDaysAreDatesWithTheDayAfterAsEnd() {
        EventTime one = new EventTime.AllDay(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2));
        assertThat(when("DTSTART;VALUE=DATE:20260301", "DTEND;VALUE=DATE:20260302")).isEqualTo(one);
        assertThat(when("DTSTART;VALUE=DATE:20260301")).isEqualTo(one);
        assertThat(when("DTSTART;VALUE=DATE:20260301", "DTEND;VALUE=DATE:20260301")).isEqualTo(one);
        assertThat(when("DTSTART;VALUE=DATE:20260301", "DURATION:P1D")).isEqualTo(one);
        assertThat(when("DTSTART;VALUE=DATE:20260301", "DURATION:P2W"))
                .isEqualTo(new EventTime.AllDay(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 15)));
    }

    @Test
    void aDayOfDurationIsADayOnTheCalendarAndHoursAreHours() {
        assertThat(when("DTSTART;TZID=Europe/Paris:20260328T120000", "DURATION:P1D"))
                .isEqualTo(EventTime.Timed.of(at("2026-03-28T12:00"), at("2026-03-29T12:00"), PARIS));
        assertThat(when("DTSTART;TZID=Europe/Paris:20260328T120000", "DURATION:PT24H"))
                .isEqualTo(EventTime.Timed.of(at("2026-03-28T12:00"), at("2026-03-29T13:00"), PARIS));
    }

    @Test
    void anEndBeforeTheStartIsNoLength() {
        assertThat(when("DTSTART:20260301T100000", "DTEND:20260301T090000"))
                .isEqualTo(EventTime.Timed.floating(at("2026-03-01T10:00"), at("2026-03-01T10:00")));
    }

    // zones

    @Test
    void windowsZonesAreTranslated() {
        assertThat(when("DTSTART;TZID=\"W. Europe Standard Time\":20260301T100000"))
                .isEqualTo(EventTime.Timed.of(at("2026-03-01T10:00"), at("2026-03-01T10:00"), ZoneId.of("Europe/Berlin")));
        assertThat(when("DTSTART;TZID=Romance Standard Time:20260301T100000"))
                .isEqualTo(EventTime.Timed.of(at("2026-03-01T10:00"), at("2026-03-01T10:00"), PARIS));
    }

    @Test
    void aZoneIsFoundAtTheEndOfAnOddName() {
        assertThat(when("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20260301T100000"))
                .isEqualTo(EventTime.Timed.of(at("2026-03-01T10:00"), at("2026-03-01T10:00"), PARIS));
    }

    private static final String EASTERN = String.join(
            "\n",
            "BEGIN:VTIMEZONE", "TZID:My Zone", "BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
            "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:20070311T020000",
            "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "END:DAYLIGHT", "END:VTIMEZONE");
    private static final String IN_MY_ZONE = "BEGIN:VEVENT\nUID:u\nDTSTART;TZID=My Zone:20260301T100000\nEND:VEVENT";

    @Test
    void aZoneThatTheFileDefinesIsRecognisedByItsClock() {
        assertThat(Reading.of(EASTERN, IN_MY_ZONE).only().when())
                .isEqualTo(EventTime.Timed.of(at("2026-03-01T10:00"), at("2026-03-01T10:00"), ZoneId.of("America/New_York")));
    }

    @Test
    void aZoneMayBeDefinedAfterItsUse() {
        assertThat(Reading.of(IN_MY_ZONE, EASTERN).only().when())
                .isEqualTo(Reading.of(EASTERN, IN_MY_ZONE).only().when());
    }

    @Test
    void anUnknownZoneIsReportedAndTheTimeTakenAsItStands() {
        Reading reading = event("DTSTART;TZID=Mars/Base:20260301T100000");
        assertThat(reading.only().when()).isEqualTo(EventTime.Timed.floating(at("2026-03-01T10:00"), at("2026-03-01T10:00")));
        assertThat(reading.reasons()).containsExactly(Reason.UNKNOWN_ZONE);
    }

    // series

    private static final String MASTER = String.join(
            "\n",
            "BEGIN:VEVENT", "UID:s", "SUMMARY:Choir", "DTSTART;TZID=Europe/Paris:20260302T190000", "DURATION:PT2H",
            "RRULE:FREQ=WEEKLY;BYDAY=MO", "EXDATE;TZID=Europe/Paris:20260309T190000", "END:VEVENT");
    private static final String EXCEPTION = String.join(
            "\n",
            "BEGIN:VEVENT", "UID:s", "SUMMARY:Concert", "RECURRENCE-ID;TZID=Europe/Paris:20260316T190000",
            "DTSTART;TZID=Europe/Paris:20260317T200000", "DURATION:PT1H", "END:VEVENT");

    @Test
    void aSeriesIsPutTogetherWhereverItsExceptionsStand() {
        CalendarEvent series = Reading.of(MASTER, EXCEPTION).only();
        assertThat(series.recurrence().orElseThrow().rules().get(0).value()).isEqualTo("FREQ=WEEKLY;BYDAY=MO");
        assertThat(series.overrides()).containsOnlyKeys(
                OccurrenceId.of(at("2026-03-09T19:00")), OccurrenceId.of(at("2026-03-16T19:00")));
        assertThat(series.overrides().get(OccurrenceId.of(at("2026-03-09T19:00")))).isEqualTo(new Occurrence.Cancelled());
        Occurrence.Changed concert = (Occurrence.Changed) series.overrides().get(OccurrenceId.of(at("2026-03-16T19:00")));
        assertThat(concert.details().title()).isEqualTo("Concert");
        assertThat(Reading.of(EXCEPTION, MASTER).only()).isEqualTo(series);
    }

    @Test
    void exceptionsAreNamedOnTheClockOfTheSeries() {
        String utc = EXCEPTION.replace("RECURRENCE-ID;TZID=Europe/Paris:20260316T190000", "RECURRENCE-ID:20260316T180000Z");
        assertThat(Reading.of(MASTER, utc).only()).isEqualTo(Reading.of(MASTER, EXCEPTION).only());
        String date = MASTER.replace("EXDATE;TZID=Europe/Paris:20260309T190000", "EXDATE;VALUE=DATE:20260309");
        assertThat(Reading.of(date).only()).isEqualTo(Reading.of(MASTER).only());
    }

    @Test
    void anExceptionWithoutItsSeriesIsAnEventOfItsOwn() {
        CalendarEvent event = Reading.of(EXCEPTION).only();
        assertThat(event.recurrence()).isEmpty();
        assertThat(event.details().title()).isEqualTo("Concert");
    }

    @Test
    void severalExceptionsWithoutTheirSeriesKeepTheirTimes() {
        String other = EXCEPTION.replace("20260316", "20260323").replace("20260317T200000", "20260324T180000");
        CalendarEvent event = Reading.of(EXCEPTION, other).only();
        assertThat(Occurrences.between(event, PARIS, java.time.Instant.EPOCH, java.time.Instant.parse("2030-01-01T00:00:00Z"), 10))
                .extracting(one -> ((EventTime.Timed) one.when()).start())
                .containsExactly(at("2026-03-17T20:00"), at("2026-03-24T18:00"));
    }

    @Test
    void theHigherSequenceOfTwoMastersCounts() {
        String newer = MASTER.replace("SUMMARY:Choir", "SUMMARY:New choir\nSEQUENCE:3");
        Reading reading = Reading.of(newer, MASTER);
        assertThat(reading.only().details().title()).isEqualTo("New choir");
        assertThat(reading.reasons()).containsExactly(Reason.DUPLICATE_UID);
    }

    @Test
    void aSecondEventOfTheSameUidIsReported() {
        String one = "BEGIN:VEVENT\nUID:a\nSUMMARY:One\nDTSTART:20260301T100000Z\nEND:VEVENT";
        Reading reading = Reading.of(one, one.replace("One", "Two"));
        assertThat(reading.only().details().title()).isEqualTo("One");
        assertThat(reading.reasons()).containsExactly(Reason.DUPLICATE_UID);
        assertThat(reading.problems().get(0).label()).isEqualTo("Two");
    }

    @Test
    void additionalDatesAreTakenAndWhatHasNoCounterpartIsSaid() {
        Reading reading = event(
                "DTSTART:20260301T100000Z", "RDATE:20260305T100000Z,20260306T100000Z/PT2H", "EXRULE:FREQ=WEEKLY");
        assertThat(reading.only().recurrence().orElseThrow().dates())
                .containsExactly(OccurrenceId.of(at("2026-03-05T10:00")), OccurrenceId.of(at("2026-03-06T10:00")));
        assertThat(reading.reasons()).containsExactly(Reason.RECURRENCE_PART);
    }

    @Test
    void aRuleOfSecondsIsTakenAndFlagged() {
        Reading reading = event("DTSTART:20260301T100000Z", "RRULE:FREQ=SECONDLY");
        assertThat(reading.only().recurrence().orElseThrow().rules().get(0).value()).isEqualTo("FREQ=SECONDLY");
        assertThat(reading.reasons()).containsExactly(Reason.TOO_FREQUENT);
    }

    // details

    @Test
    void detailsAreUnderstood() {
        EventDetails details = event(
                        "DTSTART:20260301T100000Z", "DTEND:20260301T110000Z",
                        "SUMMARY:Tea\\, cake\\; and \\\\ more", "DESCRIPTION:One\\nTwo\\NThree", "LOCATION:Caf\u00e9",
                        "STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "CLASS:CONFIDENTIAL", "COLOR:turquoise",
                        "URL:https://example.org/a?b=c;d", "CATEGORIES:Work,Play\\, outside", "CATEGORIES:Third",
                        "ORGANIZER;CN=Boss:mailto:boss@example.org",
                        "ATTENDEE;CN=\"Doe^, Jane\";PARTSTAT=ACCEPTED:MAILTO:Jane@Example.org",
                        "ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:joe@example.org",
                        "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org",
                        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "END:VALARM",
                        "BEGIN:VALARM", "ACTION:EMAIL", "TRIGGER;RELATED=END:-PT2H", "END:VALARM",
                        "BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER;VALUE=DATE-TIME:20260301T093000Z", "END:VALARM")
                .only()
                .details();
        assertThat(details).isEqualTo(EventDetails.builder()
                .title("Tea, cake; and \\ more")
                .description("One\nTwo\nThree")
                .location("Caf\u00e9")
                .status(EventStatus.TENTATIVE)
                .freeBusy(FreeBusy.FREE)
                .visibility(Visibility.CONFIDENTIAL)
                .color("turquoise")
                .url("https://example.org/a?b=c;d")
                .categories(java.util.List.of("Work", "Play, outside", "Third"))
                .organizer("boss@example.org")
                .attendees(java.util.List.of(
                        new Attendee("jane@example.org", "Doe^, Jane", Attendee.Role.REQUIRED, Attendee.Answer.ACCEPTED),
                        new Attendee("joe@example.org", "", Attendee.Role.OPTIONAL, Attendee.Answer.NEEDS_ACTION),
                        new Attendee("room@example.org", "", Attendee.Role.RESOURCE, Attendee.Answer.NEEDS_ACTION)))
                .alarms(java.util.List.of(
                        new Alarm(Duration.ofMinutes(15), Alarm.Action.DISPLAY),
                        new Alarm(Duration.ofHours(1), Alarm.Action.EMAIL),
                        new Alarm(Duration.ofMinutes(30), Alarm.Action.DISPLAY)))
                .build());
    }

    @Test
    void nothingIsFetchedAndAttachmentsAreLeftAside() {
        Reading reading = event("DTSTART:20260301T100000Z", "ATTACH:http://127.0.0.1:9/secret", "ATTACH;ENCODING=BASE64;VALUE=BINARY:"
                + "QUJD".repeat(400_000));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.items()).hasSize(1);
    }

    @Test
    void foldsInsideOfACharacterAndOldCharactersAreRead() {
        byte[] start = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20260301T100000Z\r\nSUMMARY:Caf".getBytes(StandardCharsets.UTF_8);
        byte[] end = " here\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Reading.of(join(start, new byte[] {(byte) 0xC3, '\r', '\n', ' ', (byte) 0xA9}, end)).only().label())
                .isEqualTo("Caf\u00e9 here");
        assertThat(Reading.of(join(start, new byte[] {(byte) 0xE9}, end)).only().label()).isEqualTo("Caf\u00e9 here");
        assertThat(Reading.of(join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, start, end)).items()).hasSize(1);
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void anEventWithoutUidGetsOneThatStaysTheSame() {
        String event = "BEGIN:VEVENT\nSUMMARY:No id\nDTSTAMP:20260101T000000Z\nDTSTART:20260301T100000Z\nEND:VEVENT";
        assertThat(Reading.of(event).only().uid())
                .isEqualTo(Reading.of(event.replace("20260101T000000Z", "20260102T000000Z")).only().uid())
                .isNotEqualTo(Reading.of(event.replace("No id", "Other")).only().uid());
    }

    // bad files

    @Test
    void oneBrokenEventIsReportedAndTheOthersComeThrough() {
        Reading reading = Reading.of(
                "BEGIN:VEVENT", "UID:a", "DTSTART:20260301T100000Z", "END:VEVENT",
                "BEGIN:VEVENT", "UID:b", "SUMMARY:Broken", "DTSTART:20261301T100000Z", "END:VEVENT",
                "BEGIN:VEVENT", "UID:c", "DTSTART:20260301T100000Z", "RRULE:FREQ=SOMETIMES", "END:VEVENT",
                "BEGIN:VEVENT", "UID:d", "DTSTART:20260301T100000Z", "END:VEVENT");
        assertThat(reading.items()).extracting(item -> item.uid().value()).containsExactly("a", "d");
        assertThat(reading.problems()).containsExactly(
                new ReadProblem(2, Optional.of("b"), "Broken", Reason.BAD_TIME),
                new ReadProblem(3, Optional.of("c"), "", Reason.BAD_RULE));
        assertThat(reading.problems().get(0).toString()).doesNotContain("Broken");
    }

    @Test
    void anEventThatIsNotClosedIsReportedAndTheNextComesThrough() {
        Reading reading = Reading.of(
                "BEGIN:VEVENT", "UID:a", "DTSTART:20260301T100000Z",
                "BEGIN:VEVENT", "UID:b", "DTSTART:20260301T100000Z", "END:VEVENT");
        assertThat(reading.only().uid().value()).isEqualTo("b");
        assertThat(reading.reasons()).containsExactly(Reason.CUT_OFF);
    }

    @Test
    void aFileThatEndsInTheMiddleGivesWhatCameBefore() {
        String whole = Reading.calendar(MASTER, EXCEPTION, "BEGIN:VEVENT\nUID:z\nDTSTART:20260301T100000Z\nEND:VEVENT");
        Reading reading = Reading.of(whole.substring(0, whole.indexOf("UID:z") + 5).getBytes(StandardCharsets.UTF_8));
        assertThat(reading.only()).isEqualTo(Reading.of(MASTER, EXCEPTION).only());
        assertThat(reading.reasons()).containsExactly(Reason.CUT_OFF);
    }

    @Test
    void otherKindsAreCounted() {
        Reading reading = Reading.of("BEGIN:VTODO\nUID:t\nBEGIN:VALARM\nEND:VALARM\nEND:VTODO", "BEGIN:VJOURNAL\nEND:VJOURNAL", MASTER);
        assertThat(reading.summary().ignored()).containsEntry("VTODO", 1).containsEntry("VJOURNAL", 1);
        assertThat(reading.items()).hasSize(1);
    }

    @Test
    void somethingElseIsNoCalendar() {
        assertThat(Reading.of("<html>no</html>".getBytes(StandardCharsets.UTF_8)).summary().calendars()).isZero();
        assertThat(Reading.of(new byte[0]).summary().calendars()).isZero();
    }

    // bounds

    private static Reading bounded(ReadLimits limits, String... lines) {
        return Reading.of(
                new ByteArrayInputStream(Reading.calendar(lines).getBytes(StandardCharsets.UTF_8)), new ICalendarReader(limits));
    }

    @Test
    void aFileBeyondTheLimitEndsTheReading() {
        ReadLimits limits = new ReadLimits(200, 1000, 10, 10, 10);
        assertThatThrownBy(() -> bounded(limits, MASTER, EXCEPTION)).isInstanceOfSatisfying(
                PasserelleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    @Test
    void tooManyComponentsEndTheReading() {
        ReadLimits limits = new ReadLimits(100_000, 1000, 3, 10, 10);
        assertThatThrownBy(() -> bounded(limits, MASTER, EXCEPTION, MASTER)).isInstanceOf(PasserelleException.class);
    }

    @Test
    void anEventWithTooMuchInItIsReportedAndNoOther() {
        ReadLimits limits = new ReadLimits(100_000, 200, 100, 10, 3);
        Reading reading = bounded(
                limits,
                "BEGIN:VEVENT", "UID:long", "DTSTART:20260301T100000Z", "SUMMARY:" + "x".repeat(300), "END:VEVENT",
                "BEGIN:VEVENT", "UID:many", "DTSTART:20260301T100000Z", "COMMENT:x\n".repeat(12) + "END:VEVENT",
                MASTER.replace("EXDATE;TZID=Europe/Paris:20260309T190000", "EXDATE:20260309T190000,20260316T190000,20260323T190000,20260330T190000"),
                "BEGIN:VEVENT", "UID:fine", "DTSTART:20260301T100000Z", "END:VEVENT");
        assertThat(reading.only().uid().value()).isEqualTo("fine");
        assertThat(reading.reasons()).containsExactly(Reason.TOO_LARGE, Reason.TOO_LARGE, Reason.TOO_LARGE);
    }

    @Test
    void deepNestingEndsTheReadingQuietly() {
        Reading reading = Reading.of(MASTER, "BEGIN:X\n".repeat(5000));
        assertThat(reading.items()).hasSize(1);
    }
}
