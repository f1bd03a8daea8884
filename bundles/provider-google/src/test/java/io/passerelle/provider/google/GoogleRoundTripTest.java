// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("What is written to Google is read back")
class GoogleRoundTripTest {
    private static final ZoneId CALENDAR = ZoneId.of("Europe/Paris");
    private final GoogleEventTranslator translator = new GoogleEventTranslator(CALENDAR);

    @Property(tries = 400)
    @Label("an event that Google can hold comes back as it was")
    void event(@ForAll("events") CalendarEvent event) {
        Map<String, Object> body = GoogleEventPatch.create(event, GoogleOverrides.cancelled(event), CALENDAR);
        body.put("id", "abcde");
        body.put("iCalUID", event.uid().value());
        event.details().organizer().ifPresent(address -> body.put("organizer", Map.of("email", address)));
        Map<String, Object> stored = GoogleJson.read(new String(GoogleJson.write(body), StandardCharsets.UTF_8));

        CalendarEvent read = translator.item(stored, List.of());

        assertThat(read.fields()).isEqualTo(event.fields());
        assertThat(read.uid()).isEqualTo(event.uid());
    }

    @Provide
    Arbitrary<CalendarEvent> events() {
        return Combinators.combine(times(), details(), recurrences(), Arbitraries.integers().between(0, 3))
                .as((when, details, rule, cancelled) -> new CalendarEvent(
                        ItemUid.of("uid@host.example"), when, details, rule.map(r -> recurrence(r, when)), excluded(when, cancelled)));
    }

    private static Recurrence recurrence(RecurrenceRule rule, EventTime when) {
        TreeSet<OccurrenceId> dates = new TreeSet<>();
        dates.add(later(when, 400));
        return new Recurrence(List.of(rule), dates);
    }

    private static TreeMap<OccurrenceId, Occurrence> excluded(EventTime when, int count) {
        TreeMap<OccurrenceId, Occurrence> cancelled = new TreeMap<>();
        for (int i = 1; i <= count; i++) {
            cancelled.put(later(when, 7 * i), new Occurrence.Cancelled());
        }
        return cancelled;
    }

    private static OccurrenceId later(EventTime when, int days) {
        LocalDateTime start = when.occurrence().start().plusDays(days);
        return when.isAllDay() ? OccurrenceId.of(start.toLocalDate()) : OccurrenceId.of(start);
    }

    private static Arbitrary<Optional<RecurrenceRule>> recurrences() {
        return Arbitraries.of("FREQ=WEEKLY;COUNT=10", "FREQ=DAILY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;WKST=SU")
                .map(RecurrenceRule::of)
                .optional();
    }

    private static Arbitrary<EventTime> times() {
        Arbitrary<LocalDate> days = Arbitraries.integers().between(0, 3000).map(n -> LocalDate.of(2024, 1, 1).plusDays(n));
        Arbitrary<EventTime> allDay = Combinators.combine(days, Arbitraries.integers().between(1, 20))
                .as((day, length) -> new EventTime.AllDay(day, day.plusDays(length)));
        // From four in the morning: the hours in which clocks change do not exist or exist twice.
        Arbitrary<LocalTime> hours = Arbitraries.integers().between(4 * 3600, 22 * 3600).map(LocalTime::ofSecondOfDay);
        Arbitrary<ZoneId> zones = Arbitraries.of("Europe/Paris", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe")
                .map(ZoneId::of);
        Arbitrary<EventTime> timed = Combinators.combine(days, hours, Arbitraries.integers().between(0, 90), zones)
                .as((day, hour, minutes, zone) ->
                        EventTime.Timed.of(day.atTime(hour), day.atTime(hour).plusMinutes(minutes), zone));
        return Arbitraries.oneOf(allDay, timed);
    }

    private static Arbitrary<EventDetails> details() {
        Arbitrary<String> texts = Arbitraries.of("a", "b", "é", "漢", "\"", "\\", "/", "<b>", "&", "\n", "😀", " ")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
        Arbitrary<Set<Alarm>> alarms = Combinators.combine(
                        Arbitraries.integers().between(0, 40320), Arbitraries.of(Alarm.Action.class))
                .as((minutes, action) -> new Alarm(Duration.ofMinutes(minutes), action))
                .set()
                .ofMaxSize(5);
        Arbitrary<List<Attendee>> attendees = Combinators.combine(
                        Arbitraries.integers().between(0, 9), texts, Arbitraries.of(Attendee.Role.class), Arbitraries.of(Attendee.Answer.class))
                .as((n, name, role, answer) -> new Attendee("p" + n + "@x.example", name, role, answer))
                .list()
                .ofMaxSize(4);
        Arbitrary<EventDetails.Builder> plain = Combinators.combine(
                        texts,
                        texts,
                        texts,
                        Arbitraries.of(EventStatus.CONFIRMED, EventStatus.TENTATIVE),
                        Arbitraries.of(FreeBusy.class),
                        Arbitraries.of(Visibility.class))
                .as((title, description, location, status, freeBusy, visibility) -> EventDetails.builder()
                        .title(title)
                        .description(description)
                        .location(location)
                        .status(status)
                        .freeBusy(freeBusy)
                        .visibility(visibility));
        Arbitrary<Optional<String>> colors = Arbitraries.of("#a4bdfc", "#7ae7bf", "#51b749", "#dc2127").optional();
        return Combinators.combine(plain, alarms, attendees, colors, Arbitraries.of(true, false))
                .as((builder, own, people, color, extras) -> builder.alarms(own)
                        .defaultAlarms(own.isEmpty() && extras)
                        .attendees(people)
                        .organizer(people.isEmpty() ? null : "boss@x.example")
                        .color(color.orElse(null))
                        .url(extras ? "https://x.example/?a=b" : null)
                        .build());
    }
}
