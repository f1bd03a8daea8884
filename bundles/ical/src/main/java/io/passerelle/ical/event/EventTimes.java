// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.OccurrenceId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Moments and lengths of event times. */
public final class EventTimes {
    private EventTimes() {}

    /** The start, for a viewer in {@code zone} where the event has none of its own. */
    public static Instant start(EventTime when, ZoneId zone) {
        return when instanceof EventTime.AllDay days
                ? days.start().atStartOfDay(zone).toInstant()
                : instant(((EventTime.Timed) when).start(), ((EventTime.Timed) when).zone(), zone);
    }

    /** The end, exclusive. */
    public static Instant end(EventTime when, ZoneId zone) {
        return when instanceof EventTime.AllDay days
                ? days.end().atStartOfDay(zone).toInstant()
                : instant(((EventTime.Timed) when).end(), ((EventTime.Timed) when).endZone(), zone);
    }

    private static Instant instant(LocalDateTime local, Optional<ZoneId> own, ZoneId viewer) {
        return local.atZone(own.orElse(viewer)).toInstant();
    }

    /** How long it takes. */
    public static Duration length(EventTime when) {
        ZoneId utc = Stamp.UTC;
        return Duration.between(start(when, utc), end(when, utc));
    }

    /** The time of another occurrence of the same series: as long on the clock as the first one. */
    public static EventTime at(EventTime master, OccurrenceId occurrence) {
        if (master instanceof EventTime.AllDay days) {
            long length = ChronoUnit.DAYS.between(days.start(), days.end());
            return new EventTime.AllDay(
                    occurrence.start().toLocalDate(), occurrence.start().toLocalDate().plusDays(length));
        }
        EventTime.Timed timed = (EventTime.Timed) master;
        LocalDateTime start = occurrence.start();
        Duration onTheClock = Duration.between(timed.start(), timed.end());
        return TimeParser.timed(start, timed.zone(), start.plus(onTheClock), timed.endZone());
    }
}
