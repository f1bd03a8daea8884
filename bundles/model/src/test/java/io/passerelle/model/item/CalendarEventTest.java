// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CalendarEventTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDateTime TEN = LocalDateTime.of(2026, 3, 2, 10, 0);

    @Test
    void everyDetailIsAFieldAndDefaultsAreNone() {
        CalendarEvent event = series();

        assertThat(event.fields().keySet().stream().map(FieldPath::toString))
                .containsExactly(
                        "alarms/DISPLAY-PT15M",
                        "attendees/bob@example.org",
                        "overrides/2026-03-04T10:00",
                        "recurrence",
                        "title",
                        "when");
    }

    @Test
    void takingEveryFieldMakesTheItemsEqual() {
        CalendarEvent bare = CalendarEvent.single(
                ItemUid.of("u"),
                new EventTime.AllDay(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2)),
                EventDetails.builder().location("here").build());

        assertThat(bare.with(series(), all(bare, series()))).isEqualTo(series());
    }

    @Test
    void takingOneElementLeavesTheOthers() {
        CalendarEvent mine = series();
        EventDetails withCarol = mine.details().toBuilder()
                .attendees(List.of(attendee("carol@example.org")))
                .build();
        CalendarEvent theirs = new CalendarEvent(
                mine.uid(), mine.when(), withCarol, mine.recurrence(), mine.overrides());

        CalendarEvent merged = mine.with(theirs, Set.of(FieldPath.of("attendees", "carol@example.org")));

        assertThat(merged.details().attendees()).containsOnlyKeys("bob@example.org", "carol@example.org");
    }

    @Test
    void aFieldTheSourceLacksIsRemoved() {
        CalendarEvent plain = CalendarEvent.single(
                ItemUid.of("u"), series().when(), EventDetails.builder().build());

        CalendarEvent merged = series().with(plain, Set.of(FieldPath.of("title"), FieldPath.of("alarms")));

        assertThat(merged.details().title()).isEmpty();
        assertThat(merged.details().alarms()).isEmpty();
    }

    @Test
    void toStringShowsNoContent() {
        assertThat(series().toString() + series().details()).doesNotContain("Stand-up", "bob@example.org");
    }

    @Test
    void anEventDoesNotEndBeforeItStartsEvenAcrossZones() {
        assertThatThrownBy(() -> new EventTime.Timed(
                        TEN, Optional.of(ZoneId.of("America/New_York")), TEN.plusHours(1), Optional.of(BERLIN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recurrenceRulesThatMeanTheSameAreEqual() {
        assertThat(RecurrenceRule.of("RRULE:interval=1;BYDAY=MO;FREQ=WEEKLY;WKST=MO"))
                .isEqualTo(RecurrenceRule.of("FREQ=WEEKLY;BYDAY=MO"));
    }

    @Test
    void aRuleWithoutFrequencyIsRefused() {
        assertThatThrownBy(() -> RecurrenceRule.of("BYDAY=MO")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<FieldPath> all(Item a, Item b) {
        TreeMap<FieldPath, String> fields = new TreeMap<>(a.fields());
        fields.putAll(b.fields());
        return fields.keySet();
    }

    private static Attendee attendee(String address) {
        return new Attendee(address, "", Attendee.Role.REQUIRED, Attendee.Answer.ACCEPTED);
    }

    private static CalendarEvent series() {
        return new CalendarEvent(
                ItemUid.of("u"),
                EventTime.Timed.of(TEN, TEN.plusMinutes(15), BERLIN),
                EventDetails.builder()
                        .title("Stand-up")
                        .alarms(List.of(new Alarm(Duration.ofMinutes(15), Alarm.Action.DISPLAY)))
                        .attendees(List.of(attendee("Bob@Example.org")))
                        .build(),
                Optional.of(Recurrence.of(RecurrenceRule.of("FREQ=DAILY;COUNT=5"))),
                new TreeMap<>(Map.of(OccurrenceId.of(TEN.plusDays(2)), new Occurrence.Cancelled())));
    }
}
