// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

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
import java.util.Map;
import java.util.Optional;

/**
 * Outlook's times and ours. Graph tells start and end in UTC, and the zones in which they were made, by names of Windows or of the
 * IANA, beside them.
 */
final class OutlookTimes {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private OutlookTimes() {}

    /**
     * Reads when an event is.
     *
     * @throws PasserelleException {@code ITEM_MALFORMED}
     */
    static EventTime read(Map<String, Object> event) {
        try {
            LocalDateTime start = local(event, "start", UTC);
            LocalDateTime end = local(event, "end", UTC);
            if (GraphJson.flag(event, "isAllDay")) {
                LocalDate first = start.toLocalDate();
                LocalDate after = end.toLocalDate();
                return new EventTime.AllDay(first, after.isAfter(first) ? after : first.plusDays(1));
            }
            ZoneId zone = zone(event, "originalStartTimeZone");
            ZoneId endZone = GraphJson.text(event, "originalEndTimeZone").flatMap(Zones::of).orElse(zone);
            return new EventTime.Timed(
                    local(event, "start", zone), Optional.of(zone), local(event, "end", endZone), Optional.of(endZone));
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw malformed("start or end");
        }
    }

    private static ZoneId zone(Map<String, Object> event, String name) {
        return GraphJson.text(event, name).flatMap(Zones::of).orElse(UTC);
    }

    private static LocalDateTime local(Map<String, Object> event, String name, ZoneId in) {
        Map<String, Object> time = GraphJson.object(event, name);
        String text = GraphJson.text(time, "dateTime").orElseThrow(() -> malformed(name));
        ZoneId told = GraphJson.text(time, "timeZone").flatMap(Zones::of).orElse(UTC);
        LocalDateTime local = text.endsWith("Z") ? LocalDateTime.parse(text.substring(0, text.length() - 1)) : LocalDateTime.parse(text);
        return local.atZone(told).withZoneSameInstant(in).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Which occurrence of a series an exception stands for. */
    static OccurrenceId occurrence(Map<String, Object> exception, EventTime master) {
        try {
            OffsetDateTime original = OffsetDateTime.parse(
                    GraphJson.text(exception, "originalStart").orElseThrow(() -> malformed("originalStart")));
            if (master instanceof EventTime.Timed timed) {
                return OccurrenceId.of(original.atZoneSameInstant(timed.zone().orElse(UTC)).toLocalDateTime());
            }
            return OccurrenceId.of(original.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
        } catch (DateTimeException malformed) {
            throw malformed("originalStart");
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
        return new EventTime.Timed(occurrence.start(), timed.zone(), occurrence.start().plus(length), timed.endZone());
    }

    /** Writes start, end and whether these are whole days. */
    static void write(EventTime when, Map<String, Object> into) {
        into.put("isAllDay", when.isAllDay());
        if (when instanceof EventTime.AllDay days) {
            into.put("start", moment(days.start().atStartOfDay(), UTC));
            into.put("end", moment(days.end().atStartOfDay(), UTC));
        } else {
            EventTime.Timed timed = (EventTime.Timed) when;
            into.put("start", moment(timed.start(), timed.zone().orElse(UTC)));
            into.put("end", moment(timed.end(), timed.endZone().orElse(UTC)));
        }
    }

    private static Map<String, Object> moment(LocalDateTime local, ZoneId zone) {
        // Outlook knows regions only; the moment is right in UTC too.
        boolean named = !(zone instanceof ZoneOffset) && !zone.getId().matches("(UTC|GMT|UT)[+-].*");
        LocalDateTime written = named ? local : local.atZone(zone).withZoneSameInstant(UTC).toLocalDateTime();
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("dateTime", written.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
        time.put("timeZone", named ? zone.getId() : "UTC");
        return time;
    }

    /** The name under which a recurrence is kept. */
    static String zoneName(EventTime when) {
        return when instanceof EventTime.Timed timed ? (String) moment(timed.start(), timed.zone().orElse(UTC)).get("timeZone") : "UTC";
    }

    static PasserelleException malformed(String where) {
        return PasserelleException.of(ErrorCode.ITEM_MALFORMED, where);
    }
}
