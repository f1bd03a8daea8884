// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.integration.SyncWindow;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final EventDetails DETAILS = EventDetails.builder().build();
    private final Window window = Window.on(TODAY, Optional.of(new SyncWindow(30, 60)));

    private static EventTime on(LocalDate day) {
        return new EventTime.AllDay(day, day.plusDays(1));
    }

    private boolean single(int daysFromToday) {
        return window.contains(CalendarEvent.single(ItemUid.of("x"), on(TODAY.plusDays(daysFromToday)), DETAILS));
    }

    private boolean series(int firstDaysFromToday, String rule) {
        return series(firstDaysFromToday, rule, Collections.emptySortedMap());
    }

    private boolean series(int firstDaysFromToday, String rule, SortedMap<OccurrenceId, Occurrence> overrides) {
        return window.contains(new CalendarEvent(
                ItemUid.of("x"),
                on(TODAY.plusDays(firstDaysFromToday)),
                DETAILS,
                Optional.of(Recurrence.of(RecurrenceRule.of(rule))),
                overrides));
    }

    @Test
    @DisplayName("54 single events belong to it by their days, its edges included")
    void singleEvents() {
        assertThat(single(-30)).isTrue();
        assertThat(single(60)).isTrue();
        assertThat(single(-40)).isFalse();
        assertThat(single(70)).isFalse();
    }

    @Test
    @DisplayName("54 a series without end belongs to it once it has begun")
    void endlessSeries() {
        assertThat(series(-4000, "FREQ=WEEKLY")).isTrue();
        assertThat(series(100, "FREQ=WEEKLY")).isFalse();
    }

    @Test
    @DisplayName("54 a series that ended before it does not belong to it, as far as the end is certain")
    void endedSeries() {
        assertThat(series(-400, "FREQ=WEEKLY;UNTIL=20250601T000000Z")).isFalse();
        assertThat(series(-400, "FREQ=WEEKLY;COUNT=10")).isFalse();
        assertThat(series(-400, "FREQ=DAILY;COUNT=390")).isTrue();
        assertThat(series(-4000, "FREQ=YEARLY;COUNT=2")).isTrue();
        assertThat(series(-400, "FREQ=DAILY;BYDAY=MO;COUNT=3")).isTrue();
    }

    @Test
    @DisplayName("54 an occurrence that was moved into it brings the series in")
    void movedOccurrence() {
        SortedMap<OccurrenceId, Occurrence> moved = new TreeMap<>();
        moved.put(OccurrenceId.of(TODAY.minusDays(393)), new Occurrence.Changed(on(TODAY), DETAILS));

        assertThat(series(-400, "FREQ=WEEKLY;COUNT=2", moved)).isTrue();
    }

    @Test
    @DisplayName("without a window everything belongs to it")
    void noWindow() {
        assertThat(Window.on(TODAY, Optional.empty()).contains(
                        CalendarEvent.single(ItemUid.of("x"), on(LocalDate.of(1900, 1, 1)), DETAILS)))
                .isTrue();
    }
}
