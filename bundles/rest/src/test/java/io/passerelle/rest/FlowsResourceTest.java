// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlowsResourceTest {
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
    @DisplayName("D01 starting a flow tells the page where to go and gives the flow a cookie that scripts cannot read")
    void startSetsTheFlowsCookie() {
        RestServer.Answer answer =
                server.post("alice", "/user/integrations/google/connect", "{\"capabilities\":[\"CALENDAR_READ\"]}");

        assertThat(answer.json().get("authorizationUri").asText()).isEqualTo("http://127.0.0.1/auth");
        assertThat(answer.header("Set-Cookie").orElseThrow())
                .contains("passerelle-flow-flow-1=", "HttpOnly", "SameSite=Lax", "Path=/integrations/api/flows/flow-1");
        assertThat(answer.http().body()).doesNotContain(FakeServices.COOKIE);
    }

    @Test
    @DisplayName("D02 a flow is not completed without its cookie")
    void completionNeedsTheCookie() {
        assertThat(server.post("alice", "/flows/flow-1/complete", "{}").json().get("code").asText())
                .isEqualTo("FLOW_MISMATCH");
    }

    @Test
    @DisplayName("D02 a flow is not completed with another cookie")
    void completionNeedsTheRightCookie() {
        RestServer.Answer answer = server.send(server.as("alice", "POST", "/flows/flow-1/complete", "{}")
                .setHeader("Cookie", "user=alice; passerelle-flow-flow-1=guess"));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    @DisplayName("D03 somebody else's flow does not exist")
    void foreignFlowIsNotFound() {
        assertThat(server.get("bob", "/flows/flow-1").status()).isEqualTo(404);
    }

    @Test
    void theCallbackParksAndSendsTheBrowserToOurOwnPageWithoutItsParameters() {
        RestServer.Answer answer = server.get(null, "/oauth/google/callback?state=good&code=very-secret");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location").orElseThrow())
                .isEqualTo(RestServer.ORIGIN + "/integrations/ui/return.html#flow=flow-1");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        assertThat(server.services.callbacks.get(0).code()).contains("very-secret");
    }

    @Test
    @DisplayName("D03 an unknown state ends on a page that says so")
    void unknownStateIsSaid() {
        assertThat(server.get(null, "/oauth/google/callback?state=bad&code=c").header("Location").orElseThrow())
                .endsWith("#error=FLOW_MISMATCH");
    }

    @Test
    void aParameterThatOccursTwiceCountsAsAbsent() {
        server.get(null, "/oauth/google/callback?state=good&code=a&code=b");

        assertThat(server.services.callbacks.get(0).code()).isEmpty();
    }

    @Test
    void noCapabilityIsABadRequest() {
        RestServer.Answer answer = server.post("alice", "/user/integrations/google/connect", "{\"capabilities\":[]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("capabilities");
    }
}
