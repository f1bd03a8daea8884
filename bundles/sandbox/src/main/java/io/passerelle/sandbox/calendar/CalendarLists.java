// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.AccessRole;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.ListEntry;
import io.passerelle.sandbox.state.World;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** calendarList: the calendars of an account, with its own settings for each. Runs under the world's lock. */
final class CalendarLists {
    private static final List<String> SETTABLE = List.of("colorId", "selected", "hidden", "summaryOverride", "defaultReminders",
            "notificationSettings");
    private static final List<String> RGB = List.of("backgroundColor", "foregroundColor");
    private static final int DEFAULT_RESULTS = 100;
    private static final int MOST_RESULTS = 250;

    private final World world;
    private final Access access;

    CalendarLists(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    SandboxResponse list(Call call) {
        Params query = call.query();
        if (query.has("syncToken") && query.has("minAccessRole")) {
            throw GoogleError.parameter("minAccessRole", "invalid", "Sync token cannot be used with minAccessRole.");
        }
        int syncOwner = Objects.hash(call.account().email(), "list");
        int pageOwner = Objects.hash(syncOwner, query.get("minAccessRole", ""), query.flag("showDeleted"), query.flag("showHidden"), query.get("syncToken", ""));
        long since = query.first("syncToken").map(t -> ListToken.read(t, 'S', "syncToken").forOwner(syncOwner, "syncToken").after()).orElse(0L);
        ListToken position = query.first("pageToken").map(t -> ListToken.read(t, 'P', "pageToken").forOwner(pageOwner, "pageToken"))
                .orElseGet(() -> new ListToken('P', pageOwner, since, world.version(), 0, 0, world.now(), "|"));
        int limit = Math.min(MOST_RESULTS, Integer.parseInt(query.get("maxResults", "" + DEFAULT_RESULTS)));
        boolean incremental = query.has("syncToken");
        List<ListEntry> chosen = call.account().calendarList().values().stream()
                .filter(e -> version(e) > position.after() && version(e) > position.at() && version(e) <= position.bound())
                .filter(e -> incremental || query.flag("showDeleted") || !e.deleted())
                .filter(e -> incremental || query.flag("showHidden") || !e.settings().path("hidden").asBoolean())
                .filter(e -> query.first("minAccessRole").map(r -> e.role().atLeast(AccessRole.of(r))).orElse(true))
                .sorted(Comparator.comparingLong(this::version)).toList();
        ObjectNode body = Json.object().put("kind", "calendar#calendarList").put("etag", "\"p" + Long.toString(world.version(), 32) + "g\"");
        chosen.stream().limit(limit).forEach(e -> body.withArray("items").add(entry(e)));
        if (chosen.size() > limit) {
            body.put("nextPageToken", new ListToken('P', pageOwner, position.after(), position.bound(), version(chosen.get(limit - 1)), 0,
                    position.issued(), "|").encoded());
        } else {
            body.put("nextSyncToken", new ListToken('S', syncOwner, position.bound(), 0, 0, 0, position.issued(), "|").encoded());
        }
        if (chosen.isEmpty()) {
            body.putArray("items");
        }
        return answer(call, body);
    }

    private long version(ListEntry entry) {
        return Math.max(entry.version(), world.calendar(entry.calendarId()).map(CalendarData::version).orElse(0L));
    }

    SandboxResponse get(Call call) {
        return answer(call, entry(find(call)));
    }

    private ListEntry find(Call call) {
        Access.Seen seen = access.calendar(call.account(), call.variable("calendarId"));
        if (seen.entry().deleted()) {
            throw GoogleError.notFound();
        }
        return seen.entry();
    }

    SandboxResponse change(Call call, boolean patch) {
        ListEntry entry = find(call);
        Preconditions.match(call.request(), etag(entry));
        apply(call, entry, patch);
        return answer(call, entry(entry));
    }

    private void apply(Call call, ListEntry entry, boolean patch) {
        ObjectNode body = call.body();
        boolean rgb = call.flag("colorRgbFormat");
        if (!patch) {
            entry.settings().remove(SETTABLE);
        }
        EventFields.patch(entry.settings(), body, SETTABLE);
        if (rgb) {
            EventFields.patch(entry.settings(), body, RGB);
        } else if (body.has("colorId")) {
            entry.settings().remove(RGB);
        }
        if (!entry.settings().has("defaultReminders")) {
            entry.settings().putArray("defaultReminders");
        }
        entry.touched(world.nextVersion());
    }

    SandboxResponse insert(Call call) {
        String id = call.body().path("id").asText("");
        CalendarData calendar = world.calendar(id).orElseThrow(GoogleError::notFound);
        Account account = call.account();
        if (!account.calendarList().containsKey(id)) {
            throw GoogleError.notFound();
        }
        ListEntry entry = account.calendarList().get(calendar.id());
        entry.deleted(false);
        apply(call, entry, true);
        return answer(call, entry(entry));
    }

    SandboxResponse delete(Call call) {
        ListEntry entry = find(call);
        if (entry.primary() || entry.role() == AccessRole.OWNER && world.calendar(entry.calendarId()).map(CalendarData::owner)
                .filter(call.account().email()::equals).isPresent()) {
            throw GoogleError.of(403, "calendar", "cannotUnsubscribeFromOwnCalendar", "Data owners cannot remove their own calendars from their list.");
        }
        entry.deleted(true);
        entry.touched(world.nextVersion());
        return SandboxResponse.empty(204);
    }

    private String etag(ListEntry entry) {
        return "\"" + (1_700_000_000_000_000L + version(entry)) + "\"";
    }

    ObjectNode entry(ListEntry entry) {
        ObjectNode out = Json.object().put("kind", "calendar#calendarListEntry").put("etag", etag(entry)).put("id", entry.calendarId());
        Optional<CalendarData> calendar = world.calendar(entry.calendarId());
        if (entry.deleted() || calendar.isEmpty()) {
            return out.put("deleted", true);
        }
        ObjectNode meta = calendar.get().meta();
        out.setAll(meta.deepCopy());
        out.setAll(entry.settings().deepCopy());
        String color = out.path("colorId").asText("7");
        if (!out.has("backgroundColor")) {
            out.put("backgroundColor", Palette.calendarBackground(color)).put("foregroundColor", "#000000");
        }
        out.put("accessRole", entry.role().wire());
        if (entry.primary()) {
            out.put("primary", true);
        } else {
            out.put("dataOwner", calendar.get().owner());
        }
        return out;
    }

    private static SandboxResponse answer(Call call, ObjectNode body) {
        String etag = body.get("etag").asText();
        if (Preconditions.unchanged(call.request(), etag)) {
            return SandboxResponse.empty(304).with("ETag", etag);
        }
        return SandboxResponse.json(200, FieldMask.of(call.query()).map(m -> m.apply(body)).orElse(body)).with("ETag", etag);
    }
}
