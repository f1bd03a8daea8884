// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database of the whole server goes away while a sync is under way, and comes back. */
@Tag("long")
class LostDatabaseIT {
    private static final int EVENTS = 200;

    @TempDir
    Path folder;

    @Test
    @DisplayName("database gone and back while syncing: requests are answered and say so; then nothing is lost and nothing is twice")
    void databaseGoneAndBack() throws Exception {
        int port = freePort();
        EmbeddedPostgres database = database(port);
        try (WholeServer server = new WholeServer(folder, List.of(
                "url = jdbc:postgresql://127.0.0.1:" + port + "/postgres", "user = postgres"))) {
            BothSides sides = new BothSides(server);
            sides.syncUntilDone(Duration.ofMinutes(2));
            sides.add(EVENTS);
            int before = sides.atGoogle();
            sides.sync();
            server.await(Duration.ofMinutes(1), () -> sides.atGoogle() > before);
            database.close();

            server.await(Duration.ofMinutes(1), () -> server.status("/health") == 503);
            JsonNode problem = server.get("/user/integrations");
            // the embedded host keeps its sessions in the same database
            assertThat(problem.path("code").asText()).isIn("STORE_UNAVAILABLE", "HOST_UNAVAILABLE");
            assertThat(problem.path("status").asInt()).isEqualTo(503);
            assertThat(problem.toString()).doesNotContain("Exception", "jdbc", "postgres");

            database = database(port);
            server.await(Duration.ofMinutes(2), () -> server.status("/health") == 200);
            sides.syncUntilDone(Duration.ofMinutes(6));
            sides.assertInStep();
        } finally {
            database.close();
        }
    }

    private EmbeddedPostgres database(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
