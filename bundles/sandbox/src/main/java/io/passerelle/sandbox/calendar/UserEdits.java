// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.World;
import java.util.Map;

/** What a person does in Google's own pages: the same rules for times and series, none for clients. Takes the world's lock. */
public final class UserEdits {
    private final World world;
    private final EventWriter writer;
    private final RandomIds random;
    private final Conferences conferences;

    public UserEdits(World world, RandomIds random) {
        this.world = world;
        this.writer = new EventWriter(world);
        this.random = random;
        this.conferences = new Conferences(random);
    }

    /** Adds an event; id, iCalUID, organizer, creator and eventType may be given and are generated otherwise. */
    public ObjectNode insert(String calendarId, ObjectNode fields) {
        return world.locked(() -> {
            CalendarData calendar = calendar(calendarId);
            String id = fields.path("id").asText(random.eventId());
            ObjectNode event = EventWriter.blank(id, fields.path("iCalUID").asText(id + "@google.com"), calendar, calendar.owner(), world.now());
            event.setAll(fields.deepCopy());
            conferences.settle(event);
            return writer.create(calendar, event);
        });
    }

    /** Changes an event or one instance of a series; {@code null} members clear. */
    public ObjectNode patch(String calendarId, String eventId, ObjectNode fields) {
        return world.locked(() -> {
            CalendarData calendar = calendar(calendarId);
            ObjectNode before = find(calendar, eventId);
            Instances.requireSeries(calendar, before);
            ObjectNode after = before.deepCopy();
            EventFields.patch(after, fields, fields.properties().stream().map(Map.Entry::getKey).toList());
            return writer.change(calendar, before, after);
        });
    }

    /** Deletes an event, a whole series, or cancels one instance. */
    public void delete(String calendarId, String eventId) {
        world.locked(() -> {
            CalendarData calendar = calendar(calendarId);
            ObjectNode event = find(calendar, eventId);
            if ("cancelled".equals(event.path("status").asText())) {
                throw GoogleError.deleted();
            }
            writer.cancel(calendar, event);
            return null;
        });
    }

    /** An event as it stands, instances included. */
    public ObjectNode get(String calendarId, String eventId) {
        return world.locked(() -> find(calendar(calendarId), eventId));
    }

    private CalendarData calendar(String calendarId) {
        return world.calendar(calendarId).orElseThrow(() -> new IllegalArgumentException("No calendar " + calendarId));
    }

    private static ObjectNode find(CalendarData calendar, String eventId) {
        return Instances.find(calendar, eventId).orElseThrow(GoogleError::notFound);
    }
}
