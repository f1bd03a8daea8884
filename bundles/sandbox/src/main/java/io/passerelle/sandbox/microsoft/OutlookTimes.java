// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** {@code dateTimeTimeZone}: a local time with the name of a zone, of Windows or of the IANA. */
final class OutlookTimes {
    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'.0000000'");

    /** The names of Windows that the sandbox knows; it shares no table with those it tests. */
    private static final Map<String, String> WINDOWS = Map.ofEntries(Map.entry("W. Europe Standard Time", "Europe/Berlin"),
            Map.entry("Romance Standard Time", "Europe/Paris"), Map.entry("Central Europe Standard Time", "Europe/Budapest"),
            Map.entry("GMT Standard Time", "Europe/London"), Map.entry("Greenwich Standard Time", "Atlantic/Reykjavik"),
            Map.entry("FLE Standard Time", "Europe/Kiev"), Map.entry("Russian Standard Time", "Europe/Moscow"),
            Map.entry("Eastern Standard Time", "America/New_York"), Map.entry("Central Standard Time", "America/Chicago"),
            Map.entry("Mountain Standard Time", "America/Denver"), Map.entry("Pacific Standard Time", "America/Los_Angeles"),
            Map.entry("E. South America Standard Time", "America/Sao_Paulo"), Map.entry("India Standard Time", "Asia/Calcutta"),
            Map.entry("China Standard Time", "Asia/Shanghai"), Map.entry("Tokyo Standard Time", "Asia/Tokyo"),
            Map.entry("AUS Eastern Standard Time", "Australia/Sydney"));

    private OutlookTimes() {
    }

    static ZonedDateTime read(JsonNode time, String property) {
        try {
            ZoneId zone = zone(time.path("timeZone").asText("UTC"));
            String text = time.path("dateTime").asText();
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)") ? OffsetDateTime.parse(text).atZoneSameInstant(zone) : LocalDateTime.parse(text).atZone(zone);
        } catch (DateTimeException malformed) {
            throw GraphError.of(400, "ErrorPropertyValidationFailure", "At least one property failed validation: " + property);
        }
    }

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(WINDOWS.getOrDefault(name, name));
        } catch (DateTimeException unknown) {
            throw GraphError.of(400, "TimeZoneNotSupportedException", "The TimeZone '" + name + "' is not supported.");
        }
    }

    static ObjectNode write(Instant at, String zone) {
        return write(at.atZone(zone(zone)).toLocalDateTime(), zone);
    }

    static ObjectNode write(LocalDateTime local, String zone) {
        return Json.object().put("dateTime", WIRE.format(local)).put("timeZone", zone);
    }

    /** A parameter such as {@code startDateTime}: with an offset, or in UTC. */
    static Instant parameter(String text, String name) {
        try {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)") ? OffsetDateTime.parse(text).toInstant() : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            throw GraphError.of(400, "ErrorInvalidParameter", "The value '" + name + "' is not a valid date and time.");
        }
    }
}
