// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.provider.kit.Zones;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Google's {@code start}, {@code end} and {@code originalStartTime} and ours. */
final class GoogleTimes {
    private static final DateTimeFormatter RFC3339 = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private GoogleTimes() {}

    /**
     * Reads when an event is.
     *
     * @param event a Google event
     * @param calendarZone zone of times that name none
     * @throws PasserelleException {@code ITEM_MALFORMED}
     */
    static EventTime read(Map<String, Object> event, ZoneId calendarZone) {
        Map<String, Object> start = GoogleJson.object(event, "start");
        Map<String, Object> end = GoogleJson.object(event, "end");
        try {
            return GoogleJson.text(start, "date").isPresent() ? days(start, end) : span(start, end, calendarZone);
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw malformed("start or end");
        }
    }

    private static EventTime days(Map<String, Object> start, Map<String, Object> end) {
        LocalDate first = LocalDate.parse(GoogleJson.text(start, "date").orElseThrow());
        LocalDate after = GoogleJson.text(end, "date").map(LocalDate::parse).orElse(first);
        // The end is exclusive, yet some events of a single day come with the same date twice.
        return new EventTime.AllDay(first, after.isAfter(first) ? after : first.plusDays(1));
    }

    private static EventTime span(Map<String, Object> start, Map<String, Object> end, ZoneId calendarZone) {
        ZoneId zone = zone(start).orElse(calendarZone);
        LocalDateTime from = local(start, zone);
        if (GoogleJson.text(end, "dateTime").isEmpty()) {
            return EventTime.Timed.of(from, from, zone);
        }
        ZoneId endZone = zone(end).orElse(zone);
        return new EventTime.Timed(from, Optional.of(zone), local(end, endZone), Optional.of(endZone));
    }

    private static Optional<ZoneId> zone(Map<String, Object> time) {
        return GoogleJson.text(time, "timeZone").flatMap(Zones::of);
    }

    private static LocalDateTime local(Map<String, Object> time, ZoneId zone) {
        String text = GoogleJson.text(time, "dateTime").orElseThrow(() -> malformed("dateTime")).toUpperCase(Locale.ROOT);
        boolean hasOffset = text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)");
        LocalDateTime local = hasOffset
                ? OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDateTime()
                : LocalDateTime.parse(text);
        return local.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Which occurrence of a series an exception stands for.
     *
     * @param exception a Google event with {@code originalStartTime}
     * @param master time of its series
     * @throws PasserelleException {@code ITEM_MALFORMED}
     */
    static OccurrenceId occurrence(Map<String, Object> exception, EventTime master, ZoneId calendarZone) {
        Map<String, Object> original = GoogleJson.object(exception, "originalStartTime");
        try {
            Optional<String> day = GoogleJson.text(original, "date");
            if (day.isPresent()) {
                return occurrence(LocalDate.parse(day.get()), master);
            }
            if (master instanceof EventTime.Timed timed) {
                return OccurrenceId.of(local(original, timed.zone().orElse(calendarZone)));
            }
            return OccurrenceId.of(local(original, zone(original).orElse(calendarZone)).toLocalDate());
        } catch (DateTimeException malformed) {
            throw malformed("originalStartTime");
        }
    }

    /** The occurrence of a series on a day. */
    static OccurrenceId occurrence(LocalDate day, EventTime master) {
        return master instanceof EventTime.Timed timed
                ? OccurrenceId.of(day.atTime(timed.start().toLocalTime()))
                : OccurrenceId.of(day);
    }

    /** When an occurrence without changes takes place. */
    static EventTime unchanged(OccurrenceId occurrence, EventTime master) {
        if (master instanceof EventTime.AllDay days) {
            LocalDate first = occurrence.start().toLocalDate();
            return new EventTime.AllDay(first, first.plusDays(ChronoUnit.DAYS.between(days.start(), days.end())));
        }
        EventTime.Timed timed = (EventTime.Timed) master;
        Duration length = Duration.between(timed.start(), timed.end());
        return new EventTime.Timed(
                occurrence.start(), timed.zone(), occurrence.start().plus(length), timed.endZone());
    }

    /** Id of an instance: the master's id and the original start, a date or UTC. */
    static String instanceId(String master, OccurrenceId occurrence, EventTime of, ZoneId calendarZone) {
        return master + "_" + (occurrence.allDay()
                ? DAY.format(occurrence.start().toLocalDate())
                : UTC.format(instant(occurrence, of, calendarZone)));
    }

    /** Original start as {@code events.instances} wants it. */
    static String originalStart(OccurrenceId occurrence, EventTime of, ZoneId calendarZone) {
        return occurrence.allDay()
                ? occurrence.start().toLocalDate().toString()
                : RFC3339.format(instant(occurrence, of, calendarZone));
    }

    private static OffsetDateTime instant(OccurrenceId occurrence, EventTime of, ZoneId calendarZone) {
        ZoneId zone = of instanceof EventTime.Timed timed ? timed.zone().orElse(calendarZone) : calendarZone;
        return occurrence.start().atZone(zone).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
    }

    /** Writes start and end; each clears the member of the other kind, which PATCH would keep. */
    static void write(EventTime when, ZoneId calendarZone, Map<String, Object> into) {
        if (when instanceof EventTime.AllDay days) {
            into.put("start", day(days.start()));
            into.put("end", day(days.end()));
        } else {
            EventTime.Timed timed = (EventTime.Timed) when;
            into.put("start", moment(timed.start(), timed.zone().orElse(calendarZone), calendarZone));
            into.put("end", moment(timed.end(), timed.endZone().orElse(calendarZone), calendarZone));
        }
    }

    private static Map<String, Object> day(LocalDate date) {
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("date", date.toString());
        time.put("dateTime", GoogleJson.NULL);
        time.put("timeZone", GoogleJson.NULL);
        return time;
    }

    private static Map<String, Object> moment(LocalDateTime local, ZoneId zone, ZoneId calendarZone) {
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("dateTime", RFC3339.format(local.atZone(zone)));
        // Google knows regions only; the moment is right in any of them.
        time.put("timeZone", named(zone) ? zone.getId() : calendarZone.getId());
        time.put("date", GoogleJson.NULL);
        return time;
    }

    private static boolean named(ZoneId zone) {
        return !(zone instanceof ZoneOffset) && !zone.getId().matches("(UTC|GMT|UT)[+-].*");
    }

    static PasserelleException malformed(String where) {
        return PasserelleException.of(ErrorCode.ITEM_MALFORMED, where);
    }
}
