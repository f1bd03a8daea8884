// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server dies (SIGKILL) while it writes to both sides, and is started again. */
@Tag("long")
class KilledServerIT {
    private static final int KILLS = Integer.getInteger("passerelle.server.kills", 3);
    private static final int EVENTS = 150;

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("passerelle.seed", 20261122L));

    @Test
    @DisplayName("killed while writing, started again: nothing is lost and nothing is twice")
    void survivesBeingKilled() throws Exception {
        try (WholeServer server = new WholeServer(folder, List.of())) {
            BothSides sides = new BothSides(server);
            for (int kill = 0; kill < KILLS; kill++) {
                sides.syncUntilDone(Duration.ofMinutes(5));
                sides.add(EVENTS);
                int before = sides.atGoogle();
                server.google().journal().clear();
                sides.sync();
                server.await(Duration.ofMinutes(1), () -> sides.atGoogle() > before);
                server.runsFor(random.nextInt(700));
                server.kill();
                assertThat(sides.atGoogle()).as("killed after the first write and before the last").isBetween(before + 1, before + EVENTS);
                server.start();
            }
            sides.syncUntilDone(Duration.ofMinutes(5));
            sides.assertInStep();
            sides.syncUntilDone(Duration.ofMinutes(1));
            assertThat(sides.latest().path("counts").path("hostCreated").asInt()).isZero();
            assertThat(sides.latest().path("counts").path("providerCreated").asInt()).isZero();
            sides.assertInStep();
        }
    }
}
