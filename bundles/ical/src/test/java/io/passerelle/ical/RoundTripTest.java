// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import io.passerelle.model.item.Visibility;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.component.VEvent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
    private static final List<String> ZONES = List.of(
            "UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "+05:30");

    @Property(tries = 400)
    @Label("what is written for the store is read as the same item")
    void stored(@ForAll("events") CalendarEvent event) {
        CalendarEvent read = new ICalendarReader().readOne(ICalendarWriter.text(event));
        assertThat(read.fields()).as("of " + event.uid()).isEqualTo(event.fields());
        assertThat(read).isEqualTo(event);
    }

    @Property(tries = 200)
    @Label("a file gives back the items that went into it")
    void file(@ForAll("lists") List<CalendarEvent> events) {
        Reading reading = Reading.of(Reading.write(events));
        assertThat(reading.items()).containsExactlyInAnyOrderElementsOf(events);
        assertThat(reading.problems().stream().filter(problem -> !problem.reason().partial())).isEmpty();
    }

    @Property(tries = 200)
    @Label("no line is longer than 75 octets and every line ends as the format wants it")
    void lines(@ForAll("events") CalendarEvent event) {
        String text = new String(Reading.write(List.of(event)), StandardCharsets.UTF_8);
        assertThat(text).endsWith("END:VCALENDAR\r\n");
        for (String line : text.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\n").doesNotContain("\r").doesNotContain("\uFFFD");
        }
    }

    @Property(tries = 100)
    @Label("another library reads what is written: the same events, titles and definitions of zones")
    void judged(@ForAll("events") CalendarEvent any) throws Exception {
        CalendarEvent event = withoutBackslashesBeforeBreaks(withoutPeople(any));
        String text = new String(Reading.write(List.of(event)), StandardCharsets.UTF_8);
        net.fortuna.ical4j.model.Calendar calendar = new CalendarBuilder().build(new StringReader(text));
        long changed = event.overrides().values().stream().filter(Occurrence.Changed.class::isInstance).count();
        List<VEvent> events = calendar.getComponents("VEVENT");
        assertThat(events).hasSize((int) changed + 1);
        assertThat(events.get(0).getUid().orElseThrow().getValue()).isEqualTo(event.uid().value());
        String title = event.details().title();
        assertThat(events.get(0).getSummary() == null ? "" : events.get(0).getSummary().getValue()).isEqualTo(title);
        if (event.when() instanceof EventTime.Timed timed && timed.zone().filter(z -> !"UTC".equals(z.getId())).isPresent()) {
            assertThat(calendar.getComponents("VTIMEZONE")).isNotEmpty();
        }
    }

    /** The judge misreads a backslash before a line break, which is rightly written as \\\\\\n (RFC 5545, 3.3.11). */
    private static CalendarEvent withoutBackslashesBeforeBreaks(CalendarEvent event) {
        String title = event.details().title().replaceAll("\\\\+(?=\\n)", "");
        return new CalendarEvent(
                event.uid(),
                event.when(),
                event.details().toBuilder().title(title).build(),
                event.recurrence(),
                event.overrides());
    }

    /** The judge misreads quotation marks in names, which are rightly written as ^' (RFC 6868). */
    private static CalendarEvent withoutPeople(CalendarEvent event) {
        TreeMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        event.overrides()
                .forEach((id, override) -> overrides.put(
                        id,
                        override instanceof Occurrence.Changed changed
                                ? new Occurrence.Changed(changed.when(), withoutPeople(changed.details()))
                                : override));
        return new CalendarEvent(
                event.uid(), event.when(), withoutPeople(event.details()), event.recurrence(), overrides);
    }

    private static EventDetails withoutPeople(EventDetails details) {
        return details.toBuilder().attendees(List.of()).organizer(null).build();
    }

    @Property(tries = 300)
    @Label("any bytes end in problems, never in an error")
    void noise(@ForAll byte[] bytes) {
        Reading.of(bytes);
    }

    @Property(tries = 300)
    @Label("a damaged file ends in problems, never in an error")
    void damaged(@ForAll("events") CalendarEvent event, @ForAll int where, @ForAll byte what) {
        byte[] file = Reading.write(List.of(event));
        file[Math.floorMod(where, file.length)] = what;
        Reading.of(file);
    }

    @Provide
    Arbitrary<List<CalendarEvent>> lists() {
        return events().list().uniqueElements(CalendarEvent::uid).ofMaxSize(6);
    }

    @Provide
    Arbitrary<CalendarEvent> events() {
        return Arbitraries.oneOf(single(), series());
    }

    private Arbitrary<ItemUid> uids() {
        return Arbitraries.strings().withCharRange('a', 'z').withChars("0123456789@.-,;:\\\"").ofMinLength(1).ofMaxLength(90)
                .map(ItemUid::of);
    }

    private Arbitrary<CalendarEvent> single() {
        return Combinators.combine(uids(), Arbitraries.oneOf(timed(), allDay()), details()).as(CalendarEvent::single);
    }

    private Arbitrary<CalendarEvent> series() {
        Arbitrary<String> rules = Arbitraries.of(
                "FREQ=DAILY;COUNT=20", "FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY",
                "FREQ=WEEKLY;UNTIL=20300101T000000Z;WKST=SU", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5");
        return Combinators.combine(
                        uids(),
                        Arbitraries.oneOf(timed(), allDay()),
                        details(),
                        rules,
                        Arbitraries.integers().between(1, 60).set().ofMaxSize(3),
                        Arbitraries.maps(Arbitraries.integers().between(1, 60), Arbitraries.oneOf(
                                        Arbitraries.just(new Occurrence.Cancelled()),
                                        Combinators.combine(Arbitraries.oneOf(timed(), allDay()), details())
                                                .as(Occurrence.Changed::new)))
                                .ofMaxSize(4))
                .as((uid, when, details, rule, dates, overrides) -> {
                    TreeSet<OccurrenceId> additional = new TreeSet<>();
                    dates.forEach(days -> additional.add(day(when, days)));
                    TreeMap<OccurrenceId, Occurrence> changed = new TreeMap<>();
                    overrides.forEach((days, override) -> changed.put(day(when, days), override));
                    Recurrence recurrence = new Recurrence(List.of(RecurrenceRule.of(rule)), additional);
                    return new CalendarEvent(uid, when, details, Optional.of(recurrence), changed);
                });
    }

    private static OccurrenceId day(EventTime when, int days) {
        OccurrenceId first = when.occurrence();
        return new OccurrenceId(first.start().plusDays(days), first.allDay());
    }

    private Arbitrary<EventTime> allDay() {
        return Combinators.combine(dates(), Arbitraries.integers().between(1, 40))
                .as((start, days) -> new EventTime.AllDay(start, start.plusDays(days)));
    }

    private Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(-20_000, 30_000).map(LocalDate::ofEpochDay);
    }

    private Arbitrary<EventTime> timed() {
        Arbitrary<LocalDateTime> starts = Combinators.combine(dates(), Arbitraries.integers().between(0, 86_399))
                .as((date, second) -> date.atStartOfDay().plusSeconds(second));
        Arbitrary<Optional<ZoneId>> zones = Arbitraries.of(ZONES).map(ZoneId::of).optional();
        return Combinators.combine(starts, zones, Arbitraries.integers().between(0, 200_000), Arbitraries.of(ZONES))
                .as((start, zone, seconds, other) -> {
                    if (zone.isEmpty()) {
                        return EventTime.Timed.floating(start, start.plusSeconds(seconds));
                    }
                    // what the clock skips does not exist
                    LocalDateTime real = start.atZone(zone.get()).toLocalDateTime();
                    ZoneId endZone = seconds % 5 == 0 ? ZoneId.of(other) : zone.get();
                    LocalDateTime end =
                            real.atZone(zone.get()).plusSeconds(seconds).withZoneSameInstant(endZone).toLocalDateTime();
                    try {
                        return new EventTime.Timed(real, zone, end, Optional.of(endZone));
                    } catch (IllegalArgumentException repeatedHour) {
                        return new EventTime.Timed(real, zone, real, zone);
                    }
                });
    }

    private Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange(' ', '~').withChars("\n\t;,:\\\"éß漢字^n").ofMaxLength(160)
                .map(text -> text.replace("字", "\uD83C\uDF89"));
    }

    private Arbitrary<EventDetails> details() {
        Arbitrary<Alarm> alarms = Combinators.combine(
                        Arbitraries.longs().between(-100_000, 2_000_000).map(Duration::ofSeconds), Arbitraries.of(Alarm.Action.class))
                .as(Alarm::new);
        Arbitrary<Attendee> attendees = Combinators.combine(
                        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(10).map(name -> name + "@example.org"),
                        Arbitraries.strings().withCharRange(' ', '~').withChars("\n\"é^").ofMaxLength(30),
                        Arbitraries.of(Attendee.Role.class),
                        Arbitraries.of(Attendee.Answer.class))
                .as(Attendee::new);
        Arbitrary<EventDetails.Builder> first = Combinators.combine(
                        texts(), texts(), texts(), Arbitraries.of(EventStatus.class), Arbitraries.of(FreeBusy.class),
                        Arbitraries.of(Visibility.class), Arbitraries.of("", "red", "#a1B2c3"))
                .as((title, description, location, status, freeBusy, visibility, color) -> EventDetails.builder()
                        .title(title)
                        .description(description)
                        .location(location)
                        .status(status)
                        .freeBusy(freeBusy)
                        .visibility(visibility)
                        .color(color));
        return Combinators.combine(
                        first,
                        texts().map(text -> text.replace('\n', ' ').strip()).filter(text -> !text.isEmpty()).list().ofMaxSize(3),
                        Arbitraries.of(true, false),
                        alarms.list().ofMaxSize(3),
                        attendees.list().ofMaxSize(3),
                        Arbitraries.of("", "boss@example.org", "urn:uuid:7"),
                        Arbitraries.of("", "https://example.org/x;y,z?a=b&c=%5C"))
                .as((builder, categories, defaults, reminders, people, organizer, url) -> builder.categories(categories)
                        .defaultAlarms(defaults)
                        .alarms(reminders)
                        .attendees(people)
                        .organizer(organizer)
                        .url(url)
                        .build());
    }

    /** Keeps the generator honest: it is of no use when it never makes what it is for. */
    @Property(tries = 1)
    @Label("the generator makes series with exceptions")
    void generator() {
        assertThat(events().sampleStream().limit(300).anyMatch(event -> event.overrides().size() > 1)).isTrue();
        assertThat(Map.of()).isEmpty();
    }
}
