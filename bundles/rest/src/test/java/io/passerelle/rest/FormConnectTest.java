// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FormConnectTest {
    private RestServer server;

    @BeforeEach
    void start() {
        server = new RestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RestServer.Answer fillIn(String password, String more) {
        return server.post(
                "alice",
                "/user/integrations/dav/connect",
                "{\"capabilities\":[\"CALENDAR_READ\"],\"answers\":{\"user\":\"ann\",\"password\":\"" + password + "\"}" + more + "}");
    }

    @Test
    @DisplayName("The list describes the form, and says nothing of one where OAuth is used")
    void describesTheForm() {
        JsonNode providers = server.get("alice", "/user/integrations").json().get("providers");

        assertThat(providers.get(0).has("form")).isFalse();
        JsonNode form = providers.get(1).get("form");
        assertThat(form.get("farewell").asText()).isEqualTo("Delete the app password");
        assertThat(form.get("fields").get(0).get("identity").asBoolean()).isTrue();
        assertThat(form.get("fields").get(1).get("kind").asText()).isEqualTo("SECRET");
        assertThat(form.get("fields").get(1).get("links").get(0).get("address").asText()).isEqualTo("https://help.example/");
    }

    @Test
    @DisplayName("D01 right answers connect at once: the flow that is answered has ended and needs no cookie")
    void connectsAtOnce() {
        RestServer.Answer answer = fillIn("right", "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("status").asText()).isEqualTo("CONNECTED");
        assertThat(answer.json().get("integration").asText()).isEqualTo(FakeServices.INTEGRATION.toString());
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(server.services.forms.reconnected).containsExactly(Optional.empty());
    }

    @Test
    @DisplayName("E12 a refused password is a problem that names its field, in the caller's language, and does not repeat it")
    void namesTheField() {
        RestServer.Answer answer = fillIn("canary-wrong", "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.json().get("code").asText()).isEqualTo("PASSWORD_REFUSED");
        assertThat(answer.json().get("field").asText()).isEqualTo("password");
        assertThat(answer.http().body()).doesNotContain("canary");
    }

    @Test
    @DisplayName("D10 a reconnection names the integration, and learns what is fixed without a secret")
    void reconnects() {
        String id = FakeServices.INTEGRATION.toString();

        assertThat(fillIn("right", ",\"reconnect\":\"" + id + "\"").status()).isEqualTo(201);
        assertThat(server.services.forms.reconnected).containsExactly(Optional.of(FakeServices.INTEGRATION));
        assertThat(server.get("alice", "/user/integrations/" + id + "/reconnect").json().toString())
                .isEqualTo("{\"answers\":{\"user\":\"ann\"}}");
        assertThat(server.get("bob", "/user/integrations/" + id + "/reconnect").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("Answers that are no texts, or too many, are refused and not repeated")
    void refusesGarbage() {
        StringBuilder many = new StringBuilder("{\"a0\":\"canary\"");
        for (int i = 1; i < 21; i++) {
            many.append(",\"a").append(i).append("\":\"canary\"");
        }
        for (String answers : new String[] {"\"canary\"", "{\"user\":null}", "{\"user\":{\"canary\":1}}", "[\"canary\"]", many + "}"}) {
            RestServer.Answer answer = server.post(
                    "alice",
                    "/user/integrations/dav/connect",
                    "{\"capabilities\":[\"CALENDAR_READ\"],\"answers\":" + answers + "}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.http().body()).doesNotContain("canary");
        }
    }
}
