// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls every operation of the generated description, as its user, as nobody, as a stranger, and with garbage. */
class EveryOperationTest {
    private static final String MINE = "/user/integrations/" + FakeServices.INTEGRATION;
    private static RestServer server;

    /** One operation with a request that succeeds. */
    record Operation(String method, String template, String path, String body, String user, int status) {
        String key() {
            return method + " " + template;
        }

        @Override
        public String toString() {
            return key();
        }
    }

    @BeforeAll
    static void start() {
        server = new RestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Operation> operations() {
        String one = "/user/integrations/{id}";
        String pair = MINE + "/pairs/" + FakeServices.PAIR;
        String run = MINE + "/history/" + FakeServices.RUN;
        String held = pair + "/held";
        String settings = "{\"version\":7,\"intervalMinutes\":15,\"pairs\":[{\"kind\":\"CALENDAR\","
                + "\"providerCollection\":\"p\",\"direction\":\"BOTH\"}]}";
        return Stream.of(
                new Operation("GET", "/health", "/health", null, null, 200),
                new Operation("GET", "/openapi.json", "/openapi.json", null, null, 200),
                new Operation("GET", "/user", "/user", null, "alice", 200),
                new Operation("GET", "/user/providers", "/user/providers", null, "alice", 200),
                new Operation("GET", "/providers/{provider}/icon", "/providers/google/icon", null, null, 200),
                new Operation("GET", "/user/integrations", "/user/integrations", null, "alice", 200),
                new Operation("GET", one, MINE, null, "alice", 200),
                new Operation("GET", one + "/collections", MINE + "/collections", null, "alice", 200),
                new Operation("PUT", one + "/settings", MINE + "/settings", settings, "alice", 200),
                new Operation("POST", one + "/sync", MINE + "/sync", "{}", "alice", 202),
                new Operation("POST", one + "/cancel", MINE + "/cancel", "{}", "alice", 200),
                new Operation("POST", one + "/pause", MINE + "/pause", "{}", "alice", 200),
                new Operation("POST", one + "/resume", MINE + "/resume", "{}", "alice", 200),
                new Operation("GET", one + "/disconnect", MINE + "/disconnect", null, "alice", 200),
                new Operation("DELETE", one, MINE + "?copies=keep", null, "alice", 202),
                new Operation("POST", one + "/undo-disconnect", MINE + "/undo-disconnect", "{}", "alice", 200),
                new Operation("GET", one + "/history", MINE + "/history?limit=5", null, "alice", 200),
                new Operation("GET", one + "/history/{run}", MINE + "/history/" + FakeServices.RUN, null, "alice", 200),
                new Operation(
                        "GET", one + "/history/{run}/items", MINE + "/history/" + FakeServices.RUN + "/items", null,
                        "alice", 200),
                new Operation("GET", one + "/pairs/{pair}/held", held, null, "alice", 200),
                new Operation("POST", one + "/pairs/{pair}/held/apply", held + "/apply", "{}", "alice", 200),
                new Operation("POST", one + "/pairs/{pair}/held/discard", held + "/discard", "{}", "alice", 200),
                new Operation("POST", one + "/pairs/{pair}/held/ignore", held + "/ignore", "{}", "alice", 200),
                new Operation("GET", one + "/duplicates", MINE + "/duplicates?limit=5", null, "alice", 200),
                new Operation(
                        "POST", one + "/duplicates/{duplicate}/decide",
                        MINE + "/duplicates/" + FakeReviews.DUPLICATE + "/decide", "{\"verdict\":\"SAME\"}", "alice", 200),
                new Operation(
                        "POST", one + "/pairs/{pair}/duplicates/decide",
                        pair + "/duplicates/decide", "{\"verdict\":\"DIFFERENT\"}", "alice", 200),
                new Operation("GET", one + "/pairs/{pair}/preview", pair + "/preview", null, "alice", 200),
                new Operation("POST", one + "/pairs/{pair}/confirm", pair + "/confirm", "{}", "alice", 202),
                new Operation("GET", one + "/pairs/{pair}/undo", pair + "/undo", null, "alice", 200),
                new Operation("GET", one + "/pairs/{pair}/explain", pair + "/explain?q=stand", null, "alice", 200),
                new Operation("GET", one + "/conflicts", MINE + "/conflicts?open=false", null, "alice", 200),
                new Operation(
                        "POST", one + "/conflicts/{conflict}/decide",
                        MINE + "/conflicts/" + FakeReviews.CONFLICT + "/decide", "{\"chosen\":\"HOST\"}", "alice", 200),
                new Operation("POST", one + "/history/{run}/undo", run + "/undo", "{}", "alice", 200),
                new Operation(
                        "POST", one + "/history/{run}/items/{position}/retry", run + "/items/0/retry", "{}", "alice", 200),
                new Operation("GET", one + "/statistics", MINE + "/statistics?period=WEEK", null, "alice", 200),
                new Operation(
                        "POST", "/user/integrations/{provider}/connect", "/user/integrations/google/connect",
                        "{\"capabilities\":[\"CALENDAR_READ\"]}", "alice", 201),
                new Operation("GET", one + "/reconnect", MINE + "/reconnect", null, "alice", 200),
                new Operation("GET", "/flows/{flow}", "/flows/flow-1", null, "alice", 200),
                new Operation("POST", "/flows/{flow}/complete", "/flows/flow-1/complete", "{}", "alice", 200),
                new Operation("POST", "/flows/{flow}/cancel", "/flows/flow-1/cancel", "{}", "alice", 200),
                new Operation(
                        "GET", "/oauth/{provider}/callback", "/oauth/google/callback?state=good&code=c", null, null, 303),
                new Operation("POST", "/oauth/{provider}/callback", "/oauth/google/callback", "state=good", null, 303),
                new Operation("GET", "/admin/clients", "/admin/clients", null, "carol", 200),
                new Operation(
                        "PUT", "/admin/clients/{provider}", "/admin/clients/google",
                        "{\"clientId\":\"i\",\"clientSecret\":\"s\"}", "carol", 200),
                new Operation("DELETE", "/admin/clients/{provider}", "/admin/clients/google", null, "carol", 204),
                new Operation(
                        "POST", "/admin/clients/{provider}/check", "/admin/clients/google/check", "{}", "carol", 200));
    }

    static Stream<Operation> privateOperations() {
        return operations().filter(operation -> operation.user() != null);
    }

    static Stream<Operation> operationsWithBody() {
        return privateOperations().filter(operation -> operation.body() != null);
    }

    private static HttpRequest.Builder request(Operation operation, String user, String body) {
        HttpRequest.Builder request = server.as(user, operation.method(), operation.path(), body);
        if (operation.template().startsWith("/flows/") && user != null) {
            request.setHeader(
                    "Cookie", "user=" + user + "; passerelle-flow-" + FakeServices.FLOW + "=" + FakeServices.COOKIE);
        }
        if (operation.template().endsWith("/callback") && body != null) {
            request.setHeader("Content-Type", "application/x-www-form-urlencoded").setHeader("Origin", "null");
        }
        return request;
    }

    @Test
    void theListBelowNamesEveryOperationOfTheDescription() {
        JsonNode paths = server.get(null, "/openapi.json").json().get("paths");
        Set<String> described = new TreeSet<>();
        paths.fieldNames()
                .forEachRemaining(path -> paths.get(path)
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method.toUpperCase() + " " + path)));
        described.remove("GET /events"); // has a test of its own, EventStreamsTest

        List<String> exercised = new ArrayList<>(operations().map(Operation::key).toList());

        assertThat(exercised).containsExactlyInAnyOrderElementsOf(described);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void succeedsForItsUser(Operation operation) {
        assertThat(server.send(request(operation, operation.user(), operation.body())).status())
                .isEqualTo(operation.status());
    }

    @ParameterizedTest
    @MethodSource("privateOperations")
    void isRefusedWithoutSignIn(Operation operation) {
        RestServer.Answer answer = server.send(request(operation, null, operation.body()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("code").asText()).isEqualTo("SIGN_IN_REQUIRED");
    }

    @ParameterizedTest
    @MethodSource("privateOperations")
    void showsAStrangerNothing(Operation operation) {
        if (!operation.path().contains(FakeServices.INTEGRATION.toString())
                && !operation.template().startsWith("/flows")) {
            return; // belongs to whoever asks, or to administrators: other tests
        }
        assertThat(server.send(request(operation, "bob", operation.body())).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("privateOperations")
    void isRefusedFromAForeignPage(Operation operation) {
        if (operation.method().equals("GET")) {
            return;
        }
        HttpRequest.Builder request = request(operation, operation.user(), operation.body());
        request.setHeader("Origin", "https://evil.example");

        assertThat(server.send(request).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void garbageIsABadRequestAndNeverOurFault(Operation operation) {
        for (String garbage : List.of(
                "", "[", "null", "[]", "42", "\"x\"", "{\"unknown\":1}", "{\"pairs\":{}}", "{\"a\":" + "[".repeat(100),
                "{\"version\":\"7\",\"intervalMinutes\":1e99,\"pairs\":[null]}", "\u0000\u0001")) {
            int status = server.send(request(operation, operation.user(), garbage)).status();

            assertThat(status).as(garbage).isLessThan(500);
        }
    }

    @ParameterizedTest
    @MethodSource("privateOperations")
    void strangeIdsAndParametersAreNeverOurFault(Operation operation) {
        for (String odd : List.of("x", "%01", "..%3B..", "'--", "%F0%9F%98%80", "a".repeat(2000))) {
            String path = operation.path().replaceAll("[0-9a-f-]{36}|flow-1|google", odd)
                    + (operation.path().contains("?") ? "&" : "?") + "limit=" + odd + "&offset=-1&before=" + odd;
            int status = server.send(server.as(operation.user(), operation.method(), path, operation.body()))
                    .status();

            assertThat(status).as(path).isLessThan(500);
        }
    }

    @ParameterizedTest
    @MethodSource("privateOperations")
    void administrationIsForAdministrators(Operation operation) {
        if (operation.path().startsWith("/admin/")) {
            assertThat(server.send(request(operation, "alice", operation.body())).status())
                    .isEqualTo(403);
        }
    }
}
