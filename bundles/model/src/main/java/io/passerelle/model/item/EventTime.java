// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/** When an event happens. Start and end belong together: they change and conflict as one field. */
public sealed interface EventTime {

    /** Canonical text, see {@link Item#fields()}. */
    String canonical();

    /** The original start of the first (or only) occurrence, in the event's own zone. */
    OccurrenceId occurrence();

    /** Whether the event fills whole days. */
    default boolean isAllDay() {
        return this instanceof AllDay;
    }

    /**
     * Whole days, independent of any zone.
     *
     * @param start first day
     * @param end the day after the last one (exclusive, as in RFC 5545 and at Google); after {@code start}
     */
    record AllDay(LocalDate start, LocalDate end) implements EventTime {
        public AllDay {
            Objects.requireNonNull(start);
            if (!end.isAfter(start)) {
                throw new IllegalArgumentException("the end of an all-day event is after its start");
            }
        }

        @Override
        public String canonical() {
            return start + "/" + end;
        }

        @Override
        public OccurrenceId occurrence() {
            return OccurrenceId.of(start);
        }
    }

    /**
     * A span of time.
     *
     * @param start local start in {@code zone}, to the second
     * @param zone IANA zone of the start ({@code UTC} for times given in UTC); empty for a floating time
     * @param end local end in {@code endZone}, never before the start
     * @param endZone IANA zone of the end; empty for a floating time
     */
    record Timed(LocalDateTime start, Optional<ZoneId> zone, LocalDateTime end, Optional<ZoneId> endZone)
            implements EventTime {
        public Timed {
            if (zone.isPresent() != endZone.isPresent()) {
                throw new IllegalArgumentException("start and end are both floating or both in a zone");
            }
            start = start.withNano(0);
            end = end.withNano(0);
            boolean backwards = zone.isPresent()
                    ? end.atZone(endZone.get()).isBefore(start.atZone(zone.get()))
                    : end.isBefore(start);
            if (backwards) {
                throw new IllegalArgumentException("an event does not end before it starts");
            }
        }

        /** Start and end in the same zone. */
        public static Timed of(LocalDateTime start, LocalDateTime end, ZoneId zone) {
            return new Timed(start, Optional.of(zone), end, Optional.of(zone));
        }

        /** Without a zone: the same wall-clock time everywhere. */
        public static Timed floating(LocalDateTime start, LocalDateTime end) {
            return new Timed(start, Optional.empty(), end, Optional.empty());
        }

        @Override
        public String canonical() {
            return start + zone.map(z -> "[" + z.getId() + "]").orElse("") + "/" + end
                    + endZone.map(z -> "[" + z.getId() + "]").orElse("");
        }

        @Override
        public OccurrenceId occurrence() {
            return OccurrenceId.of(start);
        }
    }
}
