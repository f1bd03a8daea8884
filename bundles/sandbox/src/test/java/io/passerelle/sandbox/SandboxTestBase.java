// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with one connected person, a clock that stands still and repeatable ids. */
abstract class SandboxTestBase {
    static final String ANN = "ann@gmail.example";
    static final String EVENTS = "calendars/primary/events";

    final MutableClock clock = new MutableClock();
    SandboxServer server;
    GoogleClient google;

    @BeforeEach
    void start() throws Exception {
        server = SandboxServer.start(Sandbox.builder().clock(clock).random(new Random(7)).build());
        server.control().addAccount(ANN, "Ann Lee", "Europe/Paris");
        google = new GoogleClient(server).connect(ANN);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    String insert(String body) throws Exception {
        return google.post(EVENTS, body).expect(200).body().get("id").asText();
    }

    static String weekly(String start, String end, String rule) {
        return "{\"summary\":\"Series\",\"start\":{\"dateTime\":\"" + start + "\",\"timeZone\":\"Europe/Paris\"},\"end\":{\"dateTime\":\"" + end
                + "\",\"timeZone\":\"Europe/Paris\"},\"recurrence\":[\"" + rule + "\"]}";
    }
}
