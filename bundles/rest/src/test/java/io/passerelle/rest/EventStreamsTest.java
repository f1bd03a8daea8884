// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class EventStreamsTest {
    private RestServer server;

    @BeforeEach
    void start() {
        server = new RestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private BufferedReader open(String user, String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(server.as(user, "GET", path, null).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String untilEvent(BufferedReader stream) throws IOException {
        StringBuilder event = new StringBuilder();
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.isEmpty() && event.indexOf("data:") >= 0) {
                return event.toString();
            }
            if (!line.startsWith(":")) {
                event.append(line).append('\n');
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Test
    void anOpenPageHearsWhatHappens() throws Exception {
        try (BufferedReader stream = open("alice", "/events")) {
            stream.readLine();
            server.services.publish(FakeServices.ALICE, "integration-changed", "{\"integration\":\"i\"}");

            assertThat(untilEvent(stream)).contains("event: integration-changed", "data: {\"integration\":\"i\"}", "id: 1");
        }
    }

    @Test
    void aPageThatWasAwayHearsWhatItMissed() throws Exception {
        server.services.publish(FakeServices.ALICE, "first", "{}");
        server.services.publish(FakeServices.ALICE, "second", "{}");

        try (BufferedReader stream = open("alice", "/events?after=1")) {
            assertThat(untilEvent(stream)).contains("event: second");
        }
    }

    @Test
    void nobodyHearsWhatIsForSomebodyElse() throws Exception {
        server.services.publish(FakeServices.ALICE, "for-alice", "{}");
        server.services.publish(FakeServices.ALICE.organisation(), "for-all", "{}");

        try (BufferedReader stream = open("bob", "/events?after=0")) {
            assertThat(untilEvent(stream)).contains("event: for-all");
        }
    }

    @Test
    void aMalformedPositionIsABadRequest() {
        assertThat(server.get("alice", "/events?after=yesterday").status()).isEqualTo(400);
    }

    @Test
    void withoutSignInThereIsNoStream() {
        assertThat(server.get(null, "/events").status()).isEqualTo(401);
    }
}
