// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.item.Item;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real PostgreSQL goes away while a run reads or writes, and comes back. */
class LostDatabaseTest {
    private static final int EVENTS = 400;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "after {0} requests to Google")
    @ValueSource(ints = {1, 3, 6})
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @DisplayName("database gone and back during a run: it ends and says so; the next one finishes, nothing lost, nothing twice")
    void databaseGoneAndBack(int requests) throws Exception {
        int port = freePort();
        EmbeddedPostgres database = database(port);
        try (EmulatedGoogle google = new EmulatedGoogle();
                SyncRig rig = rig(google, database)) {
            google.control.behaviour().pageLimit(50);
            for (int i = 0; i < EVENTS; i++) {
                google.adds("google " + i, i);
            }
            google.control.journal().clear();
            CompletableFuture<Optional<ErrorCode>> run = CompletableFuture.supplyAsync(() -> error(rig));
            awaitRequests(google, requests, run);
            database.close();

            assertThat(run.get(2, TimeUnit.MINUTES)).hasValueSatisfying(code -> assertThat(code)
                    .isIn(ErrorCode.STORE_UNAVAILABLE, ErrorCode.HOST_UNAVAILABLE, ErrorCode.RUN_INTERRUPTED));

            database = database(port);
            rig.expireLease();
            assertThat(rig.run().history().outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
            assertThat(titlesOnHost(rig)).hasSize(EVENTS).isEqualTo(titlesAtGoogle(google));
            assertThat(rig.run().history().counts().writes()).isZero();
        } finally {
            database.close();
        }
    }

    private static Optional<ErrorCode> error(SyncRig rig) {
        try {
            SyncHistory history = rig.run().history();
            return history.error();
        } catch (PasserelleException ended) {
            return Optional.of(ended.code());
        }
    }

    private static void awaitRequests(EmulatedGoogle google, int requests, CompletableFuture<?> run) throws Exception {
        while (google.control.journal().count("events.list") < requests) {
            try {
                run.get(1, TimeUnit.MILLISECONDS);
                throw new AssertionError("the run was faster");
            } catch (TimeoutException stillRunning) {
                assertThat(run).isNotDone();
            }
        }
    }

    private SyncRig rig(EmulatedGoogle google, EmbeddedPostgres database) {
        return new SyncRig(
                database.getJdbcUrl("postgres", "postgres"),
                folder,
                google.root(),
                EmulatedGoogle.ANN,
                google.accessToken,
                Direction.BOTH,
                Clock.systemUTC());
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

    private static List<String> titlesAtGoogle(EmulatedGoogle google) {
        return google.control.live(EmulatedGoogle.ANN).stream()
                .map((ObjectNode event) -> event.path("summary").asText())
                .sorted()
                .toList();
    }

    private static List<String> titlesOnHost(SyncRig rig) {
        List<String> titles = new ArrayList<>();
        try (ItemCollection calendar = rig.openHost();
                ChangeFeed feed = calendar.changesSince(Cursor.START)) {
            while (feed.next() instanceof FeedStep.Page page) {
                page.changes().forEach(change ->
                        titles.add(((Change.Upsert) change).item().map(Item::label).orElseThrow()));
            }
        }
        return titles.stream().sorted().toList();
    }
}
