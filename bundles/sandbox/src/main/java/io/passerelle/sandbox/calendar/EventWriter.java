// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.StoredEvent;
import io.passerelle.sandbox.state.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Puts events into the world: stamps, ETags, sequence numbers, and what a change of a series does to its exceptions. */
public final class EventWriter {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> TIMING = List.of("start", "end", "recurrence");

    private final World world;

    public EventWriter(World world) {
        this.world = world;
    }

    static String stamp(Instant at) {
        return STAMP.format(at);
    }

    /** An event without content: identity, stamps, creator and organizer. */
    public static ObjectNode blank(String id, String uid, CalendarData calendar, String creator, Instant now) {
        ObjectNode event = Json.object().put("kind", "calendar#event").put("id", id).put("status", "confirmed")
                .put("htmlLink", EventIds.htmlLink(id, calendar.id())).put("created", stamp(now)).put("updated", stamp(now));
        ObjectNode who = event.putObject("creator").put("email", creator);
        if (creator.equals(calendar.id())) {
            who.put("self", true);
        }
        ObjectNode organizer = event.putObject("organizer").put("email", calendar.id());
        if (!calendar.id().equals(calendar.owner())) {
            organizer.put("displayName", calendar.meta().path("summary").asText());
        }
        organizer.put("self", true);
        return event.put("iCalUID", uid).put("sequence", 0).put("eventType", "default");
    }

    /** Checks the fields of a new event and stores it. */
    public ObjectNode create(CalendarData calendar, ObjectNode event) {
        EventFields.normalise(event, calendar.zone(), calendar.id());
        return stamped(calendar, null, event, true);
    }

    /** Checks a changed event and stores it; exceptions that no longer belong to their series go. */
    ObjectNode change(CalendarData calendar, ObjectNode before, ObjectNode after) {
        EventFields.normalise(after, calendar.zone(), calendar.id());
        boolean timing = TIMING.stream().anyMatch(f -> !before.path(f).equals(after.path(f)))
                || !before.path("status").equals(after.path("status"));
        int sequence = before.path("sequence").asInt();
        if (timing && after.path("sequence").asInt() <= sequence) {
            after.put("sequence", sequence + 1);
        }
        boolean remindersOnly = onlyRemindersDiffer(before, after);
        ObjectNode stored = stamped(calendar, before, after, !remindersOnly);
        if (timing && before.has("recurrence")) {
            dropOrphans(calendar, stored);
        }
        return stored;
    }

    private static boolean onlyRemindersDiffer(ObjectNode before, ObjectNode after) {
        ObjectNode rest = after.deepCopy();
        rest.set("reminders", before.get("reminders"));
        return rest.equals(before) && !before.path("reminders").equals(after.path("reminders"));
    }

    private ObjectNode stamped(CalendarData calendar, ObjectNode before, ObjectNode event, boolean touch) {
        Instant now = world.now();
        if (touch) {
            event.put("updated", stamp(now));
        }
        long least = before == null || !before.has("etag") ? 0 : Long.parseLong(before.get("etag").asText().replace("\"", "")) + 2;
        StoredEvent known = calendar.event(event.get("id").asText()).orElse(null);
        if (known != null) {
            least = Math.max(least, known.etag() + 2);
        }
        event.put("etag", "\"" + Math.max(least, now.toEpochMilli() * 2000) + "\"");
        if (!event.has("sequence")) {
            event.put("sequence", 0);
        }
        world.store(calendar, event);
        return event;
    }

    /** Marks an event as deleted; a series takes its exceptions with it. */
    public void cancel(CalendarData calendar, ObjectNode event) {
        ObjectNode gone = event.deepCopy();
        gone.put("status", "cancelled");
        if (event.has("recurrence")) {
            cancelExceptions(calendar, event.get("id").asText());
        }
        gone.put("sequence", event.path("sequence").asInt() + 1);
        stamped(calendar, event, gone, true);
    }

    private void cancelExceptions(CalendarData calendar, String masterId) {
        for (StoredEvent exception : calendar.exceptionsOf(masterId)) {
            ObjectNode tree = exception.tree();
            tree.put("status", "cancelled");
            stamped(calendar, exception.tree(), tree, true);
        }
    }

    private void dropOrphans(CalendarData calendar, ObjectNode master) {
        String id = master.get("id").asText();
        if (!master.has("recurrence")) {
            cancelExceptions(calendar, id);
            return;
        }
        Series series = Series.of(master);
        for (StoredEvent exception : calendar.exceptionsOf(id)) {
            if (!exception.cancelled() && series.find(exception.id().substring(id.length() + 1)).isEmpty()) {
                ObjectNode tree = exception.tree();
                stamped(calendar, exception.tree(), tree.put("status", "cancelled"), true);
            }
        }
    }

    /** Guests of an event who are not this calendar itself. */
    static List<String> guests(JsonNode event, String calendarId) {
        return event.path("attendees").findValuesAsText("email").stream().filter(e -> !e.equalsIgnoreCase(calendarId)).toList();
    }
}
