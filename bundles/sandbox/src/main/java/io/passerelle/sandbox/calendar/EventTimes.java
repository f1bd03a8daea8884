// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** Start and end of events: what is accepted, and how Google gives it back (offset of the calendar's zone, own zone named). */
final class EventTimes {
    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    private static final Pattern WITH_OFFSET = Pattern.compile(".*T.*(Z|z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern NO_REGION = Pattern.compile("[+-].*|Z|(UTC|GMT|UT)[+-].*");

    private EventTimes() {
    }

    /**
     * Checks one end of an event.
     *
     * @param which "start" or "end", for messages
     */
    static ObjectNode normalise(JsonNode given, String which, ZoneId calendarZone, boolean recurring) {
        if (given == null || given.isNull() || !given.hasNonNull("date") && !given.hasNonNull("dateTime")) {
            throw GoogleError.required("Missing " + which + " time.");
        }
        if (given.hasNonNull("date") && given.hasNonNull("dateTime")) {
            throw GoogleError.invalid("Invalid " + which + " time.");
        }
        ZoneId zone = zone(given, which);
        try {
            if (given.hasNonNull("date")) {
                return Json.object().put("date", LocalDate.parse(given.get("date").asText()).toString());
            }
            if (recurring && zone == null) {
                throw GoogleError.required("Missing time zone definition for " + which + " time.");
            }
            return timed(instant(given.get("dateTime").asText(), zone, which), zone == null ? calendarZone : zone, calendarZone);
        } catch (DateTimeException malformed) {
            throw GoogleError.invalid("Invalid " + which + " time.");
        }
    }

    private static ZoneId zone(JsonNode given, String which) {
        if (!given.hasNonNull("timeZone")) {
            return null;
        }
        try {
            String name = given.get("timeZone").asText();
            ZoneId zone = ZoneId.of(name);
            if (NO_REGION.matcher(name).matches()) {
                throw GoogleError.invalid("Invalid time zone definition for " + which + " time.");
            }
            return zone;
        } catch (DateTimeException unknown) {
            throw GoogleError.invalid("Invalid time zone definition for " + which + " time.");
        }
    }

    private static Instant instant(String text, ZoneId zone, String which) {
        if (WITH_OFFSET.matcher(text).matches()) {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant().truncatedTo(ChronoUnit.SECONDS);
        }
        LocalDateTime local = LocalDateTime.parse(text);
        if (zone == null) {
            throw GoogleError.required("Missing time zone definition for " + which + " time.");
        }
        return local.atZone(zone).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    static ObjectNode timed(Instant at, ZoneId zone, ZoneId shownIn) {
        return Json.object().put("dateTime", WIRE.format(at.atZone(shownIn))).put("timeZone", zone.getId());
    }

    static boolean allDay(JsonNode end) {
        return end.has("date");
    }

    /** The moment of a stored start or end; a date begins at midnight of {@code zone}. */
    static Instant instant(JsonNode stored, ZoneId zone) {
        return allDay(stored) ? LocalDate.parse(stored.get("date").asText()).atStartOfDay(zone).toInstant()
                : OffsetDateTime.parse(stored.get("dateTime").asText()).toInstant();
    }

    /** Start or end as local time of its own zone; a date at midnight. */
    static ZonedDateTime own(JsonNode stored) {
        if (allDay(stored)) {
            return LocalDate.parse(stored.get("date").asText()).atStartOfDay(ZoneId.of("UTC"));
        }
        return OffsetDateTime.parse(stored.get("dateTime").asText()).atZoneSameInstant(ZoneId.of(stored.get("timeZone").asText()));
    }

    /** Rejects mixed kinds and ends before starts; an all-day event lasts a day at least. */
    static void checkOrder(JsonNode start, JsonNode end) {
        if (allDay(start) != allDay(end)) {
            throw GoogleError.invalid("Start and end times must either both be date or both be dateTime.");
        }
        ZoneId utc = ZoneId.of("UTC");
        int order = instant(start, utc).compareTo(instant(end, utc));
        if (order > 0 || order == 0 && allDay(start)) {
            throw GoogleError.of(400, "calendar", "timeRangeEmpty", "The specified time range is empty.");
        }
    }

    /** The same time with the offset of another zone. */
    static void showIn(ObjectNode holder, String field, ZoneId zone) {
        if (holder.path(field).has("dateTime")) {
            ObjectNode end = (ObjectNode) holder.get(field);
            end.put("dateTime", WIRE.format(OffsetDateTime.parse(end.get("dateTime").asText()).atZoneSameInstant(zone)));
        }
    }
}
