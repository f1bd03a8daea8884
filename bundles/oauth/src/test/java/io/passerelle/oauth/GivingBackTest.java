// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ALICE;
import static io.passerelle.oauth.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.api.OAuthService.FlowView.Status;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.UserIntegration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a fresh grant when something fails after the exchange. */
class GivingBackTest {
    private final World world = new World();

    @BeforeEach
    void failAfterTheExchange() {
        fail(true);
    }

    private void fail(boolean accountIsKnown) {
        world.provider.testCallFails = Optional.of(PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE));
        world.provider.accountIsKnown = accountIsKnown;
    }

    private UserIntegration connectedBefore() {
        world.provider.testCallFails = Optional.empty();
        UserIntegration integration = world.connected(ALICE);
        world.provider.revoked.clear();
        fail(true);
        return integration;
    }

    @Test
    @DisplayName("D09 the test call fails: the grant is given back, nothing is stored, and why is told")
    void givesBack() {
        FlowView flow = world.connect(ALICE, World.CALENDAR);
        assertThat(flow.status()).isEqualTo(Status.FAILED);
        assertThat(flow.error()).contains(ErrorCode.PROVIDER_UNREACHABLE);
        assertThat(world.provider.revoked).hasSize(1);
        assertThat(world.credentials.rows).isEmpty();
        assertThat(world.integrations.list(ALICE.user().id())).isEmpty();
    }

    @Test
    @DisplayName("D09 userinfo fails, so that the account is not known: the grant is given back")
    void givesBackAnUnknownAccount() {
        fail(false);
        world.connect(ALICE, World.CALENDAR);
        assertThat(world.provider.revoked).hasSize(1);
    }

    @Test
    @DisplayName("D09 the test call fails while reconnecting: the grant is the integration's, it stays and its tokens work")
    void keepsWhatAnIntegrationLivesOn() {
        UserIntegration integration = connectedBefore();
        assertThat(world.finish(ALICE, world.reconnect(ALICE, integration)).status()).isEqualTo(Status.FAILED);
        assertThat(world.provider.revoked).isEmpty();
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("D09 the account is not known and may be another user's: nothing is revoked")
    void keepsWhatMayBeSomebodyElses() {
        connectedBefore();
        fail(false);
        world.connect(BOB, World.CALENDAR);
        assertThat(world.provider.revoked).isEmpty();
    }

    @Test
    @DisplayName("D09 another account than the connected one: its grant is given back")
    void givesBackAnotherAccount() {
        connectedBefore();
        world.provider.account = new Account("https://accounts.example", "sub-2", "other@example.org");
        world.connect(ALICE, World.CALENDAR);
        assertThat(world.provider.revoked).hasSize(1);
    }

    @Test
    @DisplayName("D09 giving back fails, too: the person learns what failed first")
    void tellsWhatFailedFirst() {
        world.provider.revokeFails = Optional.of(new IllegalStateException("canary"));
        assertThat(world.connect(ALICE, World.CALENDAR).error()).contains(ErrorCode.PROVIDER_UNREACHABLE);
    }
}
