// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.OAuthService.FlowView.Status;
import io.passerelle.api.SyncSchedule;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.UserIntegration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunsAfterConnectingTest {
    private final World world = new World();
    private final UserIntegration integration = world.connected(ALICE);
    private final List<IntegrationId> asked = new ArrayList<>();

    /** Notes what is asked for. */
    private class Schedule implements SyncSchedule {
        @Override
        public Instant runNow(UserId owner, IntegrationId id) {
            throw new AssertionError("nobody presses a button here");
        }

        @Override
        public void reconcile(UserId owner, IntegrationId id) {
            throw new AssertionError("a new grant asks for a run");
        }

        @Override
        public void runSoon(UserId owner, IntegrationId id) {
            assertThat(world.again(integration).facts().lostGrant()).isEmpty();
            asked.add(id);
        }

        @Override
        public void remove(UserId owner, IntegrationId id) {
            throw new AssertionError("nothing ends here");
        }

        @Override
        public Optional<Instant> nextRun(UserId owner, IntegrationId id) {
            return Optional.empty();
        }
    }

    private Status reconnect() {
        return world.finish(ALICE, world.reconnect(ALICE, integration)).status();
    }

    @Test
    @DisplayName("a reconnected integration is run at once, after its grant is stored")
    void runsAtOnce() {
        world.integrations.update(integration.with(integration.facts().withLostGrant(ErrorCode.GRANT_LOST)));
        world.oauth.schedule = new Schedule();
        assertThat(reconnect()).isEqualTo(Status.CONNECTED);
        assertThat(asked).containsExactly(integration.id());
    }

    @Test
    @DisplayName("a flow that fails runs nothing")
    void failureRunsNothing() {
        world.oauth.schedule = new Schedule();
        world.provider.exchangeFails = Optional.of(PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE));
        assertThat(reconnect()).isEqualTo(Status.FAILED);
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("a schedule that is not there, or that fails, does not keep anybody from connecting")
    void connectsWithoutASchedule() {
        assertThat(reconnect()).isEqualTo(Status.CONNECTED);
        world.oauth.schedule = new Schedule() {
            @Override
            public void runSoon(UserId owner, IntegrationId id) {
                throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE);
            }
        };
        assertThat(reconnect()).isEqualTo(Status.CONNECTED);
    }
}
