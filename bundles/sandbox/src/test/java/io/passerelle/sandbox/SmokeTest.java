// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmokeTest {
    @Test
    void aPersonConnectsListsWritesAndSyncs() throws Exception {
        try (SandboxServer server = SandboxServer.start(Sandbox.builder().demoData().build())) {
            GoogleClient google = new GoogleClient(server).connect("alice.sandbox@gmail.example");
            assertThat(google.get("users/me/calendarList").expect(200).body().get("items")).hasSize(3);
            List<String> tokens = new ArrayList<>();
            List<JsonNode> all = google.list("calendars/primary/events?maxResults=10", tokens);
            assertThat(all).hasSizeGreaterThan(38);
            assertThat(tokens).hasSize(1);
            JsonNode made = google.post("calendars/primary/events?sendUpdates=none", GoogleClient.timed("New", "2026-12-01T10:00:00", "2026-12-01T11:00:00"))
                    .expect(200).body();
            List<JsonNode> delta = google.list("calendars/primary/events?syncToken=" + tokens.get(0), tokens);
            assertThat(delta).hasSize(1);
            assertThat(delta.get(0)).isEqualTo(made);
            google.patch("calendars/primary/events/" + made.get("id").asText(), "{\"summary\":\"Changed\"}", "If-Match", made.get("etag").asText()).expect(200);
            google.call("DELETE", "calendars/primary/events/" + made.get("id").asText(), null, "If-Match", made.get("etag").asText()).expect(412);
            google.call("DELETE", "calendars/primary/events/" + made.get("id").asText(), null).expect(204);
            assertThat(google.list("calendars/primary/events?syncToken=" + tokens.get(1), tokens).get(0).get("status").asText()).isEqualTo("cancelled");
        }
    }
}
