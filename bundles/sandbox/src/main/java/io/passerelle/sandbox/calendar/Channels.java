// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Push channels ({@code web_hook}): created, stopped, expired, told of changes. Only loopback addresses are called. */
public final class Channels {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final World world;
    private final Access access;
    private final RandomIds random;
    private final Supplier<String> root;
    private Consumer<Notification> sender = notification -> { };

    /** One open channel. */
    record Channel(String id, String account, String calendarId, String resourceId, String resourceUri, URI address, String token,
            Instant expires, int messages) {
        Channel next() {
            return new Channel(id, account, calendarId, resourceId, resourceUri, address, token, expires, messages + 1);
        }
    }

    /** One message to a channel's address: {@code X-Goog-} headers and no body. */
    public record Notification(URI address, Map<String, String> headers) {
        @Override
        public String toString() {
            return "Notification";
        }
    }

    Channels(World world, Access access, RandomIds random, Supplier<String> root) {
        this.world = world;
        this.access = access;
        this.random = random;
        this.root = root;
    }

    /** Who delivers messages; must not block. */
    public void sender(Consumer<Notification> delivery) {
        sender = delivery;
    }

    SandboxResponse watch(Call call) {
        ObjectNode body = call.body();
        String id = body.path("id").asText("");
        if (!id.matches("[A-Za-z0-9\\-_+/=]{1,64}")) {
            throw GoogleError.badRequest("global", "invalid", "Invalid channel id; 1 to 64 characters of [A-Za-z0-9\\-_+/=].");
        }
        if (!"web_hook".equals(body.path("type").asText()) && !"webhook".equals(body.path("type").asText())) {
            throw GoogleError.badRequest("global", "invalid", "Unknown channel type.");
        }
        if (body.path("token").asText("").length() > 256) {
            throw GoogleError.badRequest("global", "invalid", "The channel token is longer than 256 characters.");
        }
        if (channels.containsKey(id)) {
            throw GoogleError.badRequest("global", "channelIdNotUnique", "Channel id " + id + " not unique");
        }
        String calendarId = call.method().startsWith("events") ? access.readable(call).calendar().id() : null;
        Instant latest = world.now().plus(LONGEST);
        Instant wished = body.has("expiration") ? Instant.ofEpochMilli(body.get("expiration").asLong())
                : body.path("params").has("ttl") ? world.now().plusSeconds(Math.max(0, body.get("params").get("ttl").asLong())) : latest;
        String resource = calendarId == null ? "/users/me/calendarList" : "/calendars/" + calendarId.replace("@", "%40") + "/events";
        Channel channel = new Channel(id, call.account().email(), calendarId, random.eventId(), root.get() + "/calendar/v3" + resource + "?alt=json",
                address(body.path("address").asText("")), body.path("token").asText(null), wished.isBefore(latest) ? wished : latest, 1);
        channels.put(id, channel);
        send(channel, "sync");
        ObjectNode answer = Json.object().put("kind", "api#channel").put("id", id).put("resourceId", channel.resourceId())
                .put("resourceUri", channel.resourceUri()).put("expiration", "" + channel.expires().toEpochMilli());
        if (channel.token() != null) {
            answer.put("token", channel.token());
        }
        return SandboxResponse.json(200, answer);
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text);
            boolean local = uri.getHost() != null && LOOPBACK.contains(uri.getHost());
            if ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && local) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            throw GoogleError.badRequest("global", "push.webhookUrlNotHttps", "WebHook callback must be HTTPS: " + text);
        }
        throw GoogleError.badRequest("global", "push.webhookUrlNotHttps", "WebHook callback must be HTTPS: " + text);
    }

    SandboxResponse stop(Call call) {
        Channel channel = channels.get(call.body().path("id").asText(""));
        if (channel == null || !channel.resourceId().equals(call.body().path("resourceId").asText())
                || !channel.account().equals(call.account().email())) {
            throw GoogleError.of(404, "global", "notFound", "Channel '" + call.body().path("id").asText("") + "' not found for project");
        }
        channels.remove(channel.id());
        return SandboxResponse.empty(204);
    }

    /** Tells everybody who watches this calendar. */
    void changed(String calendarId) {
        Instant now = world.now();
        channels.values().removeIf(c -> c.expires().isBefore(now));
        List<Channel> told = new ArrayList<>();
        for (Channel channel : channels.values()) {
            if (calendarId.equals(channel.calendarId())) {
                told.add(channel.next());
            }
        }
        for (Channel channel : told) {
            channels.put(channel.id(), channel);
            send(channel, "exists");
        }
    }

    private void send(Channel channel, String state) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Goog-Channel-ID", channel.id());
        headers.put("X-Goog-Resource-ID", channel.resourceId());
        headers.put("X-Goog-Resource-URI", channel.resourceUri());
        headers.put("X-Goog-Resource-State", state);
        headers.put("X-Goog-Message-Number", "" + channel.messages());
        headers.put("X-Goog-Channel-Expiration", channel.expires().toString());
        if (channel.token() != null) {
            headers.put("X-Goog-Channel-Token", channel.token());
        }
        if (channel.address().getHost() != null && LOOPBACK.contains(channel.address().getHost())) {
            sender.accept(new Notification(channel.address(), headers));
        }
    }
}
