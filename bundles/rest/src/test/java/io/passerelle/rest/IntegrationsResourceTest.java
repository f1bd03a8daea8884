// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationsResourceTest {
    private static final String MINE = "/user/integrations/" + FakeServices.INTEGRATION;
    private RestServer server;

    @BeforeEach
    void start() {
        server = new RestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thePageGetsEverythingInOneCall() {
        JsonNode page = server.get("alice", "/user/integrations").json();

        JsonNode integration = page.at("/integrations/0");
        assertThat(integration.get("account").asText()).isEqualTo("alice@example.org");
        assertThat(integration.get("status").asText()).isEqualTo("CONNECTED");
        assertThat(integration.at("/missingCapabilities/0").asText()).isEqualTo("CALENDAR_WRITE");
        assertThat(integration.at("/pairs/0/latest/counts/hostCreated").asInt()).isEqualTo(412);
        assertThat(page.at("/providers/0/name").asText()).isEqualTo("Google");
        assertThat(page.get("eventId").asLong()).isZero();
    }

    @Test
    void aWrongFieldIsNamed() {
        RestServer.Answer answer = server.send(server.as(
                "alice", "PUT", MINE + "/settings",
                "{\"version\":7,\"intervalMinutes\":15,\"pairs\":[{\"kind\":\"CALENDAR\","
                        + "\"providerCollection\":\"p\",\"direction\":\"SIDEWAYS\"}]}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("pairs[0].direction");
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aMissingFieldIsNamed() {
        RestServer.Answer answer = server.send(server.as("alice", "PUT", MINE + "/settings", "{\"version\":7}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("pairs");
    }

    @Test
    void aTimeThatNoDatabaseKnowsIsRefused() {
        for (String time : List.of("%2B1000000000-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z", "0000-12-31T00:00:00Z")) {
            RestServer.Answer answer = server.get("alice", MINE + "/history?before=" + time);

            assertThat(answer.status()).as(time).isEqualTo(400);
            assertThat(answer.json().get("field").asText()).isEqualTo("before");
        }
        assertThat(server.get("alice", MINE + "/history?before=2026-03-01T10:00:00Z").status())
                .isEqualTo(200);
    }

    @Test
    void aChangeMadeFromAnOldVersionIsRefused() {
        RestServer.Answer answer = server.send(
                server.as("alice", "PUT", MINE + "/settings", "{\"version\":6,\"intervalMinutes\":15,\"pairs\":[]}"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").asText()).isEqualTo("STALE_VERSION");
    }

    @Test
    void anErrorIsExplainedInTheReadersLanguage() {
        server.services.failure = PasserelleException.of(ErrorCode.GRANT_LOST);

        JsonNode problem = server.send(server.as("alice", "GET", MINE + "/collections", null)
                        .header("Accept-Language", "fr-CA,fr;q=0.9,en;q=0.5"))
                .json();

        assertThat(problem.get("title").asText()).contains("ne nous laisse plus entrer");
        assertThat(problem.get("reference").asText()).hasSize(16);
    }

    @Test
    void ourOwnFaultShowsNothingOfItself() {
        server.services.failure = new IllegalStateException("jdbc:h2:secret");

        RestServer.Answer answer = server.get("alice", "/user/integrations");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.http().body()).doesNotContain("jdbc", "Exception", "at io.");
    }

    @Test
    void aDelayAskedForIsPassedOn() {
        server.services.failure =
                PasserelleException.of(ErrorCode.RATE_LIMITED_BY_PROVIDER).retryAfter(Duration.ofMillis(29_001));

        RestServer.Answer answer = server.get("alice", MINE + "/collections");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).contains("30");
    }

    @Test
    void aBodyBeyondTheBoundIsRefused() {
        RestServer.Answer answer = server.post("alice", MINE + "/sync", "{\"a\":\"" + "x".repeat(Gate.LARGEST_BODY) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void anUnsafeRequestWithoutOurHeaderIsRefused() {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(MINE + "/pause"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .header("Cookie", "user=alice")
                .header("Origin", RestServer.ORIGIN);

        assertThat(server.send(request).status()).isEqualTo(403);
    }

    @Test
    void anUnsafeRequestThatIsNotJsonIsRefused() {
        HttpRequest.Builder request =
                server.as("alice", "POST", MINE + "/pause", "{}").setHeader("Content-Type", "text/plain");

        assertThat(server.send(request).status()).isEqualTo(400);
    }

    @Test
    void answersAreNeitherCachedNorSniffed() {
        RestServer.Answer answer = server.get("alice", "/user/integrations");

        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void anIconRunsNothing() {
        RestServer.Answer answer = server.get(null, "/providers/google/icon");

        assertThat(answer.header("Content-Security-Policy").orElseThrow()).contains("sandbox", "default-src 'none'");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void healthIsDownWithoutTheStore() {
        server.services.storeDown = true;

        RestServer.Answer answer = server.get(null, "/health");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
    }

    @Test
    void aMethodThatAnAddressLacksIsRefusedWithThoseThatItHas() {
        RestServer.Answer answer = server.send(server.as("alice", "PATCH", MINE, "{}"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow").orElseThrow()).contains("GET", "DELETE").doesNotContain("PATCH", "PUT");
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "FOO", "get"})
    void aMethodThatNothingAnswersToIsRefusedWhoeverAsks(String method) {
        for (String user : Arrays.asList(null, "alice")) {
            RestServer.Answer answer = server.send(server.as(user, method, MINE, null).header("X-Secret", "canary"));

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).contains("GET, HEAD, POST, PUT, DELETE, OPTIONS");
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
            assertThat(answer.json().get("status").asInt()).isEqualTo(405);
            assertThat(answer.http().body()).doesNotContain("canary");
        }
    }
}
