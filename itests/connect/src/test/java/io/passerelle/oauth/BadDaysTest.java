// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.SyncedWorld.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.IntegrationView;
import io.passerelle.api.SyncService.RunReport;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees, and what becomes of their data, when things go wrong between us and Google. */
class BadDaysTest {
    @TempDir
    private Path folder;

    private SyncedWorld world;

    private void open(Duration ourClockIsAhead) throws Exception {
        world = new SyncedWorld(folder, ourClockIsAhead);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void assertSucceeds(UserIntegration integration) {
        RunReport report = world.run(integration);
        assertThat(report.error()).isEmpty();
        assertThat(report.runs()).extracting(run -> run.outcome()).containsOnly(SyncOutcome.SUCCEEDED);
    }

    /** Nothing is lost, nothing is twice, and there is nothing left to do. */
    private void assertInStep(UserIntegration integration, int events) {
        assertSucceeds(integration);
        assertThat(world.titlesOnHost()).hasSize(events).doesNotHaveDuplicates().isEqualTo(world.titlesAtGoogle());
        RunReport quiet = world.run(integration);
        assertThat(quiet.runs()).extracting(run -> run.counts().writes()).containsOnly(0);
    }

    @ParameterizedTest(name = "we are {0} ahead")
    @ValueSource(strings = {"PT5M", "PT-5M"})
    @DisplayName("E20 our clock is five minutes off: connecting, renewing and both directions work, nothing is twice")
    void clockIsOff(Duration ahead) throws Exception {
        open(ahead);
        UserIntegration integration = world.synced();
        world.googleUserAdds(6);
        world.hostUserAdds(6);
        assertInStep(integration, 12);

        world.connect.clock.advance(Duration.ofMinutes(58));
        world.googleUserAdds(3);
        world.hostUserAdds(2);
        assertInStep(integration, 17);

        world.connect.clock.advance(Duration.ofHours(3));
        world.googleUserAdds(1);
        assertInStep(integration, 18);
        assertThat(world.card(integration).status()).isEqualTo(IntegrationStatus.CONNECTED);
    }

    @ParameterizedTest(name = "at the {0}. request")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    @DisplayName("E16 access is withdrawn during a run: it ends, the person is asked to reconnect, and then nothing is lost or twice")
    void withdrawnWhileSyncing(int request) throws Exception {
        open(Duration.ZERO);
        UserIntegration integration = world.synced();
        world.connect.google.behaviour().pageLimit(4);
        world.googleUserAdds(9);
        world.hostUserAdds(60);
        world.withdrawAtToken(request);

        RunReport report = world.run(integration);

        assertThat(report.error()).contains(ErrorCode.GRANT_LOST);
        IntegrationView card = world.card(integration);
        assertThat(card.status()).isEqualTo(IntegrationStatus.NEEDS_REAUTH);
        assertThat(card.problem()).contains(ErrorCode.GRANT_LOST);
        assertThat(world.run(integration).runs()).as("no run without a grant").isEmpty();

        world.connect.reconnect(integration, GoogleWorld.ANN);
        assertThat(world.card(integration).status()).as("right after reconnecting").isEqualTo(IntegrationStatus.CONNECTED);
        assertInStep(integration, 69);
    }

    @Test
    @DisplayName("E12 Google refuses fresh tokens: a stated failure that passes by itself, without a reconnect")
    void refusesFreshTokens() throws Exception {
        open(Duration.ZERO);
        UserIntegration integration = world.synced();
        world.googleUserAdds(3);
        world.connect.google.fault(Fault.next(FaultKind.UNAUTHORIZED, "events.list").times(1000));
        for (int i = 0; i < 3; i++) {
            assertThat(world.run(integration).error()).contains(ErrorCode.TOKEN_REJECTED);
            world.connect.clock.advance(Duration.ofSeconds(20));
        }
        assertThat(world.card(integration).status()).isEqualTo(IntegrationStatus.FAILING);
        assertThat(world.card(integration).problem()).contains(ErrorCode.TOKEN_REJECTED);

        world.connect.google.clearFaults();

        assertInStep(integration, 3);
        assertThat(world.card(integration).status()).isEqualTo(IntegrationStatus.CONNECTED);
    }

    @Test
    @DisplayName("E12 Google refuses fresh tokens for longer than twelve hours: the person is asked to reconnect")
    void refusesFreshTokensForLong() throws Exception {
        open(Duration.ZERO);
        UserIntegration integration = world.synced();
        world.connect.google.fault(Fault.next(FaultKind.UNAUTHORIZED, "events.list").times(1000));
        Optional<ErrorCode> error = Optional.empty();
        for (int run = 0; run < 5; run++) {
            error = world.run(integration).error();
            assertThat(error).contains(run < 4 ? ErrorCode.TOKEN_REJECTED : ErrorCode.GRANT_LOST);
            world.connect.clock.advance(Duration.ofHours(4));
        }
        assertThat(world.card(integration).status()).isEqualTo(IntegrationStatus.NEEDS_REAUTH);

        world.connect.google.clearFaults();
        world.connect.reconnect(integration, GoogleWorld.ANN);

        assertSucceeds(integration);
    }

    @Test
    @DisplayName("a calendar that may not be read any more is explained as such")
    void readingIsForbidden() throws Exception {
        open(Duration.ZERO);
        UserIntegration integration = world.synced();
        world.connect.google.fault(Fault.next(FaultKind.FORBIDDEN, "events.list").times(10));
        assertThat(world.run(integration).error()).contains(ErrorCode.COLLECTION_UNREADABLE);
        assertThat(world.card(integration).problem()).contains(ErrorCode.COLLECTION_UNREADABLE);
    }

    @Test
    @DisplayName("connecting again within the ten seconds takes a disconnection back, for good")
    void reconnectsWhileDisconnecting() throws Exception {
        open(Duration.ZERO);
        UserIntegration integration = world.synced();
        world.googleUserAdds(4);
        assertInStep(integration, 4);
        world.cabinet.service().disconnect(ALICE, integration.id(), false);
        assertThat(world.card(integration).status()).isEqualTo(IntegrationStatus.DISCONNECTING);
        world.connect.clock.advance(Duration.ofSeconds(9));

        assertThat(world.connect.connected(GoogleWorld.ALICE, GoogleWorld.ANN).id()).isEqualTo(integration.id());

        assertThat(world.card(integration).status()).isEqualTo(IntegrationStatus.CONNECTED);
        world.connect.clock.advance(Duration.ofMinutes(5));
        world.cabinet.sweep();
        assertThat(world.connect.google.granted(GoogleWorld.ANN)).isNotEmpty();
        world.googleUserAdds(1);
        assertInStep(integration, 5);
    }

    @Test
    @DisplayName("connecting again after the ten seconds begins anew, once the disconnection is done")
    void reconnectsAfterDisconnecting() throws Exception {
        open(Duration.ZERO);
        UserIntegration integration = world.synced();
        world.cabinet.service().disconnect(ALICE, integration.id(), true);
        world.connect.clock.advance(Duration.ofSeconds(10));
        assertThat(world.connect.reconnect(integration, GoogleWorld.ANN).error()).contains(ErrorCode.NOT_FOUND);
        world.cabinet.sweep();
        assertThat(world.cabinet.service().list(ALICE, Locale.ENGLISH)).isEmpty();

        UserIntegration anew = world.synced();

        assertThat(anew.id()).isNotEqualTo(integration.id());
        world.googleUserAdds(2);
        assertInStep(anew, 2);
    }

    @Test
    @DisplayName("D09 the test call fails: nothing is stored here, and nothing is granted there")
    void testCallFails() throws Exception {
        open(Duration.ZERO);
        world.connect.google.fault(Fault.next(FaultKind.FORBIDDEN, "calendarList.list").times(10));
        assertThat(world.connect
                        .connect(GoogleWorld.ALICE, GoogleWorld.ANN, Set.of(), Capability.CALENDAR_READ)
                        .error())
                .contains(ErrorCode.PROVIDER_ERROR);
        assertThat(world.connect.google.granted(GoogleWorld.ANN)).isEmpty();
        assertThat(world.cabinet.service().list(ALICE, Locale.ENGLISH)).isEqualTo(List.of());
    }
}
