// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ALICE;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.Credential;
import io.passerelle.store.spi.SealScope;
import io.passerelle.testkit.store.Together;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    private final World world = new World();
    private final UserIntegration integration = world.connected(ALICE);
    private final int writesBefore = world.credentials.writes.get();

    @Test
    @DisplayName("E01 a token that lasts is used as it is: no refresh, no write")
    void doesNotRefreshEarly() {
        String token = world.token(integration);
        world.clock.advance(Duration.ofMinutes(58));
        assertThat(world.token(integration)).isEqualTo(token);
        assertThat(world.provider.refreshes).hasValue(0);
        assertThat(writes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PT58M31S", "PT59M30S", "PT1H", "PT100H"})
    @DisplayName("E02 a token that has ended or is about to is renewed before use")
    void refreshesInTime(Duration later) {
        String token = world.token(integration);
        world.clock.advance(later);
        assertThat(world.token(integration)).isNotEqualTo(token);
        assertThat(world.provider.refreshes).hasValue(1);
        assertThat(writes()).isEqualTo(1);
    }

    @Test
    @DisplayName("E03 a token without an end counts as expired, but is renewed once a minute at most")
    void refreshesWithoutAnEnd() {
        world.provider.lifetime = Optional.empty();
        end();
        String token = world.token(integration);
        assertThat(world.token(integration)).isEqualTo(token);
        assertThat(world.provider.refreshes).hasValue(1);
        world.clock.advance(Renewals.RECENT);
        assertThat(world.token(integration)).isNotEqualTo(token);
    }

    @Test
    @DisplayName("E04 a refresh without a new refresh token keeps the old one")
    void keepsTheRefreshToken() {
        String before = refreshToken();
        end();
        world.token(integration);
        assertThat(refreshToken()).isEqualTo(before);
    }

    @Test
    @DisplayName("E05 rotated refresh token is stored before the access token is used")
    void storesBeforeUse() {
        world.provider.rotates = true;
        String before = refreshToken();
        end();
        world.credentials.beforeWrite = () -> {
            throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE);
        };
        assertFails(ErrorCode.STORE_UNAVAILABLE, () -> world.token(integration));
        assertThat(refreshToken()).isEqualTo(before);

        World healthy = new World();
        UserIntegration other = healthy.connected(ALICE);
        healthy.provider.rotates = true;
        healthy.clock.advance(Duration.ofHours(1));
        String token = healthy.token(other);
        Credential stored = new Vault(healthy.cipher)
                .open(other.owner(), other.id(), healthy.credentials.rows.get(other.id()));
        assertThat(stored.accessToken()).isEqualTo(token);
    }

    @Test
    @DisplayName("E05 rotation goes on for as long as it takes")
    void rotatesAgainAndAgain() {
        world.provider.rotates = true;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            end();
            world.token(integration);
            assertThat(seen.add(refreshToken())).isTrue();
        }
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
    }

    @Test
    @DisplayName("E06 many threads on two nodes at once: one refresh, and with rotation the grant survives")
    void refreshesOnce() throws Exception {
        world.provider.rotates = true;
        end();
        List<IntegrationTokens> nodes = List.of(world.tokens, world.node());
        List<Callable<String>> callers = IntStream.range(0, 16)
                .mapToObj(i -> nodes.get(i % 2))
                .<Callable<String>>map(node -> () -> node.accessToken(integration.owner(), integration.id()))
                .toList();
        assertThat(Together.run(callers)).hasSize(16).extracting(Together.Outcome::value).containsOnly(
                Optional.of(world.token(integration)));
        assertThat(world.provider.refreshes).hasValue(1);
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
    }

    @Test
    @DisplayName("E06 what a peer renewed while we waited for the lock is adopted")
    void adoptsAPeersToken() {
        String rejected = world.token(integration);
        IntegrationTokens peer = world.node();
        String renewed = peer.renewedToken(integration.owner(), integration.id(), rejected);
        assertThat(world.tokens.renewedToken(integration.owner(), integration.id(), rejected)).isEqualTo(renewed);
        assertThat(world.provider.refreshes).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"PROVIDER_UNREACHABLE", "PROVIDER_ERROR", "RATE_LIMITED_BY_PROVIDER", "PROVIDER_ANSWER_UNREADABLE"})
    @DisplayName("E10 a failure that may pass keeps the tokens and is waited for, longer each time")
    void backsOff(ErrorCode code) {
        end();
        world.provider.refreshFails = Optional.of(PasserelleException.of(code));
        for (int i = 0; i < 5; i++) {
            assertFails(code, () -> world.token(integration));
        }
        assertThat(world.provider.refreshes).hasValue(1);
        world.clock.advance(Duration.ofSeconds(2));
        assertFails(code, () -> world.token(integration));
        assertThat(world.provider.refreshes).hasValue(2);
        world.clock.advance(Duration.ofSeconds(3));
        assertFails(code, () -> world.token(integration));
        assertThat(world.provider.refreshes).hasValue(2);
        world.clock.advance(Duration.ofSeconds(1));
        world.provider.refreshFails = Optional.empty();
        assertThat(world.token(integration)).isNotBlank();
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
    }

    @Test
    @DisplayName("E10 the delay that the provider asks for is kept and passed on")
    void keepsTheDelayAskedFor() {
        end();
        world.provider.refreshFails = Optional.of(
                PasserelleException.of(ErrorCode.RATE_LIMITED_BY_PROVIDER).retryAfter(Duration.ofMinutes(2)));
        assertFails(ErrorCode.RATE_LIMITED_BY_PROVIDER, () -> world.token(integration));
        world.clock.advance(Duration.ofSeconds(30));
        assertThatThrownBy(() -> world.token(integration))
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(90)));
        assertThat(world.provider.refreshes).hasValue(1);
    }

    @Test
    @DisplayName("E13 a refresh that yields no access token keeps the old ones and is an error that may pass")
    void keepsTokensOfAnUnreadableAnswer() {
        end();
        byte[] before = world.credentials.rows.get(integration.id());
        world.provider.refreshFails = Optional.of(new IllegalStateException("canary-refresh-in-a-message"));
        assertThatThrownBy(() -> world.token(integration))
                .isInstanceOf(PasserelleException.class)
                .hasMessageStartingWith("PROVIDER_ANSWER_UNREADABLE")
                .hasMessageNotContaining("canary")
                .hasNoCause();
        assertThat(world.credentials.rows.get(integration.id())).isEqualTo(before);
    }

    @Test
    @DisplayName("E15 a disconnection revokes at the provider")
    void revokes() {
        String refreshToken = refreshToken();
        world.tokens.revoke(integration.owner(), integration.id());
        assertThat(world.provider.revoked).containsExactly(refreshToken);
    }

    @Test
    @DisplayName("E15 whatever goes wrong while revoking does not block the disconnection")
    void revokingNeverThrows() {
        for (RuntimeException failure : List.of(
                PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE), new IllegalStateException("anything"))) {
            world.provider.revokeFails = Optional.of(failure);
            assertThatCode(() -> world.tokens.revoke(integration.owner(), integration.id()))
                    .doesNotThrowAnyException();
        }
        world.registry.remove(world.provider);
        assertThatCode(() -> world.tokens.revoke(integration.owner(), integration.id()))
                .doesNotThrowAnyException();
        world.cipher.shred(new SealScope.OfIntegration(integration.owner(), integration.id()));
        assertThatCode(() -> world.tokens.revoke(integration.owner(), integration.id()))
                .doesNotThrowAnyException();
        assertThatCode(() -> world.tokens.revoke(integration.owner(), IntegrationId.random()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-1S", "PT30S", "PT876000000H"})
    @DisplayName("E20 an end at once, in the past or in a hundred thousand years")
    void copesWithOddLifetimes(Duration lifetime) {
        world.provider.lifetime = Optional.of(lifetime);
        end();
        String token = world.token(integration);
        assertThat(world.token(integration)).isEqualTo(token);
        assertThat(world.provider.refreshes).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"PT5M", "PT-5M", "PT-24H"})
    @DisplayName("E20 a clock that is off: at worst a refresh too many or a rejected token, never a lost grant")
    void survivesClockSkew(Duration skew) {
        world.token(integration);
        world.clock.advance(skew);
        String used = world.token(integration);
        String renewed = world.tokens.renewedToken(integration.owner(), integration.id(), used);
        assertThat(renewed).isNotEqualTo(used);
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
    }

    @Test
    @DisplayName("Nobody gets the tokens of somebody else's integration")
    void belongsToItsOwner() {
        assertFails(ErrorCode.NOT_FOUND, () -> world.tokens.accessToken(World.BOB.user().id(), integration.id()));
        assertFails(ErrorCode.NOT_FOUND, () -> world.tokens.renewedToken(World.BOB.user().id(), integration.id(), "x"));
        world.tokens.revoke(World.BOB.user().id(), integration.id());
        assertThat(world.provider.revoked).isEmpty();
    }

    private void end() {
        world.clock.advance(Duration.ofHours(1));
    }

    private int writes() {
        return world.credentials.writes.get() - writesBefore;
    }

    private String refreshToken() {
        Credential stored = new Vault(world.cipher)
                .open(integration.owner(), integration.id(), world.credentials.rows.get(integration.id()));
        return new String(stored.content(), StandardCharsets.UTF_8);
    }
}
