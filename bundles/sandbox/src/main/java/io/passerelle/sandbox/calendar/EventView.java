// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.AccessRole;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.StoredEvent;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** How an event is shown to one caller: zone, number of guests, hidden details, chosen fields. */
final class EventView {
    private static final List<String> BUSY = List.of("kind", "etag", "id", "status", "start", "end", "iCalUID", "recurrence",
            "recurringEventId", "originalStartTime", "visibility", "eventType", "updated", "created");

    private final Call call;
    private final ZoneId zone;
    private final int maxAttendees;
    private final AccessRole role;
    private final Optional<FieldMask> mask;

    private EventView(Call call, ZoneId zone, int maxAttendees, AccessRole role, Optional<FieldMask> mask) {
        this.call = call;
        this.zone = zone;
        this.maxAttendees = maxAttendees;
        this.role = role;
        this.mask = mask;
    }

    static EventView of(Call call, CalendarData calendar) {
        ZoneId zone = null;
        if (call.query().has("timeZone")) {
            try {
                zone = ZoneId.of(call.query().get("timeZone", ""));
            } catch (DateTimeException unknown) {
                throw GoogleError.parameter("timeZone", "invalidParameter", "Invalid time zone.");
            }
        }
        AccessRole role = call.account().calendarList().get(calendar.id()).role();
        return new EventView(call, zone, Integer.parseInt(call.query().get("maxAttendees", "0")), role, FieldMask.of(call.query()));
    }

    /** Whether stored bytes can be handed out as they are. */
    boolean plain() {
        return zone == null && maxAttendees == 0 && role.atLeast(AccessRole.WRITER) && mask.isEmpty();
    }

    ZoneId zone(CalendarData calendar) {
        return zone == null ? calendar.zone() : zone;
    }

    /** One item of a listing. */
    byte[] bytes(StoredEvent event) {
        return plain() ? event.json() : Json.bytes(shown(event.tree()));
    }

    ObjectNode shown(ObjectNode event) {
        ObjectNode out = event;
        boolean hidden = List.of("private", "confidential").contains(event.path("visibility").asText());
        if (role == AccessRole.FREE_BUSY_READER || hidden && !role.atLeast(AccessRole.WRITER)) {
            out = event.deepCopy().retain(BUSY);
        }
        if (maxAttendees > 0 && out.path("attendees").size() > maxAttendees) {
            ArrayNode self = Json.array();
            for (JsonNode attendee : out.get("attendees")) {
                if (attendee.path("self").asBoolean()) {
                    self.add(attendee);
                }
            }
            out = out.deepCopy();
            out.set("attendees", self);
            out.put("attendeesOmitted", true);
        }
        if (zone != null) {
            out = out.deepCopy();
            for (String field : List.of("start", "end", "originalStartTime")) {
                EventTimes.showIn(out, field, zone);
            }
        }
        return out;
    }

    /** The whole answer about one event, 304 when the caller has it. */
    SandboxResponse respond(ObjectNode event) {
        String etag = event.get("etag").asText();
        if ("GET".equals(call.request().method()) && Preconditions.unchanged(call.request(), etag)) {
            return SandboxResponse.empty(304).with("ETag", etag);
        }
        ObjectNode shown = shown(event);
        return SandboxResponse.json(200, mask.map(m -> m.apply(shown)).orElse(shown)).with("ETag", etag);
    }
}
