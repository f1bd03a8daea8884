// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.oauth.Grants;
import io.passerelle.sandbox.oauth.OAuthApi;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.Outbox;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.World;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Calendar v3: finds the method, checks token, scopes, parameters and body against the description, then runs it alone. */
public final class CalendarApi {
    private static final String SCOPE = "https://www.googleapis.com/auth/";
    private static final Map<String, String> SETTINGS = Map.of("autoAddHangouts", "false", "format24HourTime", "true", "hideWeekends", "false",
            "locale", "en", "showDeclinedEvents", "true", "weekStart", "1", "defaultEventLength", "60");

    private final World world;
    private final Grants grants;
    private final ApiDescription api = ApiDescription.load();
    private final Validator validator = new Validator(api);
    private final CalendarLists lists;
    private final Calendars calendars;
    private final EventReads reads;
    private final EventWrites writes;
    private final Channels channels;

    public CalendarApi(World world, Grants grants, Behaviour behaviour, RandomIds random, Outbox outbox, Supplier<String> root) {
        this.world = world;
        this.grants = grants;
        Access access = new Access(world);
        EventWriter writer = new EventWriter(world);
        this.lists = new CalendarLists(world, access);
        this.calendars = new Calendars(world, access, writer, random);
        this.reads = new EventReads(world, access, behaviour);
        this.writes = new EventWrites(world, access, writer, outbox, behaviour, random);
        this.channels = new Channels(world, access, random, root);
        world.onChange(channels::changed);
    }

    public Channels channels() {
        return channels;
    }

    /** The name of the method behind an address, such as {@code events.list}; empty if there is none. */
    public Optional<String> kind(String verb, List<String> segments) {
        return api.match(verb, segments).map(m -> m.method().name());
    }

    /** Answers one call; {@code segments} stand below {@code calendar/v3}. */
    public SandboxResponse handle(SandboxRequest request, List<String> segments) {
        try {
            ApiDescription.Match match = api.match(request.method(), segments).orElseThrow(() -> api.knows(segments)
                    ? GoogleError.of(405, "global", "httpMethodNotAllowed", "Method Not Allowed") : GoogleError.notFound());
            Grants.AccessData token = OAuthApi.bearer(request).flatMap(grants::access).orElseThrow(GoogleError::unauthenticated);
            Set<String> scopes = token.scopes().stream().filter(s -> s.startsWith(SCOPE)).map(s -> s.substring(SCOPE.length()))
                    .collect(Collectors.toSet());
            if (scopes.stream().noneMatch(match.method().scopes()::contains)) {
                throw GoogleError.insufficientScope(match.method().scopes().stream().sorted().map(s -> SCOPE + s).collect(Collectors.joining(" ")));
            }
            validator.query(match.method(), request.query());
            ObjectNode body = body(match.method(), request);
            return world.locked(() -> {
                Account account = world.account(token.account()).orElseThrow(GoogleError::unauthenticated);
                return run(new Call(match.method().name(), match.variables(), request.query(), body, account, scopes, request));
            });
        } catch (GoogleError error) {
            return error.response();
        }
    }

    private ObjectNode body(ApiDescription.Method method, SandboxRequest request) {
        if (method.body().equals("-")) {
            return null;
        }
        String type = request.header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw GoogleError.badRequest("global", "badContent", "Unsupported content with type: " + type);
        }
        ObjectNode body = Json.request(request.body());
        validator.body(method.body(), body, "");
        return body;
    }

    private SandboxResponse run(Call call) {
        return switch (call.method()) {
            case "calendarList.list" -> lists.list(call);
            case "calendarList.get" -> lists.get(call);
            case "calendarList.insert" -> lists.insert(call);
            case "calendarList.patch" -> lists.change(call, true);
            case "calendarList.update" -> lists.change(call, false);
            case "calendarList.delete" -> lists.delete(call);
            case "calendars.get" -> calendars.get(call);
            case "calendars.insert" -> calendars.insert(call);
            case "calendars.patch" -> calendars.change(call, true);
            case "calendars.update" -> calendars.change(call, false);
            case "calendars.delete" -> calendars.delete(call);
            case "calendars.clear" -> calendars.clear(call);
            case "colors.get" -> SandboxResponse.json(200, Palette.colors());
            case "settings.list" -> settings(call);
            case "settings.get" -> setting(call);
            case "channels.stop" -> channels.stop(call);
            case "events.watch", "calendarList.watch" -> channels.watch(call);
            case "events.list" -> reads.list(call);
            case "events.get" -> reads.get(call);
            case "events.instances" -> reads.instances(call);
            case "events.insert" -> writes.insert(call);
            case "events.import" -> writes.importEvent(call);
            case "events.patch" -> writes.change(call, true);
            case "events.update" -> writes.change(call, false);
            case "events.delete" -> writes.delete(call);
            case "events.move" -> writes.move(call);
            default -> throw GoogleError.notFound();
        };
    }

    private static SandboxResponse settings(Call call) {
        ObjectNode body = Json.object().put("kind", "calendar#settings").put("etag", "\"p1\"").put("nextSyncToken", "0");
        body.withArray("items").add(entry("timezone", call.account().timeZone()));
        SETTINGS.forEach((id, value) -> body.withArray("items").add(entry(id, value)));
        return SandboxResponse.json(200, body);
    }

    private static SandboxResponse setting(Call call) {
        String id = call.variable("setting");
        String value = id.equals("timezone") ? call.account().timeZone() : SETTINGS.get(id);
        if (value == null) {
            throw GoogleError.notFound();
        }
        return SandboxResponse.json(200, entry(id, value));
    }

    private static ObjectNode entry(String id, String value) {
        return Json.object().put("kind", "calendar#setting").put("etag", "\"0\"").put("id", id).put("value", value);
    }
}
