// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.OccurrenceId;
import java.time.Duration;
import java.time.Instant;
import io.passerelle.model.item.RecurrenceRule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import net.fortuna.ical4j.model.Recur;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static CalendarEvent series(String start, String rule, String... more) {
        return Reading.of(
                        "BEGIN:VEVENT", "UID:u", "DTSTART;TZID=Europe/Paris:" + start, "DURATION:PT1H", "RRULE:" + rule,
                        String.join("\n", more).isEmpty() ? "END:VEVENT" : String.join("\n", more) + "\nEND:VEVENT")
                .only();
    }

    private static List<LocalDateTime> starts(CalendarEvent event, String from, String to) {
        return Occurrences.between(event, PARIS, Instant.parse(from), Instant.parse(to), 1000).stream()
                .map(one -> ((EventTime.Timed) one.when()).start())
                .toList();
    }

    @Test
    void theSpanReachesFromTheEarliestStartToTheLatestEnd() {
        CalendarEvent event = series("20260310T090000", "FREQ=DAILY;COUNT=3", "RDATE;TZID=Europe/Paris:20260301T090000");
        Instant first = Instant.parse("2026-03-01T08:00:00Z");
        Instant last = Instant.parse("2026-03-12T09:00:00Z");

        assertThat(Occurrences.span(event).start()).isEqualTo(first.minus(Duration.ofHours(26)));
        assertThat(Occurrences.span(event).end()).contains(last.plus(Duration.ofHours(26)));

        CalendarEvent moved = Reading.of(
                        "BEGIN:VEVENT", "UID:u", "DTSTART:20260310T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "END:VEVENT",
                        "BEGIN:VEVENT", "UID:u", "RECURRENCE-ID:20260311T090000Z", "DTSTART:20260420T090000Z", "DURATION:PT2H",
                        "END:VEVENT",
                        "BEGIN:VEVENT", "UID:u", "RECURRENCE-ID:20260310T090000Z", "DTSTART:20260201T090000Z", "DURATION:PT1H",
                        "END:VEVENT")
                .only();
        assertThat(Occurrences.span(moved).start()).isEqualTo(Instant.parse("2026-02-01T09:00:00Z").minus(Duration.ofHours(26)));
        assertThat(Occurrences.span(moved).end()).contains(Instant.parse("2026-04-20T11:00:00Z").plus(Duration.ofHours(26)));
    }

    @Test
    void aRuleThatEndsOnNoDayIsNotUnderstood() {
        assertThat(Occurrences.understands(RecurrenceRule.of("FREQ=DAILY;UNTIL=20263456T123456"))).isFalse();
        assertThat(Occurrences.understands(RecurrenceRule.of("FREQ=DAILY;UNTIL=20261231T123456"))).isTrue();
        assertThat(Occurrences.understands(RecurrenceRule.of("FREQ=NEVER"))).isFalse();
    }

    @Test
    void anOccurrenceIsAsLongAsItsSeries() {
        CalendarEvent event = series("20260310T090000", "FREQ=DAILY");

        assertThat(Occurrences.at(event, OccurrenceId.of(at("2026-03-11T09:00"))).canonical())
                .isEqualTo("2026-03-11T09:00[Europe/Paris]/2026-03-11T10:00[Europe/Paris]");
    }

    @Test
    void whatTouchesAStretchIsInIt() {
        CalendarEvent event = Reading.of("BEGIN:VEVENT", "UID:u", "DTSTART:20260310T090000Z", "DURATION:PT1H", "END:VEVENT").only();
        CalendarEvent moment = Reading.of("BEGIN:VEVENT", "UID:u", "DTSTART:20260310T090000Z", "END:VEVENT").only();

        assertThat(found(event, "2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z")).isZero();
        assertThat(found(event, "2026-03-10T08:00:00Z", "2026-03-10T09:00:01Z")).isEqualTo(1);
        assertThat(found(event, "2026-03-10T09:59:59Z", "2026-03-10T11:00:00Z")).isEqualTo(1);
        assertThat(found(event, "2026-03-10T10:00:00Z", "2026-03-10T11:00:00Z")).isZero();
        assertThat(found(moment, "2026-03-10T09:00:00Z", "2026-03-10T10:00:00Z")).isEqualTo(1);
        assertThat(found(moment, "2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z")).isZero();
        assertThat(found(moment, "2026-03-10T09:00:01Z", "2026-03-10T10:00:00Z")).isZero();
    }

    private static int found(CalendarEvent event, String from, String to) {
        return Occurrences.between(event, PARIS, Instant.parse(from), Instant.parse(to), 10).size();
    }

    @Test
    void theClockOfTheSeriesCountsWhenSummerComes() {
        assertThat(starts(series("20260322T090000", "FREQ=WEEKLY"), "2026-03-20T00:00:00Z", "2026-04-06T00:00:00Z"))
                .containsExactly(at("2026-03-22T09:00"), at("2026-03-29T09:00"), at("2026-04-05T09:00"));
    }

    @Test
    void theEndOfARuleInUtcIsUnderstoodOnTheClockOfTheSeries() {
        assertThat(starts(series("20260301T233000", "FREQ=DAILY;UNTIL=20260303T223000Z"), "2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z"))
                .containsExactly(at("2026-03-01T23:30"), at("2026-03-02T23:30"), at("2026-03-03T23:30"));
        assertThat(starts(series("20260301T233000", "FREQ=DAILY;UNTIL=20260302"), "2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z"))
                .containsExactly(at("2026-03-01T23:30"), at("2026-03-02T23:30"));
    }

    @Test
    void excludedStartsAreLeftOutAndAdditionalOnesThere() {
        assertThat(starts(
                        series("20260301T090000", "FREQ=DAILY;COUNT=3", "EXDATE;TZID=Europe/Paris:20260302T090000", "RDATE;TZID=Europe/Paris:20260310T120000"),
                        "2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z"))
                .containsExactly(at("2026-03-01T09:00"), at("2026-03-03T09:00"), at("2026-03-10T12:00"));
    }

    @Test
    void whatBeganBeforeAndStillGoesOnIsThere() {
        CalendarEvent night = Reading.of(
                        "BEGIN:VEVENT", "UID:u", "DTSTART;TZID=Europe/Paris:20260301T220000", "DURATION:PT36H", "RRULE:FREQ=WEEKLY", "END:VEVENT")
                .only();
        assertThat(starts(night, "2026-03-10T00:00:00Z", "2026-03-10T08:00:00Z")).containsExactly(at("2026-03-08T22:00"));
        assertThat(starts(night, "2026-03-10T09:00:00Z", "2026-03-11T09:00:00Z")).isEmpty();
    }

    @Test
    void secondsAreBounded() {
        CalendarEvent busy = series("19700101T000000", "FREQ=SECONDLY");
        Instant begin = Instant.now();
        assertThat(starts(busy, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")).isEmpty();
        assertThat(starts(busy, "1969-12-31T00:00:00Z", "1970-01-02T00:00:00Z")).hasSize(1000);
        assertThat(Occurrences.span(busy).end()).isEmpty();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aRuleThatNeverHappensEnds() {
        assertThat(starts(series("20260301T090000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "2026-02-01T00:00:00Z", "2126-04-01T00:00:00Z"))
                .containsExactly(at("2026-03-01T09:00"));
    }

    @Test
    void aDailySeriesOfFiftyYearsIsQuicklyShownToday() {
        CalendarEvent old = series("19760101T090000", "FREQ=DAILY");
        Instant begin = Instant.now();
        for (int i = 0; i < 100; i++) {
            assertThat(starts(old, "2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z")).hasSize(30);
        }
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void theSpanOfASeriesHoldsAllOfIt() {
        EventSpan span = Occurrences.span(series("20260301T090000", "FREQ=DAILY;COUNT=10"));
        assertThat(span.start()).isBefore(Instant.parse("2026-03-01T08:00:00Z"));
        assertThat(span.end().orElseThrow()).isBetween(Instant.parse("2026-03-10T09:00:00Z"), Instant.parse("2026-03-13T00:00:00Z"));
        assertThat(Occurrences.span(series("20260301T090000", "FREQ=DAILY")).end()).isEmpty();
    }

    @Test
    void wholeDaysAreShownOnTheDaysOfTheViewer() {
        CalendarEvent fair = Reading.of("BEGIN:VEVENT", "UID:u", "DTSTART;VALUE=DATE:20260301", "RRULE:FREQ=MONTHLY;COUNT=3", "END:VEVENT").only();
        for (String zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago")) {
            ZoneId viewer = ZoneId.of(zone);
            LocalDate day = LocalDate.of(2026, 4, 1);
            assertThat(Occurrences.between(fair, viewer, day.atStartOfDay(viewer).toInstant(), day.plusDays(1).atStartOfDay(viewer).toInstant(), 10))
                    .extracting(ExpandedOccurrence::id)
                    .containsExactly(OccurrenceId.of(day));
        }
    }

    @Test
    void onlyAStartOfTheSeriesIsOne() {
        CalendarEvent series = series("20260302T090000", "FREQ=WEEKLY");
        assertThat(Occurrences.hasStart(series, OccurrenceId.of(at("2026-03-16T09:00")))).isTrue();
        assertThat(Occurrences.hasStart(series, OccurrenceId.of(at("2026-03-16T10:00")))).isFalse();
        assertThat(Occurrences.hasStart(series, OccurrenceId.of(at("2026-03-17T09:00")))).isFalse();
    }

    @Property(tries = 300)
    @Label("looking at a later month shows the same as following the series from its start, in another library")
    void sameAsAnother(
            @ForAll @IntRange(min = 0, max = 4) int kind, @ForAll @IntRange(min = 1, max = 4) int interval,
            @ForAll @IntRange(min = 0, max = 2000) int startDay, @ForAll @IntRange(min = 0, max = 900) int later) {
        LocalDateTime start = LocalDate.of(2020, 1, 1).plusDays(startDay).atTime(9, 0);
        String day = start.getDayOfWeek().name().substring(0, 2);
        String rule = List.of(
                        "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=" + day, "FREQ=MONTHLY;BYMONTHDAY=" + start.getDayOfMonth(),
                        "FREQ=YEARLY", "FREQ=WEEKLY;COUNT=100;BYDAY=" + day).get(kind)
                + ";INTERVAL=" + interval;
        CalendarEvent event = Reading.of(
                        "BEGIN:VEVENT", "UID:u", "DTSTART:" + start.toString().replaceAll("[-:]", "") + "00", "DURATION:PT1H", "RRULE:" + rule, "END:VEVENT")
                .only();
        LocalDateTime from = start.plusDays(later).toLocalDate().atStartOfDay();
        ZoneId utc = ZoneId.of("UTC");
        TreeSet<LocalDateTime> expected = new TreeSet<>(new Recur<LocalDateTime>(rule).getDates(start, from, from.plusDays(31).minusSeconds(1)));
        expected.removeIf(one -> one.isBefore(from) || !one.isBefore(from.plusDays(31)));
        List<LocalDateTime> shown = Occurrences.between(event, utc, from.atZone(utc).toInstant(), from.plusDays(31).atZone(utc).toInstant(), 500)
                .stream().map(one -> ((EventTime.Timed) one.when()).start()).toList();
        assertThat(shown).as(rule + " from " + start + " seen " + from).containsExactlyElementsOf(expected);
    }

    private static LocalDateTime at(String time) {
        return LocalDateTime.parse(time);
    }
}
