// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Calendars and events of {@code /me}. */
final class CalendarsApi {
    private static final int DEFAULT_PAGE = 10;
    private static final Pattern MARKED = Pattern.compile("singleValueExtendedProperties/any\\(ep:ep/id eq '([^']+)' and ep/value eq '([^']*)'\\)");
    private static final Pattern TERM = Pattern.compile("(start|end)/dateTime (lt|le|gt|ge) '([^']+)'");
    private final EventStore events;
    private final CalendarDelta delta;
    private final MicrosoftBehaviour behaviour;

    CalendarsApi(EventStore events, CalendarDelta delta, MicrosoftBehaviour behaviour) {
        this.events = events;
        this.delta = delta;
        this.behaviour = behaviour;
    }

    /** Which operation an address below {@code /me} is; empty if none. */
    static Optional<String> kind(String method, List<String> path) {
        String shape = shape(path);
        return Optional.ofNullable(switch (method + " " + shape) {
            case "GET calendars" -> "graph.calendars.list";
            case "GET calendar", "GET calendars/*" -> "graph.calendars.get";
            case "GET calendars/*/events", "GET events" -> "graph.events.list";
            case "POST calendars/*/events", "POST events" -> "graph.events.create";
            case "GET events/*", "GET calendars/*/events/*" -> "graph.events.get";
            case "PATCH events/*", "PATCH calendars/*/events/*" -> "graph.events.update";
            case "DELETE events/*", "DELETE calendars/*/events/*" -> "graph.events.delete";
            case "GET events/*/instances", "GET calendars/*/events/*/instances" -> "graph.events.instances";
            case "GET calendars/*/calendarView/delta", "GET calendarView/delta" -> "graph.calendarView.delta";
            default -> null;
        });
    }

    private static String shape(List<String> path) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            boolean id = i > 0 && List.of("calendars", "events").contains(path.get(i - 1));
            shape.append(i == 0 ? "" : "/").append(id ? "*" : path.get(i));
        }
        return shape.toString();
    }

    /** @param address of the request without its query */
    SandboxResponse handle(String kind, GraphCall call, List<String> path, String address) {
        boolean writes = List.of("graph.events.create", "graph.events.update", "graph.events.delete").contains(kind);
        call.needs(writes ? "Calendars.ReadWrite" : "Calendars.Read");
        Mailbox mailbox = call.account().mailbox();
        Optional<String> calendarId = path.size() > 1 && path.get(0).equals("calendars") ? Optional.of(path.get(1)) : Optional.empty();
        OutlookFolder calendar = calendarId.isEmpty() ? mailbox.defaultCalendar()
                : Optional.ofNullable(mailbox.calendars().get(calendarId.get())).orElseThrow(GraphError::notFound);
        return switch (kind) {
            case "graph.calendars.list" -> calendars(call, address);
            case "graph.calendars.get" -> SandboxResponse.json(200, calendar(call.options(), calendar));
            case "graph.events.list" -> list(call, calendar, address);
            case "graph.events.create" -> {
                call.options();
                yield SandboxResponse.json(201, new EventView(calendar, call).full(
                        events.create(call.account(), writable(calendar), Json.request(call.request().body()))));
            }
            case "graph.calendarView.delta" -> delta.handle(call, calendar, address);
            default -> event(kind, call, calendarId, path.get(path.indexOf("events") + 1), address);
        };
    }

    private SandboxResponse event(String kind, GraphCall call, Optional<String> calendarId, String id, String address) {
        EventStore.Found found = events.find(call.account().mailbox(), calendarId, id);
        EventView view = new EventView(found.calendar(), call);
        switch (kind) {
            case "graph.events.get" -> {
                call.options("$select", "$expand");
                return SandboxResponse.json(200, found.instance().map(instance -> view.instance(found.item(), instance))
                        .orElseGet(() -> view.selected(found.item(), call)));
            }
            case "graph.events.instances" -> {
                return instances(call, found, view, address);
            }
            default -> call.options();
        }
        writable(found.calendar());
        if (call.ifMatch().filter(etag -> !etag.equals(found.item().etag())).isPresent()) {
            throw GraphError.stale();
        }
        if (kind.equals("graph.events.delete")) {
            events.delete(found);
            return SandboxResponse.empty(204);
        }
        return SandboxResponse.json(200, view.full(events.update(found, Json.request(call.request().body()))));
    }

    private static OutlookFolder writable(OutlookFolder calendar) {
        if (!calendar.properties().path("canEdit").asBoolean()) {
            throw GraphError.accessDenied();
        }
        return calendar;
    }

    private static ObjectNode calendar(GraphCall call, OutlookFolder calendar) {
        ObjectNode out = Json.object().put("id", calendar.id());
        out.setAll((ObjectNode) calendar.properties().deepCopy());
        return out;
    }

    private SandboxResponse calendars(GraphCall call, String address) {
        call.options("$top", "$skip");
        List<ObjectNode> all = call.account().mailbox().calendars().values().stream().map(calendar -> calendar(call, calendar)).toList();
        return paged(call, all, address, "");
    }

    private SandboxResponse list(GraphCall call, OutlookFolder calendar, String address) {
        call.options("$top", "$skip", "$select", "$filter", "$expand");
        Predicate<OutlookItem> filter = filter(call.request().query().get("$filter", ""));
        EventView view = new EventView(calendar, call);
        List<ObjectNode> all = calendar.items().stream().filter(item -> !item.deleted() && item.master().isEmpty()).filter(filter)
                .map(item -> view.selected(item, call)).toList();
        StringBuilder kept = new StringBuilder();
        for (String option : List.of("$select", "$filter", "$expand")) {
            call.request().query().first(option).ifPresent(value -> kept.append('&').append(option).append('=').append(Params.encode(value)));
        }
        return paged(call, all, address, kept.toString());
    }

    /** Comparisons of start and end, joined by {@code or}. */
    private static Predicate<OutlookItem> filter(String filter) {
        if (filter.isEmpty()) {
            return item -> true;
        }
        Matcher marked = MARKED.matcher(filter);
        if (marked.matches()) {
            return item -> StreamSupport.stream(item.tree().path("singleValueExtendedProperties").spliterator(), false).anyMatch(
                    property -> property.path("id").asText().equals(marked.group(1)) && property.path("value").asText().equals(marked.group(2)));
        }
        Predicate<OutlookItem> any = item -> false;
        for (String term : filter.split(" or ")) {
            Matcher matcher = TERM.matcher(term);
            if (!matcher.matches()) {
                throw GraphError.of(400, "ErrorInvalidUrlQueryFilter", "The filter is not supported.");
            }
            Instant bound = OutlookTimes.parameter(matcher.group(3), "$filter");
            any = any.or(item -> {
                int order = OutlookTimes.read(item.tree().get(matcher.group(1)), "Start").toInstant().compareTo(bound);
                return switch (matcher.group(2)) {
                    case "lt" -> order < 0;
                    case "le" -> order <= 0;
                    case "gt" -> order > 0;
                    default -> order >= 0;
                };
            });
        }
        return any;
    }

    private SandboxResponse instances(GraphCall call, EventStore.Found found, EventView view, String address) {
        call.options("startDateTime", "endDateTime", "$top", "$skip");
        if (found.instance().isPresent() || !found.item().series()) {
            throw GraphError.of(400, "ErrorInvalidRequest", "The event is no series.");
        }
        Instant from = OutlookTimes.parameter(call.request().query().get("startDateTime", ""), "startDateTime");
        Instant to = OutlookTimes.parameter(call.request().query().get("endDateTime", ""), "endDateTime");
        List<ObjectNode> all = new OutlookSeries(found.item()).between(found.calendar(), from, to).stream()
                .map(instance -> view.instance(found.item(), instance)).toList();
        return paged(call, all, address, "&startDateTime=" + from + "&endDateTime=" + to);
    }

    private SandboxResponse paged(GraphCall call, List<ObjectNode> all, String address, String kept) {
        int skip = Integer.parseInt(call.request().query().first("$skip").filter(text -> text.matches("\\d{1,7}")).orElse("0"));
        int size = call.pageSize(DEFAULT_PAGE, behaviour.pageLimit());
        ObjectNode out = Json.object();
        ArrayNode value = out.putArray("value");
        all.stream().skip(skip).limit(size).forEach(value::add);
        if (skip + size < all.size()) {
            out.put("@odata.nextLink", address + "?$top=" + size + "&$skip=" + (skip + size) + kept);
        }
        return SandboxResponse.json(200, out);
    }
}
