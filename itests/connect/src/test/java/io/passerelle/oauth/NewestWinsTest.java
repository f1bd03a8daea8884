// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.SyncService.RunReport;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.UserIntegration;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both people change the same thing: the later one counts, whichever side it was on. */
class NewestWinsTest {
    @TempDir
    private Path folder;

    private SyncedWorld world;
    private UserIntegration integration;

    @BeforeEach
    void inStep() throws Exception {
        world = new SyncedWorld(folder, Duration.ZERO);
        integration = world.synced(ConflictPolicy.NEWEST);
        world.hostUserAdds(1);
        world.run(integration);
        world.run(integration);
        assertThat(world.titlesAtGoogle()).isEqualTo(world.titlesOnHost()).hasSize(1);
        later();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void later() {
        world.connect.clock.advance(Duration.ofMinutes(1));
    }

    private void assertBothSidesSay(String title) {
        RunReport report = world.run(integration);
        assertThat(report.error()).isEmpty();
        assertThat(report.runs()).extracting(run -> run.counts().conflicts()).containsExactly(1);
        assertThat(world.titlesOnHost()).containsExactly(title);
        assertThat(world.titlesAtGoogle()).containsExactly(title);
    }

    @Test
    @DisplayName("A12 the newest change wins: the host's, when it is the later one")
    void hostIsLater() {
        world.googleUserRenames("Ann's, earlier");
        later();
        world.hostUserRenames("Alice's, later");

        assertBothSidesSay("Alice's, later");
    }

    @Test
    @DisplayName("A12 the newest change wins: Google's, when it is the later one")
    void googleIsLater() {
        world.hostUserRenames("Alice's, earlier");
        later();
        world.googleUserRenames("Ann's, later");

        assertBothSidesSay("Ann's, later");
    }
}
