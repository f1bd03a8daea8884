// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.http.Params;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlTest extends SandboxTestBase {

    private GoogleClient.Answer control(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.root() + path)).method(method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return google.send(request.build());
    }

    @Test
    void faultsCanBeAddedSeenAndClearedOverHttp() throws Exception {
        control("POST", "/control/faults", "{\"kind\":\"SERVER_ERROR\",\"operation\":\"events.list\",\"count\":3}").expect(204);
        google.get(EVENTS).expect(500);
        assertThat(control("GET", "/control/state", null).body().get("faults").get(0).get("count").asInt()).isEqualTo(2);
        control("DELETE", "/control/faults", null).expect(204);
        google.get(EVENTS).expect(200);
        control("POST", "/control/faults", "{\"kind\":\"EARTHQUAKE\"}").expect(400);
        control("POST", "/control/faults", "{\"kind\":\"SLOW\",\"count\":0}").expect(400);
    }

    @Test
    void actionsEventsAndRequestsOverHttp() throws Exception {
        control("POST", "/control/actions", "{\"action\":\"addAccount\",\"account\":\"new@gmail.example\"}").expect(204);
        control("POST", "/control/actions", "{\"action\":\"seed\",\"account\":\"new@gmail.example\",\"count\":20}").expect(204);
        assertThat(control("GET", "/control/events?calendar=new%40gmail.example&live=true", null).body().get("items").size()).isGreaterThanOrEqualTo(20);
        String id = control("POST", "/control/events?calendar=" + Params.encode(ANN), "{\"summary\":\"By hand\",\"start\":{\"date\":\"2026-12-01\"},\"end\":{\"date\":\"2026-12-02\"}}")
                .expect(200).body().get("id").asText();
        assertThat(google.get(EVENTS + "/" + id).expect(200).body().get("summary").asText()).isEqualTo("By hand");
        String place = "/control/events?calendar=" + Params.encode(ANN) + "&event=" + id;
        control("PATCH", place, "{\"summary\":\"Changed\"}").expect(200);
        control("DELETE", place, null).expect(204);
        assertThat(google.get(EVENTS + "/" + id).body().get("status").asText()).isEqualTo("cancelled");
        assertThat(control("GET", "/control/requests", null).body().get("items").toString()).contains("events.get").doesNotContain(google.accessToken);
        control("DELETE", "/control/requests", null).expect(204);
        assertThat(control("GET", "/control/state", null).body().get("httpRequests").asInt()).isZero();
        control("POST", "/control/behaviour", "{\"requestsPerMinute\":1}").expect(204);
        google.get("colors").expect(200);
        google.get("colors").expect(403);
        control("POST", "/control/actions", "{\"action\":\"nothing\"}").expect(400);
        control("POST", "/control/actions", "{\"action\":\"expireSyncTokens\",\"calendar\":\"none\"}").expect(400);
    }

    @Test
    void anotherSiteCannotSteerTheSandbox() throws Exception {
        control("POST", "/control/faults", "{\"kind\":\"SLOW\"}", "Origin", "http://evil.example").expect(403);
        control("POST", "/control/faults", "kind=SLOW", "Content-Type", "text/plain").expect(415);
        control("POST", "/delete?account=" + Params.encode(ANN), "", "Origin", "http://localhost:8181").expect(403);
    }

    @Test
    void seedingIsRepeatableAndOfTheStatedMix() throws Exception {
        server.control().addAccount("one@gmail.example", "One", "Europe/Paris");
        server.control().addAccount("two@gmail.example", "Two", "Europe/Paris");
        server.control().seed("one@gmail.example", 400, 5);
        server.control().seed("two@gmail.example", 400, 5);
        List<JsonNode> one = new ArrayList<>(server.control().live("one@gmail.example"));
        List<JsonNode> two = new ArrayList<>(server.control().live("two@gmail.example"));
        assertThat(one).extracting(e -> e.path("summary").asText() + e.path("start")).isEqualTo(two.stream().map(e -> e.path("summary").asText() + e.path("start")).toList());
        long masters = one.stream().filter(e -> e.has("recurrence")).count();
        assertThat(one.stream().filter(e -> !e.has("recurringEventId"))).hasSize(400);
        assertThat(masters).isBetween(40L, 80L);
        assertThat(one.stream().filter(e -> e.has("recurringEventId")).count()).isBetween(masters / 4, masters);
        assertThat(one.stream().filter(e -> e.has("attendees")).count()).isBetween(70L, 150L);
        assertThat(one.stream().filter(e -> e.path("start").has("date")).count()).isBetween(20L, 60L);
    }
}
