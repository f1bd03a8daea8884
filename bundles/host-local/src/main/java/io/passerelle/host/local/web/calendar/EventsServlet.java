// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.calendar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.collections.LocalItems;
import io.passerelle.host.local.web.Fields;
import io.passerelle.host.local.web.Gate;
import io.passerelle.host.local.web.HostContext;
import io.passerelle.host.local.web.HostServlet;
import io.passerelle.ical.Occurrences;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** What takes place in a stretch of time, and single events and occurrences. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern("/host/api/events/*")
public final class EventsServlet extends HostServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_STRETCH = 400;
    private static final int MOST_EVENTS = 5_000;
    private static final int MOST_PER_SERIES = 500;

    private final transient Gate gate;
    private final transient LocalCollections collections;

    /** Over this host's collections. */
    @Activate
    public EventsServlet(@Reference Gate gate, @Reference LocalCollections collections) {
        this.gate = gate;
        this.collections = collections;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        UserId user = gate.caller(request).id();
        String[] path = segments(request);
        if (path.length == 0) {
            if (!"GET".equals(request.getMethod())) {
                throw nothingHere();
            }
            list(request, response, user);
            return;
        }
        LocalItems calendar = EventCalls.open(collections, user, path[0], CollectionKind.CALENDAR);
        switch (request.getMethod() + " " + path.length) {
            case "POST 1" -> create(request, response, calendar);
            case "GET 2" -> json(response, 200, wire(calendar, EventCalls.read(calendar, path[1])));
            case "PUT 2" -> update(request, response, calendar, path[1]);
            case "DELETE 2" -> {
                EventCalls.delete(calendar, path[1], parameter(request, "revision"));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case "PUT 3" -> updateOccurrence(request, response, calendar, path);
            case "DELETE 3" -> cancelOccurrence(request, response, calendar, path);
            default -> throw nothingHere();
        }
    }

    private void list(HttpServletRequest request, HttpServletResponse response, UserId user) throws IOException {
        LocalDate from = date(request, "from");
        LocalDate to = date(request, "to");
        if (!to.isAfter(from) || to.isAfter(from.plusDays(LONGEST_STRETCH))) {
            throw PasserelleException.invalid("to", "is 1 to " + LONGEST_STRETCH + " days after from");
        }
        String zoneName = parameter(request, "zone");
        ZoneId viewer = Fields.zone("zone", zoneName == null ? "" : zoneName);
        Instant begin = from.atStartOfDay(viewer).toInstant();
        Instant end = to.atStartOfDay(viewer).toInstant();
        ObjectNode answer = JSON.createObjectNode().put("version", collections.version(user));
        ArrayNode occurrences = answer.putArray("occurrences");
        boolean complete = true;
        for (CollectionInfo info : collections.collections(user, CollectionKind.CALENDAR)) {
            for (LocalItems.Found found : collections.open(user, info.id()).touching(begin, end, MOST_EVENTS)) {
                for (var occurrence : Occurrences.between(found.event(), viewer, begin, end, MOST_PER_SERIES)) {
                    complete = complete && occurrences.size() < MOST_EVENTS;
                    if (complete) {
                        occurrences.add(EventWire.occurrence(occurrence, viewer)
                                .put("calendar", info.id().value())
                                .put("ref", found.ref().value())
                                .put("revision", found.revision())
                                .put("series", found.event().recurrence().isPresent())
                                .put("changed", occurrence.changed()));
                    }
                }
            }
        }
        json(response, 200, answer.put("complete", complete));
    }

    private static LocalDate date(HttpServletRequest request, String name) {
        String text = parameter(request, name);
        return Fields.date(name, text == null ? "" : text);
    }

    private static void create(HttpServletRequest request, HttpServletResponse response, LocalItems calendar)
            throws IOException {
        Fields body = body(request);
        EventTime when = EventWire.when(body);
        CalendarEvent event = new CalendarEvent(
                ItemUid.of(UUID.randomUUID().toString()),
                when,
                EventWire.details(body, EventDetails.builder().build()),
                RepeatWire.recurrence(body, when, java.util.Optional.empty()),
                Collections.emptySortedMap());
        json(response, 201, wire(calendar, EventCalls.create(calendar, event)));
    }

    private static void update(HttpServletRequest request, HttpServletResponse response, LocalItems calendar, String ref)
            throws IOException {
        Fields body = body(request);
        Fetched.Found found = EventCalls.read(calendar, ref);
        CalendarEvent present = (CalendarEvent) found.item();
        EventTime when = body.has("start") ? EventWire.when(body) : present.when();
        CalendarEvent wanted = SeriesEdit.whole(
                present,
                when,
                EventWire.details(body, present.details()),
                RepeatWire.recurrence(body, when, present.recurrence()));
        json(response, 200, wire(calendar, EventCalls.update(calendar, found, body.required("revision", 100), wanted)));
    }

    private static void updateOccurrence(
            HttpServletRequest request, HttpServletResponse response, LocalItems calendar, String[] path) throws IOException {
        Fields body = body(request);
        Fetched.Found found = EventCalls.read(calendar, path[1]);
        CalendarEvent series = (CalendarEvent) found.item();
        OccurrenceId id = occurrence(series, path[2]);
        EventTime when = Occurrences.at(series, id);
        EventDetails details = series.details();
        if (series.overrides().get(id) instanceof Occurrence.Changed changed) {
            when = changed.when();
            details = changed.details();
        }
        Occurrence override = new Occurrence.Changed(
                body.has("start") ? EventWire.when(body) : when, EventWire.details(body, details));
        CalendarEvent wanted = SeriesEdit.occurrence(series, id, override);
        json(response, 200, wire(calendar, EventCalls.update(calendar, found, body.required("revision", 100), wanted)));
    }

    private static void cancelOccurrence(
            HttpServletRequest request, HttpServletResponse response, LocalItems calendar, String[] path) throws IOException {
        Fetched.Found found = EventCalls.read(calendar, path[1]);
        CalendarEvent series = (CalendarEvent) found.item();
        OccurrenceId id = occurrence(series, path[2]);
        CalendarEvent wanted = SeriesEdit.occurrence(series, id, new Occurrence.Cancelled());
        json(response, 200, wire(calendar, EventCalls.update(calendar, found, parameter(request, "revision"), wanted)));
    }

    private static OccurrenceId occurrence(CalendarEvent series, String text) {
        OccurrenceId id;
        try {
            id = OccurrenceId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw nothingHere();
        }
        if (series.recurrence().isEmpty() || !series.overrides().containsKey(id) && !Occurrences.hasStart(series, id)) {
            throw nothingHere();
        }
        return id;
    }

    private static ObjectNode wire(LocalItems calendar, WriteResult.Done done) {
        return wire(calendar, new Fetched.Found(done.ref(), done.revision(), done.stored().orElseThrow()));
    }

    private static ObjectNode wire(LocalItems calendar, Fetched.Found found) {
        CalendarEvent event = (CalendarEvent) found.item();
        ObjectNode to = JSON.createObjectNode()
                .put("calendar", calendar.info().id().value())
                .put("ref", found.ref().value())
                .put("revision", found.revision().value());
        EventWire.when(to, event.when());
        EventWire.details(to, event.details());
        event.recurrence().ifPresent(recurrence -> to.set("repeat", RepeatWire.wire(recurrence, event.when())));
        ObjectNode overrides = to.putObject("changed");
        event.overrides().forEach((id, override) -> {
            if (override instanceof Occurrence.Changed changed) {
                ObjectNode one = overrides.putObject(id.toString());
                EventWire.when(one, changed.when());
                EventWire.details(one, changed.details());
            }
        });
        return to;
    }
}
