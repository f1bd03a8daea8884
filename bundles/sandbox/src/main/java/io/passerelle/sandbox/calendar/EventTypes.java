// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.state.Account;
import java.util.Map;
import java.util.Set;

/** Events that are not ordinary ones: which may be created where, and what may be changed in them. */
final class EventTypes {
    private static final Map<String, String> PROPERTIES = Map.of("birthday", "birthdayProperties", "focusTime", "focusTimeProperties",
            "outOfOffice", "outOfOfficeProperties", "workingLocation", "workingLocationProperties");
    private static final Map<String, Set<String>> CHANGEABLE = Map.of(
            "birthday", Set.of("colorId", "summary", "reminders", "start", "end", "sequence", "status", "extendedProperties"),
            "fromGmail", Set.of("colorId", "reminders", "visibility", "transparency", "status", "attendees", "extendedProperties", "sequence"));

    private EventTypes() {
    }

    private static GoogleError restricted(String message) {
        return GoogleError.badRequest("calendar", "eventTypeRestriction", message);
    }

    static void checkInsert(ObjectNode event, Account account, boolean primary) {
        String type = event.path("eventType").asText("default");
        switch (type) {
            case "default" -> event.remove(PROPERTIES.values());
            case "birthday" -> birthday(event);
            case "fromGmail" -> throw restricted("Events of type fromGmail cannot be created.");
            case "focusTime", "outOfOffice", "workingLocation" -> status(event, type, account, primary);
            default -> throw GoogleError.invalid("Invalid value for: eventType.");
        }
    }

    private static void birthday(ObjectNode event) {
        boolean yearly = event.path("recurrence").size() == 1 && event.get("recurrence").get(0).asText().startsWith("RRULE:FREQ=YEARLY");
        if (!event.path("start").has("date") || !yearly || !"private".equals(event.path("visibility").asText())
                || !"transparent".equals(event.path("transparency").asText())) {
            throw restricted("A birthday lasts a day, recurs yearly, is private and transparent.");
        }
        if (!event.has("birthdayProperties")) {
            event.putObject("birthdayProperties").put("type", "birthday");
        }
    }

    private static void status(ObjectNode event, String type, Account account, boolean primary) {
        if (!account.workspace() || !primary) {
            throw restricted("Events of type " + type + " are only for primary calendars of Workspace users.");
        }
        if (!"workingLocation".equals(type) && event.path("start").has("date")) {
            throw restricted("Events of type " + type + " cannot last all day.");
        }
        if ("workingLocation".equals(type) && !event.path("workingLocationProperties").has("type")) {
            throw GoogleError.badRequest("calendar", "malformedWorkingLocationEvent", "A working location event has a malformed format.");
        }
    }

    /** Refuses a change of type, and of what the type does not let one change. */
    static void checkChange(JsonNode before, JsonNode after, JsonNode body) {
        String type = before.path("eventType").asText("default");
        if (body.hasNonNull("eventType") && !type.equals(body.get("eventType").asText())) {
            throw restricted("The type of an event cannot be changed.");
        }
        Set<String> changeable = CHANGEABLE.get(type);
        if (changeable != null) {
            for (String field : EventFields.WRITABLE) {
                if (!changeable.contains(field) && !before.path(field).equals(after.path(field))) {
                    throw restricted("Field " + field + " cannot be changed in an event of type " + type + ".");
                }
            }
        }
        String own = PROPERTIES.get(type);
        for (String property : PROPERTIES.values()) {
            if (!property.equals(own) && after.has(property)) {
                throw restricted("Field " + property + " does not belong to an event of type " + type + ".");
            }
        }
    }
}
