// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ALICE;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.Credential;
import io.passerelle.store.spi.SealScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostGrantsTest {
    private final World world = new World();
    private final UserIntegration integration = world.connected(ALICE);
    private final int writesBefore = world.credentials.writes.get();

    @ParameterizedTest
    @CsvSource({"GRANT_LOST", "ADMIN_CONSENT_REQUIRED"})
    @DisplayName("E08 a definite answer: reconnect needed, said once, not attempted again")
    void recordsALostGrant(ErrorCode why) {
        end();
        world.events.published.clear();
        world.provider.refreshFails = Optional.of(PasserelleException.of(why));
        for (int i = 0; i < 3; i++) {
            assertFails(why, () -> world.token(integration));
            assertFails(why, () -> world.tokens.renewedToken(integration.owner(), integration.id(), "x"));
        }
        assertThat(world.provider.refreshes).hasValue(1);
        assertThat(world.again(integration).facts().lostGrant()).contains(why);
        assertThat(world.events.of("integration-changed")).hasSize(1);
        assertThat(world.credentials.rows).containsKey(integration.id());
    }

    @Test
    @DisplayName("E08 after a reconnect tokens flow again")
    void recoversByReconnecting() {
        end();
        world.provider.withdrawEverything();
        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));
        world.finish(ALICE, world.reconnect(ALICE, integration));
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("E08 a reconnect during the refresh that fails is not undone by it")
    void doesNotUndoAReconnect() {
        end();
        AtomicReference<Runnable> reconnect = new AtomicReference<>(() -> {
            // The other node has replaced the credential and the facts by the time the old one is found to be dead.
            Credential fresh = new Credential(
                    "new".getBytes(StandardCharsets.UTF_8), "canary-access-new", Optional.of(Instant.MAX));
            world.credentials.put(
                    World.ACME,
                    integration.id(),
                    new Vault(world.cipher).seal(integration.owner(), integration.id(), fresh));
        });
        world.provider.duringRefresh = () -> reconnect.getAndSet(() -> {}).run();
        world.provider.refreshFails = Optional.of(PasserelleException.of(ErrorCode.GRANT_LOST));
        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
        assertThat(world.token(integration)).isEqualTo("canary-access-new");
    }

    @Test
    @DisplayName("E08 two nodes find out at the same time: the user is told once")
    void tellsOnce() {
        end();
        world.provider.withdrawEverything();
        world.events.published.clear();
        AtomicReference<Runnable> peer = new AtomicReference<>(() ->
                assertFails(ErrorCode.GRANT_LOST, () -> world.node().accessToken(integration.owner(), integration.id())));
        world.integrations.beforeUpdate = () -> peer.getAndSet(() -> {}).run();
        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));
        assertThat(world.events.of("integration-changed")).hasSize(1);
        assertThat(world.again(integration).version()).isEqualTo(integration.version() + 1);
    }

    @Test
    @DisplayName("E08 somebody changes the integration while its loss is recorded: it is recorded all the same")
    void recordsInSpiteOfARace() {
        end();
        world.provider.withdrawEverything();
        AtomicReference<Runnable> change = new AtomicReference<>(() ->
                world.integrations.memory.update(world.again(integration).withInterval(30)));
        world.integrations.beforeUpdate = () -> change.getAndSet(() -> {}).run();
        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));
        assertThat(world.again(integration).facts().lostGrant()).contains(ErrorCode.GRANT_LOST);
        assertThat(world.again(integration).intervalMinutes()).isEqualTo(30);
    }

    @Test
    @DisplayName("E09 a rejected client is the administrator's problem: the user's tokens are kept")
    void keepsTokensWhenTheClientIsRejected() {
        end();
        world.provider.refreshFails = Optional.of(PasserelleException.of(ErrorCode.CLIENT_REJECTED));
        assertFails(ErrorCode.CLIENT_REJECTED, () -> world.token(integration));
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
        assertThat(writes()).isZero();
        world.provider.refreshFails = Optional.empty();
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("E09 a client secret that does not open is the administrator's problem, too")
    void keepsTokensWhenTheClientSecretIsUnreadable() {
        end();
        world.cipher.shred(new SealScope.OfOrganisation(World.ACME));
        assertFails(ErrorCode.CLIENT_NOT_CONFIGURED, () -> world.token(integration));
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
    }

    @Test
    @DisplayName("E12 a token that was renewed a while ago and is rejected is renewed once more")
    void renewsAgainLater() {
        String first = world.token(integration);
        String second = world.tokens.renewedToken(integration.owner(), integration.id(), first);
        world.clock.advance(Renewals.RECENT);
        assertThat(world.tokens.renewedToken(integration.owner(), integration.id(), second))
                .isNotEqualTo(second);
    }

    @Test
    @DisplayName("E16 revoked at the provider: the next refresh finds out")
    void findsOutAboutRevocation() {
        world.provider.withdrawEverything();
        assertThat(world.token(integration)).isNotBlank();
        end();
        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));
        assertThat(world.again(integration).facts().lostGrant()).contains(ErrorCode.GRANT_LOST);
    }

    @Test
    @DisplayName("E20 a token that ends at once and is rejected is no lost grant")
    void doesNotMistakeAShortLifeForALostGrant() {
        world.provider.lifetime = Optional.of(Duration.ZERO);
        end();
        String token = world.token(integration);
        assertThat(world.tokens.renewedToken(integration.owner(), integration.id(), token)).isNotEqualTo(token);
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
    }

    @Test
    @DisplayName("A credential that does not open: reconnect needed, no crash, and disconnecting still works")
    void recordsAnUnreadableCredential() {
        world.credentials.rows.put(integration.id(), new byte[] {1, 2, 3});
        assertFails(ErrorCode.SECRET_UNREADABLE, () -> world.token(integration));
        assertThat(world.again(integration).facts().lostGrant()).contains(ErrorCode.SECRET_UNREADABLE);
        assertThatCode(() -> world.tokens.revoke(integration.owner(), integration.id()))
                .doesNotThrowAnyException();
        world.finish(ALICE, world.reconnect(ALICE, integration));
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("A credential that is gone: reconnect needed, and reconnecting mends it")
    void recordsAMissingCredential() {
        world.credentials.rows.remove(integration.id());
        assertFails(ErrorCode.SECRET_UNREADABLE, () -> world.token(integration));
        assertThat(world.again(integration).facts().lostGrant()).contains(ErrorCode.SECRET_UNREADABLE);
        world.finish(ALICE, world.reconnect(ALICE, integration));
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("A provider that is away is no lost grant")
    void providerIsAway() {
        end();
        world.registry.remove(world.provider);
        assertFails(ErrorCode.PROVIDER_UNAVAILABLE, () -> world.token(integration));
        world.registry.add(world.provider);
        assertThat(world.token(integration)).isNotBlank();
    }

    private void end() {
        world.clock.advance(Duration.ofHours(1));
    }

    private int writes() {
        return world.credentials.writes.get() - writesBefore;
    }
}
