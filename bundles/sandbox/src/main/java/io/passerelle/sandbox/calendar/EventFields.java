// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a client may write in an event and the form in which it is kept: defaults left out, lists checked. */
final class EventFields {
    static final List<String> WRITABLE = List.of("summary", "description", "location", "colorId", "start", "end", "endTimeUnspecified", "recurrence",
            "transparency", "visibility", "attendees", "extendedProperties", "reminders", "status", "sequence", "guestsCanInviteOthers",
            "guestsCanModify", "guestsCanSeeOtherGuests", "anyoneCanAddSelf", "source", "birthdayProperties", "focusTimeProperties",
            "outOfOfficeProperties", "workingLocationProperties");
    private static final Set<String> MERGED = Set.of("start", "end", "extendedProperties", "reminders", "source", "focusTimeProperties",
            "outOfOfficeProperties", "workingLocationProperties");
    private static final Map<String, String> DEFAULTS = Map.of("transparency", "opaque", "visibility", "default",
            "guestsCanInviteOthers", "true", "guestsCanModify", "false", "guestsCanSeeOtherGuests", "true", "anyoneCanAddSelf", "false",
            "endTimeUnspecified", "false");
    private static final Map<String, Set<String>> VALUES = Map.of("status", Set.of("confirmed", "tentative", "cancelled"),
            "transparency", Set.of("opaque", "transparent"), "visibility", Set.of("default", "public", "private", "confidential"));
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern COLOR = Pattern.compile("[1-9]|1[01]");
    private static final int MAX_REMINDERS = 5;
    private static final int MAX_REMINDER_MINUTES = 40_320;
    private static final int MAX_PROPERTIES = 300;
    private static final int MAX_PROPERTY_NAME = 44;
    private static final int MAX_PROPERTY_VALUE = 1024;
    private static final int MAX_ATTENDEES = 200;

    private EventFields() {
    }

    /** PATCH: members given replace or merge, {@code null} clears. */
    static void patch(ObjectNode event, ObjectNode body, List<String> fields) {
        for (String field : fields) {
            if (body.has(field)) {
                JsonNode value = body.get(field);
                if (value.isNull()) {
                    event.remove(field);
                } else if (MERGED.contains(field) && event.path(field).isObject()) {
                    merge((ObjectNode) event.get(field), value);
                } else {
                    event.set(field, withoutNulls(value));
                }
            }
        }
    }

    /** PUT: members not given are gone. */
    static void replace(ObjectNode event, ObjectNode body, List<String> fields) {
        event.remove(fields);
        patch(event, body, fields);
    }

    private static void merge(ObjectNode into, JsonNode from) {
        Iterator<Map.Entry<String, JsonNode>> members = from.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            if (member.getValue().isNull()) {
                into.remove(member.getKey());
            } else if (member.getValue().isObject() && into.path(member.getKey()).isObject()) {
                merge((ObjectNode) into.get(member.getKey()), member.getValue());
            } else {
                into.set(member.getKey(), withoutNulls(member.getValue()));
            }
        }
    }

    private static JsonNode withoutNulls(JsonNode value) {
        JsonNode copy = value.deepCopy();
        if (copy instanceof ObjectNode object) {
            Iterator<JsonNode> members = object.elements();
            while (members.hasNext()) {
                if (members.next().isNull()) {
                    members.remove();
                }
            }
        }
        return copy;
    }

    /** Brings the writable fields into the form in which Google gives them back; 400 for what it refuses. */
    static void normalise(ObjectNode event, ZoneId calendarZone, String calendarId) {
        boolean recurring = !event.path("recurrence").isEmpty();
        event.set("start", EventTimes.normalise(event.get("start"), "start", calendarZone, recurring));
        event.set("end", EventTimes.normalise(event.get("end"), "end", calendarZone, recurring));
        EventTimes.checkOrder(event.get("start"), event.get("end"));
        if (recurring) {
            Series.of(event);
        } else {
            event.remove("recurrence");
        }
        VALUES.forEach((field, allowed) -> {
            if (event.has(field) && !allowed.contains(event.get(field).asText())) {
                throw GoogleError.invalid("Invalid value for: " + field + ".");
            }
        });
        if (!event.has("status")) {
            event.put("status", "confirmed");
        }
        DEFAULTS.forEach((field, value) -> {
            if (value.equals(event.path(field).asText(null))) {
                event.remove(field);
            }
        });
        for (String text : List.of("summary", "description", "location")) {
            if (event.path(text).asText("").isEmpty()) {
                event.remove(text);
            }
        }
        color(event);
        source(event);
        reminders(event);
        properties(event);
        attendees(event, calendarId);
    }

    private static void color(ObjectNode event) {
        if (event.has("colorId") && !COLOR.matcher(event.get("colorId").asText()).matches()) {
            throw GoogleError.invalid("Invalid value for: colorId.");
        }
    }

    private static void source(ObjectNode event) {
        String url = event.path("source").path("url").asText("");
        if (event.has("source") && !url.startsWith("http://") && !url.startsWith("https://")) {
            throw GoogleError.invalid("Invalid source URL; http or https is needed.");
        }
    }

    private static void reminders(ObjectNode event) {
        if (!event.path("reminders").isObject()) {
            event.putObject("reminders").put("useDefault", true);
            return;
        }
        ObjectNode reminders = (ObjectNode) event.get("reminders");
        JsonNode overrides = reminders.path("overrides");
        if (!reminders.has("useDefault")) {
            reminders.put("useDefault", false);
        }
        if (overrides.isEmpty()) {
            reminders.remove("overrides");
            return;
        }
        if (reminders.get("useDefault").asBoolean()) {
            throw GoogleError.badRequest("calendar", "cannotUseDefaultRemindersAndSpecifyOverride",
                    "Cannot specify both default reminders and overrides at the same time.");
        }
        if (overrides.size() > MAX_REMINDERS) {
            throw GoogleError.badRequest("calendar", "tooManyReminders", "An event can have at most 5 reminder overrides.");
        }
        for (JsonNode override : overrides) {
            int minutes = override.path("minutes").asInt(-1);
            if (!Set.of("email", "popup").contains(override.path("method").asText()) || minutes < 0 || minutes > MAX_REMINDER_MINUTES) {
                throw GoogleError.invalid("Invalid reminder override.");
            }
        }
    }

    private static void properties(ObjectNode event) {
        if (!event.has("extendedProperties")) {
            return;
        }
        ObjectNode all = (ObjectNode) event.get("extendedProperties");
        for (String kind : List.of("private", "shared")) {
            JsonNode map = all.path(kind);
            if (map.isEmpty()) {
                all.remove(kind);
            }
            if (map.size() > MAX_PROPERTIES) {
                throw GoogleError.invalid("Too many extended properties.");
            }
            map.fields().forEachRemaining(e -> {
                if (e.getKey().isEmpty() || e.getKey().length() > MAX_PROPERTY_NAME || e.getValue().asText().length() > MAX_PROPERTY_VALUE) {
                    throw GoogleError.invalid("Invalid extended property: name of 1 to 44 and value of up to 1024 characters.");
                }
            });
        }
        if (all.isEmpty()) {
            event.remove("extendedProperties");
        }
    }

    private static void attendees(ObjectNode event, String calendarId) {
        JsonNode given = event.path("attendees");
        if (given.isEmpty()) {
            event.remove("attendees");
            return;
        }
        if (given.size() > MAX_ATTENDEES) {
            throw GoogleError.badRequest("calendar", "tooManyAttendees", "An event can have at most 200 attendees.");
        }
        ArrayNode out = Json.array();
        Set<String> seen = new HashSet<>();
        for (JsonNode attendee : given) {
            ObjectNode kept = attendee(attendee, calendarId, event.path("organizer").path("email").asText());
            if (seen.add(kept.get("email").asText())) {
                out.add(kept);
            }
        }
        event.set("attendees", out);
    }

    private static ObjectNode attendee(JsonNode given, String calendarId, String organizer) {
        String email = given.path("email").asText("").trim();
        if (email.isEmpty()) {
            throw GoogleError.required("Missing attendee email.");
        }
        if (!EMAIL.matcher(email).matches()) {
            throw GoogleError.invalid("Invalid attendee email.");
        }
        ObjectNode kept = given.deepCopy();
        kept.remove(List.of("self", "organizer", "asyncOperation"));
        kept.put("email", email);
        if (kept.path("displayName").asText("").isEmpty()) {
            kept.remove("displayName");
        }
        for (String flag : List.of("optional", "resource")) {
            if (!kept.path(flag).asBoolean()) {
                kept.remove(flag);
            }
        }
        if (kept.path("additionalGuests").asInt() == 0) {
            kept.remove("additionalGuests");
        }
        String response = kept.path("responseStatus").asText("needsAction");
        if (!Set.of("needsAction", "declined", "tentative", "accepted").contains(response)) {
            throw GoogleError.invalid("Invalid attendee response status.");
        }
        kept.put("responseStatus", response);
        if (email.equalsIgnoreCase(calendarId)) {
            kept.put("self", true);
        }
        if (email.equalsIgnoreCase(organizer)) {
            kept.put("organizer", true);
        }
        return kept;
    }
}
