// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.Outbox;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.StoredEvent;
import io.passerelle.sandbox.state.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** events: insert, import, patch, update, delete, move. Runs under the world's lock. */
final class EventWrites {
    private static final List<String> GUEST_RULES = List.of("guestsCanInviteOthers", "guestsCanModify", "guestsCanSeeOtherGuests",
            "anyoneCanAddSelf");

    private final World world;
    private final Access access;
    private final EventWriter writer;
    private final Outbox outbox;
    private final Behaviour behaviour;
    private final RandomIds random;
    private final Conferences conferences;

    EventWrites(World world, Access access, EventWriter writer, Outbox outbox, Behaviour behaviour, RandomIds random) {
        this.world = world;
        this.access = access;
        this.writer = writer;
        this.outbox = outbox;
        this.behaviour = behaviour;
        this.random = random;
        this.conferences = new Conferences(random);
    }

    SandboxResponse insert(Call call) {
        Access.Seen seen = access.writable(call, call.variable("calendarId"));
        ObjectNode body = call.body();
        CalendarData calendar = seen.calendar();
        String id = body.path("id").asText("");
        String uid = body.path("iCalUID").asText("");
        if (!id.isEmpty() && !uid.isEmpty()) {
            throw GoogleError.invalid("Only one of id and iCalUID can be given when an event is created.");
        }
        if (!id.isEmpty() && !EventIds.allowed(id)) {
            throw GoogleError.invalid("Invalid resource id value.");
        }
        if (!id.isEmpty() && calendar.event(id).isPresent() || !uid.isEmpty() && calendar.byUid(uid).isPresent()) {
            throw GoogleError.duplicate();
        }
        refuseInstanceFields(body);
        id = !id.isEmpty() ? id : !uid.isEmpty() ? EventIds.ofUid(uid) : random.eventId();
        ObjectNode event = EventWriter.blank(id, uid.isEmpty() ? id + "@google.com" : uid, calendar, call.account().email(), world.now());
        event.put("eventType", body.path("eventType").asText("default"));
        event.remove("status");
        EventFields.replace(event, body, fields(call, true));
        keepPrivateCopy(event, body);
        refuseCancelled(event);
        EventFields.normalise(event, calendar.zone(), calendar.id());
        EventTypes.checkInsert(event, call.account(), seen.primary());
        conferences.settle(event);
        ObjectNode stored = writer.create(calendar, event);
        mail(call, calendar, stored, EventWriter.guests(stored, calendar.id()));
        return answer(call, calendar, stored);
    }

    SandboxResponse importEvent(Call call) {
        Access.Seen seen = access.writable(call, call.variable("calendarId"));
        ObjectNode body = call.body();
        CalendarData calendar = seen.calendar();
        String uid = body.path("iCalUID").asText("");
        if (uid.isEmpty()) {
            throw GoogleError.required("Missing iCalUID.");
        }
        if (body.hasNonNull("id")) {
            throw GoogleError.invalid("Only one of id and iCalUID can be given when an event is created.");
        }
        if (body.hasNonNull("recurringEventId") || body.hasNonNull("originalStartTime")) {
            throw GoogleError.invalid("Invalid iCalUID value.");
        }
        ObjectNode event = EventWriter.blank(EventIds.ofUid(uid), uid, calendar, call.account().email(), world.now());
        event.remove("status");
        EventFields.replace(event, body, fields(call, true));
        event.remove(List.of("birthdayProperties", "focusTimeProperties", "outOfOfficeProperties", "workingLocationProperties"));
        keepPrivateCopy(event, body);
        organizer(call, calendar, event, body);
        refuseCancelled(event);
        Optional<StoredEvent> known = calendar.byUid(uid);
        if (known.isPresent()) {
            return answer(call, calendar, again(calendar, known.get(), event));
        }
        return answer(call, calendar, writer.create(calendar, event));
    }

    private ObjectNode again(CalendarData calendar, StoredEvent known, ObjectNode event) {
        if (behaviour.importRefusesKnownUid()) {
            throw GoogleError.duplicate();
        }
        ObjectNode before = known.tree();
        sequence(before, event);
        event.put("id", known.id());
        event.set("htmlLink", before.get("htmlLink"));
        event.set("created", before.get("created"));
        return writer.change(calendar, before, event);
    }

    private static void organizer(Call call, CalendarData calendar, ObjectNode event, ObjectNode body) {
        String email = body.path("organizer").path("email").asText("");
        if (email.isEmpty() || isSelf(call, calendar, email)) {
            return;
        }
        boolean invited = body.path("attendees").findValuesAsText("email").stream().anyMatch(e -> isSelf(call, calendar, e));
        if (!invited) {
            throw GoogleError.badRequest("calendar", "participantIsNeitherOrganizerNorAttendee",
                    "The owner of the calendar must either be the organizer or an attendee of an event that is imported.");
        }
        ObjectNode organizer = event.putObject("organizer").put("email", email);
        String name = body.path("organizer").path("displayName").asText("");
        if (!name.isEmpty()) {
            organizer.put("displayName", name);
        }
    }

    private static boolean isSelf(Call call, CalendarData calendar, String email) {
        return email.equalsIgnoreCase(calendar.id()) || email.equalsIgnoreCase(call.account().email());
    }

    SandboxResponse change(Call call, boolean patch) {
        Access.Seen seen = access.writable(call, call.variable("calendarId"));
        CalendarData calendar = seen.calendar();
        ObjectNode before = Instances.find(calendar, call.variable("eventId")).orElseThrow(GoogleError::notFound);
        Preconditions.match(call.request(), before.get("etag").asText());
        Instances.requireSeries(calendar, before);
        ObjectNode body = call.body();
        immutable(before, body);
        boolean gone = "cancelled".equals(before.path("status").asText());
        if (gone && (!body.hasNonNull("status") || "cancelled".equals(body.get("status").asText()))) {
            throw GoogleError.of(403, "global", "forbidden", "Forbidden");
        }
        if ("cancelled".equals(body.path("status").asText())) {
            remove(call, calendar, before);
            return answer(call, calendar, calendar.event(before.get("id").asText()).orElseThrow().tree());
        }
        ObjectNode after = before.deepCopy();
        if (body.path("attendeesOmitted").asBoolean()) {
            respond(calendar, after, body);
            body.remove("attendees");
        }
        if (patch) {
            EventFields.patch(after, body, fields(call, false));
        } else {
            EventFields.replace(after, body, fields(call, false));
            after.set("sequence", body.hasNonNull("sequence") ? body.get("sequence") : before.get("sequence"));
        }
        sequence(before, after);
        refuseRecurringInstance(before, after);
        EventFields.normalise(after, calendar.zone(), calendar.id());
        onlyOrganizer(before, after);
        EventTypes.checkChange(before, after, body);
        conferences.settle(after);
        ObjectNode stored = writer.change(calendar, before, after);
        List<String> guests = new ArrayList<>(EventWriter.guests(before, calendar.id()));
        EventWriter.guests(stored, calendar.id()).stream().filter(g -> !guests.contains(g)).forEach(guests::add);
        mail(call, calendar, stored, guests);
        return answer(call, calendar, stored);
    }

    SandboxResponse delete(Call call) {
        CalendarData calendar = access.writable(call, call.variable("calendarId")).calendar();
        ObjectNode event = Instances.find(calendar, call.variable("eventId")).orElseThrow(GoogleError::notFound);
        if ("cancelled".equals(event.path("status").asText())) {
            throw GoogleError.deleted();
        }
        Preconditions.match(call.request(), event.get("etag").asText());
        remove(call, calendar, event);
        return SandboxResponse.empty(204);
    }

    private void remove(Call call, CalendarData calendar, ObjectNode event) {
        writer.cancel(calendar, event);
        mail(call, calendar, event, EventWriter.guests(event, calendar.id()));
    }

    SandboxResponse move(Call call) {
        CalendarData from = access.writable(call, call.variable("calendarId")).calendar();
        CalendarData to = access.writable(call, call.query().get("destination", "")).calendar();
        ObjectNode event = Instances.find(from, call.variable("eventId")).orElseThrow(GoogleError::notFound);
        if (event.has("recurringEventId")) {
            throw GoogleError.badRequest("calendar", "cannotChangeOrganizerOfInstance", "Cannot change the organizer of an instance.");
        }
        if (!"default".equals(event.path("eventType").asText("default"))) {
            throw GoogleError.badRequest("calendar", "eventTypeRestriction", "Only default events can be moved.");
        }
        if (!event.path("organizer").path("self").asBoolean() || "cancelled".equals(event.path("status").asText())) {
            throw GoogleError.of(403, "calendar", "forbiddenForNonOrganizer", "Only the organizer can move an event.");
        }
        if (to.event(event.get("id").asText()).isPresent()) {
            throw GoogleError.duplicate();
        }
        List<StoredEvent> exceptions = from.exceptionsOf(event.get("id").asText());
        ObjectNode moved = writer.create(to, rehomed(event, to, call));
        exceptions.forEach(e -> writer.create(to, rehomed(e.tree(), to, call)));
        writer.cancel(from, event);
        mail(call, to, moved, EventWriter.guests(moved, to.id()));
        return answer(call, to, moved);
    }

    private ObjectNode rehomed(ObjectNode event, CalendarData to, Call call) {
        ObjectNode out = event.deepCopy();
        out.set("organizer", EventWriter.blank("x", "x", to, call.account().email(), world.now()).get("organizer"));
        return out.put("htmlLink", EventIds.htmlLink(event.get("id").asText(), to.id()));
    }

    private static List<String> fields(Call call, boolean create) {
        List<String> fields = new ArrayList<>(EventFields.WRITABLE);
        if ("1".equals(call.query().get("conferenceDataVersion", "0"))) {
            fields.add("conferenceData");
        }
        if ("1".equals(call.query().get("eventLabelVersion", "0"))) {
            fields.add("eventLabelId");
        }
        if (call.flag("supportsAttachments")) {
            fields.add("attachments");
        }
        if (create && call.method().equals("events.import")) {
            fields.remove("eventType");
        }
        return fields;
    }

    private static void keepPrivateCopy(ObjectNode event, ObjectNode body) {
        if (body.path("privateCopy").asBoolean()) {
            event.put("privateCopy", true);
        }
    }

    private static void refuseCancelled(ObjectNode event) {
        if ("cancelled".equals(event.path("status").asText())) {
            throw GoogleError.invalid("Invalid value for: status. An event cannot be created cancelled.");
        }
    }

    private static void refuseInstanceFields(ObjectNode body) {
        if (body.hasNonNull("recurringEventId") || body.hasNonNull("originalStartTime")) {
            throw GoogleError.invalid("Instances cannot be inserted; change them through their series.");
        }
    }

    private static void refuseRecurringInstance(ObjectNode before, ObjectNode after) {
        if (before.has("recurringEventId") && after.has("recurrence")) {
            throw GoogleError.invalid("An instance of a recurring event cannot recur.");
        }
    }

    private static void immutable(ObjectNode before, ObjectNode body) {
        for (String field : List.of("id", "iCalUID", "recurringEventId")) {
            if (body.hasNonNull(field) && !body.get(field).equals(before.path(field))) {
                throw GoogleError.invalid("Invalid value for: " + field + ". It cannot be changed.");
            }
        }
    }

    private static void sequence(ObjectNode before, ObjectNode after) {
        if (after.path("sequence").asInt() < before.path("sequence").asInt()) {
            throw GoogleError.invalid("Invalid sequence value. The specified sequence number is below the current sequence number of the resource. "
                    + "Re-fetch the resource and use its sequence number on the following request.");
        }
    }

    /** With {@code attendeesOmitted}, only the own answer is taken over. */
    private static void respond(CalendarData calendar, ObjectNode after, ObjectNode body) {
        for (JsonNode given : body.path("attendees")) {
            for (JsonNode kept : after.path("attendees")) {
                if (kept.path("email").equals(given.path("email")) && kept.path("email").asText().equalsIgnoreCase(calendar.id())) {
                    ((ObjectNode) kept).setAll((ObjectNode) given);
                }
            }
        }
    }

    private static void onlyOrganizer(ObjectNode before, ObjectNode after) {
        if (!before.path("organizer").path("self").asBoolean() && !before.path("guestsCanModify").asBoolean()) {
            for (String rule : GUEST_RULES) {
                if (!before.path(rule).equals(after.path(rule))) {
                    throw GoogleError.of(403, "calendar", "forbiddenForNonOrganizer",
                            "Shared properties can only be changed by the organizer of the event.");
                }
            }
        }
    }

    private void mail(Call call, CalendarData calendar, ObjectNode event, List<String> guests) {
        if (guests.isEmpty()) {
            return;
        }
        String updates = call.query().get("sendUpdates", call.flag("sendNotifications") ? "all" : "");
        List<String> recipients = switch (updates) {
            case "all" -> guests;
            case "externalOnly" -> guests.stream().filter(g -> world.account(g).isEmpty()).toList();
            default -> List.of();
        };
        if (!recipients.isEmpty()) {
            outbox.add(new Outbox.Mail(call.method(), calendar.id(), event.get("id").asText(), recipients));
        }
        if (updates.isEmpty()) {
            outbox.unsilenced();
        }
    }

    private static SandboxResponse answer(Call call, CalendarData calendar, ObjectNode event) {
        return EventView.of(call, calendar).respond(event);
    }
}
