// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.AccessRole;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.ListEntry;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.StoredEvent;
import io.passerelle.sandbox.state.World;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** calendars: properties of the calendars themselves, creating and deleting secondary ones. Runs under the world's lock. */
final class Calendars {
    private static final List<String> SETTABLE = List.of("summary", "description", "location", "timeZone", "autoAcceptInvitations");

    private final World world;
    private final Access access;
    private final EventWriter writer;
    private final RandomIds random;

    Calendars(World world, Access access, EventWriter writer, RandomIds random) {
        this.world = world;
        this.access = access;
        this.writer = writer;
        this.random = random;
    }

    SandboxResponse get(Call call) {
        return answer(call, access.calendar(call.account(), call.variable("calendarId")).calendar());
    }

    SandboxResponse insert(Call call) {
        if (call.body().path("summary").asText("").isBlank()) {
            throw GoogleError.required("Missing title.");
        }
        zone(call.body());
        CalendarData calendar = world.addCalendar("c_" + random.hex(32) + "@group.calendar.google.com", call.account(),
                call.body().get("summary").asText(), call.body().path("timeZone").asText("UTC"));
        EventFields.patch(calendar.meta(), call.body(), SETTABLE);
        return answer(call, calendar);
    }

    SandboxResponse change(Call call, boolean patch) {
        CalendarData calendar = owned(call);
        Preconditions.match(call.request(), etag(calendar));
        zone(call.body());
        if (!patch && call.body().path("summary").asText("").isBlank()) {
            throw GoogleError.required("Missing title.");
        }
        if (patch) {
            EventFields.patch(calendar.meta(), call.body(), SETTABLE);
        } else {
            String zone = calendar.zone().getId();
            EventFields.replace(calendar.meta(), call.body(), SETTABLE);
            calendar.meta().put("timeZone", call.body().path("timeZone").asText(zone));
        }
        if (calendar.meta().path("location").asText("").isEmpty()) {
            calendar.meta().remove("location");
        }
        calendar.touched(world.nextVersion());
        return answer(call, calendar);
    }

    private static void zone(ObjectNode body) {
        if (body.hasNonNull("timeZone")) {
            try {
                ZoneId.of(body.get("timeZone").asText());
            } catch (DateTimeException unknown) {
                throw GoogleError.invalid("Invalid time zone.");
            }
        }
    }

    private CalendarData owned(Call call) {
        Access.Seen seen = access.calendar(call.account(), call.variable("calendarId"));
        if (seen.role() != AccessRole.OWNER) {
            throw GoogleError.of(403, "calendar", "requiredAccessLevel", "You need to have owner access to this calendar.");
        }
        return seen.calendar();
    }

    SandboxResponse delete(Call call) {
        CalendarData calendar = owned(call);
        if (calendar.id().equals(calendar.owner())) {
            throw GoogleError.invalid("The primary calendar cannot be deleted; clear it instead.");
        }
        world.removeCalendar(calendar.id());
        for (Account account : world.accounts()) {
            ListEntry entry = account.calendarList().get(calendar.id());
            if (entry != null) {
                entry.deleted(true);
                entry.touched(world.nextVersion());
            }
        }
        return SandboxResponse.empty(204);
    }

    SandboxResponse clear(Call call) {
        CalendarData calendar = owned(call);
        if (!calendar.id().equals(calendar.owner())) {
            throw GoogleError.invalid("Only primary calendars can be cleared.");
        }
        for (StoredEvent event : List.copyOf(calendar.all())) {
            if (!event.cancelled() && event.masterId() == null) {
                writer.cancel(calendar, event.tree());
            }
        }
        return SandboxResponse.empty(204);
    }

    private static String etag(CalendarData calendar) {
        return "\"" + (1_700_000_000_000_000L + calendar.version()) + "\"";
    }

    private static SandboxResponse answer(Call call, CalendarData calendar) {
        ObjectNode body = Json.object().put("kind", "calendar#calendar").put("etag", etag(calendar)).put("id", calendar.id());
        body.setAll(calendar.meta().deepCopy());
        if (!calendar.id().equals(calendar.owner())) {
            body.put("dataOwner", calendar.owner());
        }
        return SandboxResponse.json(200, FieldMask.of(call.query()).map(m -> m.apply(body)).orElse(body)).with("ETag", etag(calendar));
    }
}
