// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.StoredEvent;
import io.passerelle.sandbox.state.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** events: get, list, instances. Runs under the world's lock. */
final class EventReads {
    private final World world;
    private final Access access;
    private final Behaviour behaviour;

    EventReads(World world, Access access, Behaviour behaviour) {
        this.world = world;
        this.access = access;
        this.behaviour = behaviour;
    }

    SandboxResponse get(Call call) {
        CalendarData calendar = access.readable(call).calendar();
        ObjectNode event = Instances.find(calendar, call.variable("eventId")).orElseThrow(GoogleError::notFound);
        return EventView.of(call, calendar).respond(event);
    }

    /** One page as it is being collected. */
    private static final class Page {
        private final List<byte[]> items = new ArrayList<>();
        private long at;
        private boolean more;
    }

    SandboxResponse list(Call call) {
        Access.Seen seen = access.readable(call);
        CalendarData calendar = seen.calendar();
        ListQuery query = ListQuery.of(call.query());
        Optional<ListToken> since = query.params().first("syncToken").map(t -> checked(t, query, calendar));
        ListToken position = query.params().first("pageToken")
                .map(t -> ListToken.read(t, 'P', "pageToken").forOwner(query.pageOwner(calendar.id()), "pageToken"))
                .orElseGet(() -> new ListToken('P', query.pageOwner(calendar.id()), since.map(ListToken::after).orElse(0L), world.version(), 0,
                        calendar.epoch(), world.now(), since.map(ListToken::window).orElse(query.window())));
        if (position.epoch() != calendar.epoch() && query.incremental()) {
            throw GoogleError.fullSyncRequired();
        }
        ListQuery windowed = query.within(position.window()).limited(behaviour.pageLimit());
        EventView view = EventView.of(call, calendar);
        Page page = windowed.sorted() ? sorted(windowed, calendar, position, view) : stream(windowed, calendar, position, view);
        ObjectNode head = head(seen);
        if (page.more) {
            head.put("nextPageToken", new ListToken('P', position.owner(), position.after(), position.bound(), page.at, position.epoch(),
                    position.issued(), position.window()).encoded());
        } else if (query.endsInSyncToken()) {
            head.put("nextSyncToken", new ListToken('S', query.syncOwner(calendar.id()), position.bound(), 0, 0, calendar.epoch(),
                    position.issued(), position.window()).encoded());
        }
        return answer(call, head, page.items);
    }

    private ListToken checked(String token, ListQuery query, CalendarData calendar) {
        ListToken read = ListToken.read(token, 'S', "syncToken").forOwner(query.syncOwner(calendar.id()), "syncToken");
        if (read.epoch() != calendar.epoch() || read.issued().plus(behaviour.syncTokenLifetime()).isBefore(world.now())) {
            throw GoogleError.fullSyncRequired();
        }
        return read;
    }

    /** Unsorted listings follow the order of change: stable, and what changes meanwhile comes with the next sync token. */
    private static Page stream(ListQuery query, CalendarData calendar, ListToken position, EventView view) {
        Page page = new Page();
        for (StoredEvent event : calendar.changes(Math.max(position.after(), position.at()), position.bound())) {
            byte[] shown = shown(query, calendar, event, view);
            if (shown != null) {
                if (page.items.size() == query.maxResults()) {
                    page.more = true;
                    return page;
                }
                page.items.add(shown);
            }
            page.at = event.version();
        }
        return page;
    }

    /** An event as it appears in the listing, null if it does not. */
    private static byte[] shown(ListQuery query, CalendarData calendar, StoredEvent event, EventView view) {
        if (event.cancelled()) {
            boolean cancelledInstance = event.masterId() != null && calendar.event(event.masterId()).map(m -> !m.cancelled()).orElse(false);
            boolean wanted = query.incremental() || query.showDeleted() || query.updatedMin().isPresent() || cancelledInstance;
            if (!wanted || query.looksInside() && !query.accepts(event.tree())) {
                return null;
            }
            return query.showDeleted() && event.masterId() == null ? view.bytes(event) : Json.bytes(event.tombstone());
        }
        if (query.looksInside()) {
            ObjectNode tree = event.tree();
            if (!query.accepts(tree) || !Occurrences.touches(tree, query.timeMin(), query.timeMax(), calendar.zone())) {
                // An event that has left the window is gone for whoever syncs the window.
                return query.incremental() && query.accepts(tree) ? Json.bytes(event.tombstone()) : null;
            }
        }
        return view.bytes(event);
    }

    private static Page sorted(ListQuery query, CalendarData calendar, ListToken position, EventView view) {
        List<ObjectNode> all = new ArrayList<>();
        for (StoredEvent event : calendar.changes(position.after(), position.bound())) {
            collect(query, calendar, event, all);
        }
        Comparator<ObjectNode> order = "updated".equals(query.params().get("orderBy", ""))
                ? Comparator.comparing(e -> e.path("updated").asText())
                : Comparator.comparing(e -> e.has("start") ? EventTimes.instant(e.get("start"), calendar.zone()) : Instant.MIN);
        all.sort(order);
        Page page = new Page();
        for (int i = (int) position.at(); i < all.size(); i++) {
            if (page.items.size() == query.maxResults()) {
                page.more = true;
                page.at = i;
                return page;
            }
            page.items.add(Json.bytes(view.shown(all.get(i))));
        }
        return page;
    }

    private static void collect(ListQuery query, CalendarData calendar, StoredEvent event, List<ObjectNode> all) {
        ObjectNode tree = event.tree();
        if (!query.accepts(tree)) {
            return;
        }
        boolean deletedWanted = query.incremental() || query.showDeleted() || query.updatedMin().isPresent();
        if (!query.singleEvents()) {
            if ((!event.cancelled() || deletedWanted) && Occurrences.touches(tree, query.timeMin(), query.timeMax(), calendar.zone())) {
                all.add(tree);
            }
        } else if (event.cancelled()) {
            if (deletedWanted) {
                all.add(query.showDeleted() ? tree : event.tombstone());
            }
        } else if (tree.has("recurrence")) {
            all.addAll(Occurrences.expand(calendar, tree, query.timeMin(), query.timeMax(), false).stream().filter(i -> !stored(calendar, i)).toList());
        } else if (Occurrences.touches(tree, query.timeMin(), query.timeMax(), calendar.zone())) {
            all.add(tree);
        }
    }

    private static boolean stored(CalendarData calendar, ObjectNode instance) {
        return calendar.event(instance.get("id").asText()).isPresent();
    }

    SandboxResponse instances(Call call) {
        Access.Seen seen = access.readable(call);
        CalendarData calendar = seen.calendar();
        StoredEvent master = calendar.event(call.variable("eventId")).orElseThrow(GoogleError::notFound);
        ObjectNode tree = master.tree();
        if (!tree.has("recurrence")) {
            throw GoogleError.invalid("The event is not a recurring event.");
        }
        ListQuery query = ListQuery.of(call.query());
        List<ObjectNode> all = master.cancelled() ? List.of()
                : Occurrences.expand(calendar, tree, query.timeMin(), query.timeMax(), query.showDeleted());
        Optional<String> original = call.query().first("originalStart");
        List<ObjectNode> chosen = all.stream().filter(i -> original.map(o -> begins(i, o)).orElse(true)).toList();
        int owner = query.pageOwner(calendar.id() + "/" + master.id());
        int from = call.query().first("pageToken").map(t -> (int) ListToken.read(t, 'P', "pageToken").forOwner(owner, "pageToken").at()).orElse(0);
        EventView view = EventView.of(call, calendar);
        List<byte[]> items = chosen.stream().skip(from).limit(query.maxResults()).map(i -> Json.bytes(view.shown(i))).toList();
        ObjectNode head = head(seen);
        if (from + items.size() < chosen.size()) {
            head.put("nextPageToken", new ListToken('P', owner, 0, 0, from + items.size(), 0, world.now(), "|").encoded());
        }
        return answer(call, head, items);
    }

    private static boolean begins(ObjectNode instance, String original) {
        if (instance.get("originalStartTime").has("date")) {
            return instance.get("originalStartTime").get("date").asText().equals(original);
        }
        try {
            return OffsetDateTime.parse(instance.get("originalStartTime").get("dateTime").asText()).toInstant()
                    .equals(OffsetDateTime.parse(original).toInstant());
        } catch (DateTimeException malformed) {
            throw GoogleError.parameter("originalStart", "invalidParameter", "Invalid value for: originalStart.");
        }
    }

    private ObjectNode head(Access.Seen seen) {
        CalendarData calendar = seen.calendar();
        ObjectNode head = Json.object().put("kind", "calendar#events")
                .put("etag", "\"p" + Long.toString(Math.max(calendar.lastChange(), calendar.version()), 32) + "o\"")
                .put("summary", calendar.meta().path("summary").asText()).put("description", calendar.meta().path("description").asText(""))
                .put("updated", EventWriter.stamp(world.now())).put("timeZone", calendar.zone().getId()).put("accessRole", seen.role().wire());
        head.set("defaultReminders", seen.entry().settings().path("defaultReminders").deepCopy());
        return head;
    }

    private static SandboxResponse answer(Call call, ObjectNode head, List<byte[]> items) {
        Optional<FieldMask> mask = FieldMask.of(call.query());
        if (mask.isPresent()) {
            items.forEach(i -> head.withArray("items").add(Json.stored(i)));
            return SandboxResponse.json(200, mask.get().apply(head));
        }
        byte[] start = Json.bytes(head);
        ByteArrayOutputStream out = new ByteArrayOutputStream(start.length + 16 + items.stream().mapToInt(i -> i.length + 1).sum());
        out.write(start, 0, start.length - 1);
        out.writeBytes(",\"items\":[".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(items.get(i));
        }
        out.write(']');
        out.write('}');
        return SandboxResponse.json(200, out.toByteArray()).with("ETag", head.get("etag").asText());
    }
}
