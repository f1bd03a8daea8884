// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;

/** What may be written in an event, alone and together. */
final class EventRules {
    private static final Set<String> READ_ONLY = Set.of("id", "changeKey", "createdDateTime", "lastModifiedDateTime", "iCalUId", "bodyPreview", "hasAttachments",
            "isCancelled", "isDraft", "isOrganizer", "organizer", "originalStart", "originalStartTimeZone", "originalEndTimeZone", "responseStatus",
            "seriesMasterId", "type", "webLink", "onlineMeeting", "onlineMeetingUrl", "cancelledOccurrences", "exceptionOccurrences");
    private static final Set<String> NOT_OF_AN_INSTANCE = Set.of("recurrence", "transactionId");

    private EventRules() {
    }

    /** Refuses what the type does not have, and what nobody may write. */
    static void fields(ObjectNode body) {
        GraphTypes.instance().check(body, "event");
        body.fieldNames().forEachRemaining(name -> {
            if (READ_ONLY.contains(name)) {
                throw GraphError.invalid("The property '" + name + "' is read-only.");
            }
        });
    }

    static void instance(ObjectNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (NOT_OF_AN_INSTANCE.contains(name)) {
                throw GraphError.of(400, "ErrorInvalidOperation", "The property '" + name + "' cannot be set on an occurrence.");
            }
        });
    }

    /** A new event with everything that Graph fills in. */
    static ObjectNode fresh(ObjectNode body, MicrosoftAccount account, String uid) {
        ObjectNode tree = Json.object().put("subject", "").put("importance", "normal").put("sensitivity", "normal").put("showAs", "busy")
                .put("isAllDay", false).put("isCancelled", false).put("isOrganizer", true).put("isDraft", false).put("hasAttachments", false)
                .put("responseRequested", true).put("allowNewTimeProposals", true).put("hideAttendees", false).put("isReminderOn", true)
                .put("reminderMinutesBeforeStart", 15).put("isOnlineMeeting", false).put("onlineMeetingProvider", "unknown").put("iCalUId", uid)
                .put("webLink", "https://outlook.office365.com/owa/?itemid=" + uid.hashCode());
        tree.putNull("onlineMeetingUrl");
        tree.putNull("onlineMeeting");
        tree.putNull("recurrence");
        tree.putNull("transactionId");
        tree.putArray("categories");
        tree.putArray("attendees");
        tree.putArray("locations");
        tree.putObject("location").put("displayName", "").put("locationType", "default").put("uniqueIdType", "unknown").putObject("address");
        tree.putObject("body").put("contentType", "text").put("content", "");
        tree.putObject("organizer").putObject("emailAddress").put("name", account.name()).put("address", account.email());
        tree.putObject("responseStatus").put("response", "organizer").put("time", "0001-01-01T00:00:00Z");
        merge(tree, body);
        return tree;
    }

    /** Takes members over; a null clears where the property can be empty. */
    static void merge(ObjectNode tree, ObjectNode body) {
        body.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull() && Set.of("categories", "attendees").contains(member.getKey())) {
                tree.putArray(member.getKey());
            } else if (value.isNull() && Set.of("location", "body", "start", "end", "showAs", "sensitivity", "importance").contains(member.getKey())) {
                throw GraphError.unreadable(member.getKey(), "Edm.ComplexType");
            } else {
                tree.set(member.getKey(), value.deepCopy());
            }
        });
        location(tree, body);
        tree.path("attendees").forEach(attendee -> {
            if (!attendee.has("status")) {
                ((ObjectNode) attendee).putObject("status").put("response", "none").put("time", "0001-01-01T00:00:00Z");
            }
            if (!attendee.has("type")) {
                ((ObjectNode) attendee).put("type", "required");
            }
        });
    }

    private static void location(ObjectNode tree, ObjectNode body) {
        if (body.hasNonNull("location")) {
            ObjectNode location = tree.withObject("/location");
            location.put("locationType", location.path("locationType").asText("default"));
            if (!body.has("locations")) {
                tree.putArray("locations");
                if (!location.path("displayName").asText().isEmpty()) {
                    tree.withArray("locations").add(location.deepCopy());
                }
            }
        }
    }

    /** What has to hold of the whole. */
    static void whole(ObjectNode tree) {
        tree.path("singleValueExtendedProperties").forEach(property -> {
            if (!property.path("id").asText().matches("(String|Integer|Boolean) \\{[0-9a-fA-F-]{36}\\} (Name \\S+|Id 0x[0-9a-fA-F]+)")) {
                throw GraphError.of(400, "ErrorInvalidProperty", "The id of an extended property is malformed.");
            }
        });
        if (!tree.has("start") || !tree.has("end")) {
            throw GraphError.of(400, "ErrorInvalidRequest", "Required property is missing: start and end.");
        }
        ZonedDateTime start = OutlookTimes.read(tree.get("start"), "Start");
        ZonedDateTime end = OutlookTimes.read(tree.get("end"), "End");
        if (end.isBefore(start)) {
            throw GraphError.of(400, "ErrorPropertyValidationFailure", "At least one property failed validation: EndDate must not be before StartDate.");
        }
        if (tree.path("isAllDay").asBoolean()) {
            boolean midnight = start.toLocalTime().equals(LocalTime.MIDNIGHT) && end.toLocalTime().equals(LocalTime.MIDNIGHT)
                    && tree.path("start").path("timeZone").equals(tree.path("end").path("timeZone"));
            if (!midnight || Duration.between(start, end).toHours() < 23) {
                throw GraphError.of(400, "ErrorPropertyValidationFailure",
                        "The Event.Start property for an all-day event needs to be set to midnight, its end to a later midnight in the same time zone.");
            }
        }
        if (tree.hasNonNull("recurrence")) {
            recurrence(tree, start);
        }
        if (tree.path("transactionId").asText().length() > 256) {
            throw GraphError.invalid("The transactionId is too long.");
        }
    }

    private static void recurrence(ObjectNode tree, ZonedDateTime start) {
        ObjectNode recurrence = (ObjectNode) tree.get("recurrence");
        OutlookSeries.rule(recurrence.path("pattern"), recurrence.path("range"));
        ObjectNode range = (ObjectNode) recurrence.get("range");
        if (range.path("startDate").asText().isEmpty()) {
            throw GraphError.of(400, "ErrorPropertyValidationFailure", "At least one property failed validation: Recurrence.StartDate");
        }
        if (!range.path("startDate").asText().equals(start.toLocalDate().toString())) {
            throw GraphError.of(400, "ErrorOccurrenceTimeSpanTooBig", "The start of the range does not match the start of the event.");
        }
        if (range.path("recurrenceTimeZone").asText().isEmpty()) {
            range.put("recurrenceTimeZone", tree.path("start").path("timeZone").asText());
        }
        if (!range.has("numberOfOccurrences")) {
            range.put("numberOfOccurrences", 0);
        }
        if (!range.has("endDate")) {
            range.put("endDate", "0001-01-01");
        }
        ObjectNode pattern = (ObjectNode) recurrence.get("pattern");
        for (String number : new String[] {"month", "dayOfMonth"}) {
            if (!pattern.has(number)) {
                pattern.put(number, 0);
            }
        }
        if (!pattern.has("firstDayOfWeek")) {
            pattern.put("firstDayOfWeek", "sunday");
        }
        if (!pattern.has("index")) {
            pattern.put("index", "first");
        }
    }
}
