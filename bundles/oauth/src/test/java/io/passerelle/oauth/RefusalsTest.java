// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ALICE;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.testkit.store.Codes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A service that refuses tokens which its own token endpoint has just issued. */
class RefusalsTest {
    private final World world = new World();
    private final UserIntegration integration = world.connected(ALICE);

    private String renewed(String rejected) {
        return world.tokens.renewedToken(integration.owner(), integration.id(), rejected);
    }

    private void run(SyncOutcome outcome, Optional<ErrorCode> error) {
        world.history.put(
                World.ACME,
                new SyncHistory(
                        RunId.random(),
                        integration.id(),
                        PairId.random(),
                        SyncTrigger.SCHEDULE,
                        world.clock.instant(),
                        Optional.of(world.clock.instant()),
                        outcome,
                        SyncCounts.NONE,
                        Traffic.NONE,
                        error));
    }

    private void refusedRuns(int runs, Duration apart) {
        for (int i = 0; i < runs; i++) {
            run(SyncOutcome.FAILED, Optional.of(ErrorCode.TOKEN_REJECTED));
            world.clock.advance(apart);
        }
    }

    private Optional<ErrorCode> lost() {
        return world.again(integration).facts().lostGrant();
    }

    /** Refused once more, and still no more than a fault of the provider. */
    private void assertNotLost() {
        String fresh = world.token(integration);
        world.clock.advance(Duration.ofSeconds(1));
        ErrorCode code = Codes.of(catchThrowable(() -> renewed(fresh)));
        assertThat(code).isIn(null, ErrorCode.TOKEN_REJECTED);
        assertThat(lost()).isEmpty();
    }

    @Test
    @DisplayName("E12 a token that was renewed just now and is rejected again: stop without another refresh; the grant is kept")
    void stopsAfterOneRetry() {
        String second = renewed(world.token(integration));
        for (int i = 0; i < 3; i++) {
            assertFails(ErrorCode.TOKEN_REJECTED, () -> renewed(second));
        }
        assertThat(world.provider.refreshes).hasValue(1);
        assertThat(lost()).isEmpty();
        assertThat(world.token(integration)).isEqualTo(second);
    }

    @Test
    @DisplayName("E12 refused by every run for eleven hours: still a fault of the provider")
    void isPatient() {
        refusedRuns(12, Duration.ofHours(1).minusMinutes(5));
        assertNotLost();
    }

    @Test
    @DisplayName("E12 refused by four runs over twelve hours: the grant is taken for lost, once")
    void isNotPatientForEver() {
        refusedRuns(4, Duration.ofHours(4));
        String token = world.token(integration);
        assertFails(ErrorCode.GRANT_LOST, () -> renewed(token));
        assertThat(lost()).contains(ErrorCode.GRANT_LOST);
        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));
    }

    @Test
    @DisplayName("E12 three runs in twelve hours are too few to tell")
    void fewRunsProveNothing() {
        refusedRuns(3, Duration.ofHours(6));
        assertNotLost();
    }

    @Test
    @DisplayName("E12 a run in between that got through: counting begins anew")
    void successBeginsAnew() {
        refusedRuns(4, Duration.ofHours(4));
        run(SyncOutcome.SUCCEEDED, Optional.empty());
        world.clock.advance(Duration.ofMinutes(1));
        refusedRuns(4, Duration.ofMinutes(30));
        assertNotLost();
    }

    @Test
    @DisplayName("E12 a run in between that failed for another reason changes nothing")
    void otherFailuresSayNothing() {
        refusedRuns(3, Duration.ofHours(5));
        run(SyncOutcome.FAILED, Optional.of(ErrorCode.PROVIDER_UNREACHABLE));
        world.clock.advance(Duration.ofMinutes(1));
        refusedRuns(1, Duration.ofMinutes(1));
        String token = world.token(integration);
        assertFails(ErrorCode.GRANT_LOST, () -> renewed(token));
    }

    @Test
    @DisplayName("E12 what was refused before a reconnect does not count after it")
    void reconnectBeginsAnew() {
        refusedRuns(4, Duration.ofHours(4));
        String token = world.token(integration);
        assertFails(ErrorCode.GRANT_LOST, () -> renewed(token));
        run(SyncOutcome.FAILED, Optional.of(ErrorCode.GRANT_LOST));
        world.clock.advance(Duration.ofMinutes(1));
        world.finish(ALICE, world.reconnect(ALICE, integration));
        run(SyncOutcome.FAILED, Optional.of(ErrorCode.TOKEN_REJECTED));
        assertNotLost();
    }
}
