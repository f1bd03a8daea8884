// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest extends SandboxTestBase {
    private final BlockingQueue<Headers> received = new LinkedBlockingQueue<>();
    private HttpServer hook;

    @BeforeEach
    void listen() throws Exception {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        hook.createContext("/hook", exchange -> {
            received.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hook.start();
    }

    @AfterEach
    void silence() {
        hook.stop(0);
    }

    private String channel(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"web_hook\",\"token\":\"t-1\",\"address\":\"http://127.0.0.1:" + hook.getAddress().getPort() + "/hook\"}";
    }

    private Headers next() throws InterruptedException {
        Headers headers = received.poll(10, TimeUnit.SECONDS);
        assertThat(headers).isNotNull();
        return headers;
    }

    @Test
    void aChannelIsToldOfItselfAndOfEachChange() throws Exception {
        JsonNode channel = google.post(EVENTS + "/watch", channel("c-1")).expect(200).body();
        assertThat(channel.get("kind").asText()).isEqualTo("api#channel");
        assertThat(Long.parseLong(channel.get("expiration").asText())).isEqualTo(clock.instant().plus(Duration.ofDays(7)).toEpochMilli());
        assertThat(next().getFirst("X-Goog-Resource-State")).isEqualTo("sync");
        insert(GoogleClient.timed("x", "2026-12-01T10:00:00", "2026-12-01T11:00:00"));
        Headers change = next();
        assertThat(change.getFirst("X-Goog-Resource-State")).isEqualTo("exists");
        assertThat(change.getFirst("X-Goog-Channel-ID")).isEqualTo("c-1");
        assertThat(change.getFirst("X-Goog-Channel-Token")).isEqualTo("t-1");
        assertThat(change.getFirst("X-Goog-Message-Number")).isEqualTo("2");
        assertThat(change.getFirst("X-Goog-Resource-ID")).isEqualTo(channel.get("resourceId").asText());
    }

    @Test
    void idsAreUniqueAndAddressesHttps() throws Exception {
        google.post(EVENTS + "/watch", channel("c-1")).expect(200);
        assertThat(google.post(EVENTS + "/watch", channel("c-1")).expect(400).reason()).isEqualTo("channelIdNotUnique");
        assertThat(google.post(EVENTS + "/watch", "{\"id\":\"c-2\",\"type\":\"web_hook\",\"address\":\"http://remote.example/hook\"}").expect(400).reason())
                .isEqualTo("push.webhookUrlNotHttps");
        google.post(EVENTS + "/watch", "{\"id\":\"c-3\",\"type\":\"web_hook\",\"address\":\"https://remote.example/hook\"}").expect(200);
        google.post(EVENTS + "/watch", "{\"id\":\"c-4\",\"type\":\"pigeon\",\"address\":\"https://remote.example/hook\"}").expect(400);
        google.post(EVENTS + "/watch", "{\"type\":\"web_hook\",\"address\":\"https://remote.example/hook\"}").expect(400);
    }

    @Test
    void aStoppedChannelIsGone() throws Exception {
        JsonNode channel = google.post(EVENTS + "/watch", channel("c-1")).expect(200).body();
        String stop = "{\"id\":\"c-1\",\"resourceId\":\"" + channel.get("resourceId").asText() + "\"}";
        google.post("channels/stop", "{\"id\":\"c-1\",\"resourceId\":\"other\"}").expect(404);
        google.post("channels/stop", stop).expect(204);
        google.post("channels/stop", stop).expect(404);
    }
}
