// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.RandomIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code calendarView/delta}: what a window of a calendar holds, and then what changed in it. */
final class CalendarDelta {
    private static final int DEFAULT_PAGE = 10;
    private static final int MOST_OPEN = 200;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1825);
    private final MicrosoftWorld world;
    private final MicrosoftBehaviour behaviour;
    private final RandomIds random;
    private final Map<String, Round> rounds = new LinkedHashMap<>();

    CalendarDelta(MicrosoftWorld world, MicrosoftBehaviour behaviour, RandomIds random) {
        this.world = world;
        this.behaviour = behaviour;
        this.random = random;
    }

    /** What is still to be sent of a round, and the token at its end. */
    private record Round(List<ObjectNode> rest, State end) {
    }

    /** Where a caller stands. */
    private record State(String calendar, int generation, Instant from, Instant to, long version) {
        String token() {
            String text = String.join("|", calendar, "" + generation, from.toString(), to.toString(), "" + version);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static State parse(String token) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\\|");
                return new State(parts[0], Integer.parseInt(parts[1]), Instant.parse(parts[2]), Instant.parse(parts[3]), Long.parseLong(parts[4]));
            } catch (RuntimeException malformed) {
                throw GraphError.of(400, "ErrorInvalidUrlQueryFilter", "Badly formed token.");
            }
        }
    }

    /** @param address of this function, which links repeat */
    SandboxResponse handle(GraphCall call, OutlookFolder calendar, String address) {
        call.options("startDateTime", "endDateTime", "$deltatoken", "$skiptoken");
        Optional<String> skip = call.request().query().first("$skiptoken");
        if (skip.isPresent()) {
            Round round = rounds.remove(skip.get());
            if (round == null || round.end().generation() != calendar.generation()) {
                throw GraphError.syncStateNotFound();
            }
            return page(call, round, address);
        }
        Optional<String> token = call.request().query().first("$deltatoken");
        State from = token.isPresent() ? State.parse(token.get()) : begin(call, calendar);
        if (!from.calendar().equals(calendar.id()) || from.generation() != calendar.generation() || from.version() > world.version()) {
            throw GraphError.syncStateNotFound();
        }
        State end = new State(from.calendar(), from.generation(), from.from(), from.to(), world.version());
        return page(call, new Round(changes(call, calendar, from), end), address);
    }

    private static State begin(GraphCall call, OutlookFolder calendar) {
        String start = call.request().query().first("startDateTime").orElseThrow(CalendarDelta::windowMissing);
        String end = call.request().query().first("endDateTime").orElseThrow(CalendarDelta::windowMissing);
        Instant from = OutlookTimes.parameter(start, "startDateTime");
        Instant to = OutlookTimes.parameter(end, "endDateTime");
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST_WINDOW) > 0) {
            throw GraphError.of(400, "ErrorCalendarViewRangeTooBig", "The requested time duration is too long or empty.");
        }
        return new State(calendar.id(), calendar.generation(), from, to, 0);
    }

    private static GraphError windowMissing() {
        return GraphError.of(400, "ErrorInvalidParameter", "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.");
    }

    private SandboxResponse page(GraphCall call, Round round, String address) {
        int size = Math.min(round.rest().size(), call.pageSize(DEFAULT_PAGE, behaviour.pageLimit()));
        ObjectNode out = Json.object().put("@odata.context", address.replaceAll("/v1\\.0/.*", "/v1.0/\\$metadata#Collection(event)"));
        ArrayNode value = out.putArray("value");
        round.rest().subList(0, size).forEach(value::add);
        if (size < round.rest().size()) {
            String skip = random.secret();
            if (rounds.size() >= MOST_OPEN) {
                rounds.remove(rounds.keySet().iterator().next());
            }
            rounds.put(skip, new Round(List.copyOf(round.rest().subList(size, round.rest().size())), round.end()));
            out.put("@odata.nextLink", address + "?$skiptoken=" + skip);
        } else {
            out.put("@odata.deltaLink", address + "?$deltatoken=" + round.end().token());
        }
        return SandboxResponse.json(200, out);
    }

    private List<ObjectNode> changes(GraphCall call, OutlookFolder calendar, State since) {
        EventView view = new EventView(calendar, call);
        List<ObjectNode> out = new ArrayList<>();
        for (OutlookItem item : calendar.items()) {
            if (item.version() > since.version() && item.master().isEmpty()) {
                Optional<OutlookItem> before = since.version() == 0 ? Optional.empty() : item.asOf(since.version());
                Set<String> gone = before.map(state -> inWindow(calendar, state, since)).orElseGet(LinkedHashSet::new);
                gone.removeAll(inWindow(calendar, item, since));
                gone.forEach(id -> out.add(removed(id)));
                add(calendar, item, since, view, out);
            }
        }
        return out;
    }

    private static void add(OutlookFolder calendar, OutlookItem item, State since, EventView view, List<ObjectNode> out) {
        Set<String> now = inWindow(calendar, item, since);
        if (!now.contains(item.id())) {
            return;
        }
        out.add(typed(view.full(item)));
        if (item.series()) {
            for (OutlookSeries.Instance instance : new OutlookSeries(item).between(calendar, since.from(), since.to())) {
                out.add(instance.exception().isPresent() ? typed(view.full(instance.exception().get())) : view.occurrence(item, instance));
            }
        }
    }

    private static ObjectNode typed(ObjectNode event) {
        return Json.object().put("@odata.type", "#microsoft.graph.event").setAll(event);
    }

    private static ObjectNode removed(String id) {
        ObjectNode out = Json.object().put("@odata.type", "#microsoft.graph.event").put("id", id);
        out.putObject("@removed").put("reason", "deleted");
        return out;
    }

    /** Ids of an event, or of a series and its instances, as far as they are in the window. */
    private static Set<String> inWindow(OutlookFolder calendar, OutlookItem item, State window) {
        Set<String> ids = new LinkedHashSet<>();
        if (item.deleted()) {
            return ids;
        }
        if (!item.series()) {
            Instant start = OutlookTimes.read(item.tree().get("start"), "Start").toInstant();
            Instant end = OutlookTimes.read(item.tree().get("end"), "End").toInstant();
            if (start.isBefore(window.to()) && (end.isAfter(window.from()) || start.equals(end) && !start.isBefore(window.from()))) {
                ids.add(item.id());
            }
            return ids;
        }
        new OutlookSeries(item).between(calendar, window.from(), window.to())
                .forEach(instance -> ids.add(OutlookSeries.instanceId(item.id(), instance.date())));
        if (!ids.isEmpty()) {
            ids.add(item.id());
        }
        return ids;
    }
}
