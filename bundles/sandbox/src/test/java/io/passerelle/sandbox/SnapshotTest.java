// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private static final String ANN = "ann@gmail.example";

    @TempDir
    private Path folder;

    private SandboxServer start() throws Exception {
        return SandboxServer.start(Sandbox.builder().client("sandbox-client.apps.example", "kept").folder(folder).demoData().build());
    }

    @Test
    void whatWasThereIsThereAfterARestart() throws Exception {
        String refresh;
        String sync;
        String listSync;
        JsonNode before;
        try (SandboxServer first = start()) {
            first.control().addAccount(ANN, "Ann", "Europe/Paris");
            GoogleClient google = new GoogleClient(first).connect(ANN);
            google.post("calendars/primary/events", GoogleClient.timed("Kept", "2026-12-01T10:00:00", "2026-12-01T11:00:00")).expect(200);
            before = google.get("calendars/primary/events").body();
            sync = before.get("nextSyncToken").asText();
            listSync = google.get("users/me/calendarList").body().get("nextSyncToken").asText();
            refresh = google.refreshToken;
        }
        try (SandboxServer second = start()) {
            GoogleClient google = new GoogleClient(second);
            google.accessToken = google.refresh(refresh).expect(200).body().get("access_token").asText();
            assertThat(google.get("calendars/primary/events").body().get("items")).isEqualTo(before.get("items"));
            assertThat(google.get("calendars/primary/events?syncToken=" + sync).expect(200).body().get("items")).isEmpty();
            assertThat(google.get("users/me/calendarList?syncToken=" + listSync).expect(200).body().get("items")).isEmpty();
            google.post("calendars/primary/events", GoogleClient.timed("New", "2026-12-01T10:00:00", "2026-12-01T11:00:00")).expect(200);
            assertThat(google.get("calendars/primary/events?syncToken=" + sync).expect(200).body().get("items")).hasSize(1);
            assertThat(second.control().live("alice.sandbox@gmail.example")).hasSizeLessThan(60);
        }
    }

    @Test
    void noTokenStandsInTheFile() throws Exception {
        String refresh;
        try (SandboxServer server = start()) {
            server.control().addAccount(ANN, "Ann", "Europe/Paris");
            refresh = new GoogleClient(server).connect(ANN).refreshToken;
        }
        assertThat(Files.readString(folder.resolve("sandbox.json"))).contains(ANN).doesNotContain(refresh, "kept");
    }
}
