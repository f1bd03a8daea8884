// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.SyncService.RunReport;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a pair when its calendars are renamed, or may no longer be changed. */
class CollectionPathsTest {
    @TempDir
    private Path folder;

    private SyncedWorld world;
    private UserIntegration integration;

    @BeforeEach
    void inStep() throws Exception {
        world = new SyncedWorld(folder, Duration.ZERO);
        integration = world.synced();
        world.hostUserAdds(4);
        world.run(integration);
        world.run(integration);
        assertThat(world.titlesAtGoogle()).isEqualTo(world.titlesOnHost()).hasSize(4);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private SyncHistory run() {
        world.connect.clock.advance(Duration.ofMinutes(15));
        RunReport report = world.run(integration);
        assertThat(report.error()).isEmpty();
        return report.runs().get(0);
    }

    @Test
    @DisplayName("A04 Google takes the right to write back and gives it again: imports go on, the rest waits and is caught up")
    void readOnlyForAWhile() {
        world.connect.google.share(GoogleWorld.ANN, GoogleWorld.ANN, "reader");
        world.hostUserAdds(1);
        world.hostUserDeletes("host 1");
        world.googleUserAdds(1);

        SyncHistory closed = run();

        assertThat(closed.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(closed.error()).contains(ErrorCode.PROVIDER_NOW_READ_ONLY);
        assertThat(closed.counts().failed()).isZero();
        assertThat(world.card(integration).status()).isEqualTo(IntegrationStatus.CONNECTED);
        assertThat(world.titlesOnHost()).hasSize(5).contains("host 5").doesNotContain("host 1");
        assertThat(world.titlesAtGoogle()).hasSize(5).contains("host 1").doesNotContain("host 5");
        world.connect.google.share(GoogleWorld.ANN, GoogleWorld.ANN, "owner");

        SyncHistory open = run();

        assertThat(open.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(world.titlesAtGoogle()).isEqualTo(world.titlesOnHost()).hasSize(5).contains("host 5");
        assertThat(world.titlesAtGoogle()).doesNotContain("host 1");
        assertThat(run().counts().writes()).isZero();
    }

    @Test
    @DisplayName("calendars that are renamed on either side are shown by their new names")
    void namesAreFollowed() {
        world.hostUserRenamesCalendar("Agenda d’Alice");
        world.connect.google.renameCalendar(GoogleWorld.ANN, "Ann's meetings");

        assertThat(run().outcome()).isEqualTo(SyncOutcome.SUCCEEDED);

        assertThat(world.card(integration).pairs()).extracting(SyncPair::hostName).containsExactly("Agenda d’Alice");
        assertThat(world.card(integration).pairs()).extracting(SyncPair::providerName).containsExactly("Ann's meetings");
    }
}
