// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/**
 * Names an occurrence of a series by its original start (RFC 5545 RECURRENCE-ID, Google {@code originalStartTime}), in the
 * zone of the series' master.
 *
 * @param start local start; at midnight for an all-day series
 * @param allDay whether the series is all-day
 */
public record OccurrenceId(LocalDateTime start, boolean allDay) implements Comparable<OccurrenceId> {
    public OccurrenceId {
        Objects.requireNonNull(start);
        start = allDay ? start.toLocalDate().atStartOfDay() : start.withNano(0);
    }

    /** An occurrence of an all-day series. */
    public static OccurrenceId of(LocalDate day) {
        return new OccurrenceId(day.atStartOfDay(), true);
    }

    /** An occurrence of a timed series. */
    public static OccurrenceId of(LocalDateTime start) {
        return new OccurrenceId(start, false);
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws IllegalArgumentException when it is neither a date nor a date with time
     */
    public static OccurrenceId parse(String text) {
        try {
            return text.indexOf('T') < 0 ? of(LocalDate.parse(text)) : of(LocalDateTime.parse(text));
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("an occurrence is named by a date or a date with time");
        }
    }

    @Override
    public int compareTo(OccurrenceId other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : Boolean.compare(allDay, other.allDay);
    }

    /** ISO 8601: {@code 2026-03-01} or {@code 2026-03-01T10:00}. */
    @Override
    public String toString() {
        return allDay ? start.toLocalDate().toString() : start.toString();
    }
}
