// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ALICE;
import static io.passerelle.oauth.World.BOB;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.api.SyncSchedule;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.testkit.provider.MemoryProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FormFlowsTest {
    private final World world = new World();
    private final ProviderId id = world.memory.descriptor().id();

    private UserIntegration connected() {
        return world.integration(ALICE, world.fillIn(ALICE, "s3cret"));
    }

    private FlowView reconnect(UserIntegration integration, Map<String, String> answers) {
        return world.forms.connect(ALICE, id, Set.of(), answers, Optional.of(integration.id()));
    }

    private List<FlowRecord.Status> flows() {
        return world.flows.records.values().stream().map(FlowRecord::status).toList();
    }

    @Test
    @DisplayName("D01 a form that stands the test is stored sealed, for who filled it in, and the open pages hear of it")
    void connects() {
        FlowView flow = world.forms.connect(
                ALICE, id, Set.of(Capability.CALENDAR_WRITE), World.answers("s3cret"), Optional.empty());
        UserIntegration integration = world.integration(ALICE, flow);

        assertThat(flow.status()).isEqualTo(FlowView.Status.CONNECTED);
        assertThat(flow.granted()).containsExactlyInAnyOrder(Capability.CALENDAR_READ, Capability.CALENDAR_WRITE);
        assertThat(flow.missing()).isEmpty();
        assertThat(integration.account().label()).isEqualTo(MemoryProvider.USER);
        assertThat(flows()).containsExactly(FlowRecord.Status.CONNECTED);
        assertThat(new String(world.credentials.rows.values().iterator().next(), StandardCharsets.ISO_8859_1))
                .doesNotContain("s3cret");
        assertThat(world.events.of("integration-changed")).hasSize(1);
    }

    @Test
    @DisplayName("D05 a wrong password is refused at its field; nothing is stored, and the next attempt succeeds")
    void wrongPassword() {
        PasserelleException refused =
                catchThrowableOfType(PasserelleException.class, () -> world.fillIn(ALICE, "wrong"));

        assertThat(refused.code()).isEqualTo(ErrorCode.PASSWORD_REFUSED);
        assertThat(refused.field()).contains("password");
        assertThat(world.integrations.list(ALICE.user().id())).isEmpty();
        assertThat(world.credentials.rows).isEmpty();
        assertThat(flows()).containsExactly(FlowRecord.Status.FAILED);
        assertThat(world.fillIn(ALICE, "s3cret").status()).isEqualTo(FlowView.Status.CONNECTED);
    }

    @Test
    @DisplayName("Answers are checked against the schema before the provider sees them")
    void checksAnswers() {
        for (Map<String, String> answers : List.of(
                Map.of("user", "ann"),
                Map.of("user", "ann", "password", ""),
                Map.of("user", "a\nb", "password", "s3cret"),
                Map.of("user", "a".repeat(2049), "password", "s3cret"),
                Map.of("user", "ann", "password", "s3cret", "other", "x"))) {
            assertFails(ErrorCode.INVALID_INPUT, () ->
                    world.forms.connect(ALICE, id, World.CALENDAR, answers, Optional.empty()));
            world.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(world.integrations.list(ALICE.user().id())).isEmpty();
    }

    @Test
    @DisplayName("Attempts count as flows do: the eleventh within a minute is refused without asking the service")
    void limits() {
        for (int i = 0; i < FlowIntake.STARTS_A_MINUTE; i++) {
            assertFails(ErrorCode.PASSWORD_REFUSED, () -> world.fillIn(ALICE, "wrong"));
        }
        assertFails(ErrorCode.TOO_MANY_FLOWS, () -> world.fillIn(ALICE, "s3cret"));
        assertThat(world.fillIn(BOB, "s3cret").status()).isEqualTo(FlowView.Status.CONNECTED);
        world.clock.advance(Duration.ofSeconds(61));
        assertFails(ErrorCode.ACCOUNT_IN_USE, () -> world.fillIn(ALICE, "s3cret"));
    }

    @Test
    @DisplayName("D08 an account that another user has connected is refused")
    void accountInUse() {
        connected();
        assertFails(ErrorCode.ACCOUNT_IN_USE, () -> world.fillIn(BOB, "s3cret"));
    }

    @Test
    @DisplayName("A password does not end: it is handed to runs as it is, however much later")
    void doesNotEnd() {
        UserIntegration integration = connected();
        String first = world.token(integration);
        world.clock.advance(Duration.ofDays(400));

        assertThat(first).isEqualTo("s3cret");
        assertThat(world.token(integration)).isEqualTo(first);
    }

    @Test
    @DisplayName("E12 a password that the service refuses asks the person to reconnect, once, and nothing runs until they do")
    void refusedPassword() {
        UserIntegration integration = connected();

        for (int i = 0; i < 2; i++) {
            assertFails(ErrorCode.GRANT_LOST, () ->
                    world.tokens.renewedToken(integration.owner(), integration.id(), "s3cret"));
        }
        assertThat(world.again(integration).facts().lostGrant()).contains(ErrorCode.GRANT_LOST);
        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));
        assertThat(world.events.of("integration-changed")).hasSize(2);
    }

    @Test
    @DisplayName("A run that met the old password takes up the one that was filled in meanwhile")
    void newPasswordMeanwhile() {
        UserIntegration integration = connected();
        world.memory.password("changed");
        reconnect(integration, Map.of("password", "changed"));

        assertThat(world.tokens.renewedToken(integration.owner(), integration.id(), "s3cret")).isEqualTo("changed");
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
    }

    @Test
    @DisplayName("D10 a reconnection needs the password only, keeps the integration, and runs soon")
    void reconnects() {
        List<String> ran = new ArrayList<>();
        world.forms.schedule = new SoonRunsOnly(ran);
        UserIntegration integration = connected();
        assertFails(ErrorCode.GRANT_LOST, () ->
                world.tokens.renewedToken(integration.owner(), integration.id(), "s3cret"));
        world.memory.password("changed");

        assertThat(world.forms.identity(ALICE, integration.id())).isEqualTo(Map.of("user", MemoryProvider.USER));
        FlowView flow = reconnect(integration, Map.of("password", "changed"));

        assertThat(flow.integration()).contains(integration.id());
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
        assertThat(world.token(integration)).isEqualTo("changed");
        assertThat(ran).hasSize(2);
    }

    @Test
    @DisplayName("D11 a reconnection cannot be turned to another account: what says whose it is comes from what is stored")
    void keepsTheAccount() {
        UserIntegration integration = connected();
        FlowView flow = reconnect(integration, Map.of("user", "somebody-else", "password", "s3cret"));

        assertThat(flow.integration()).contains(integration.id());
        assertThat(world.again(integration).account().label()).isEqualTo(MemoryProvider.USER);
    }

    @Test
    @DisplayName("A credential that does not open any more is asked anew as a whole")
    void unreadableCredential() {
        UserIntegration integration = connected();
        world.credentials.rows.replaceAll((key, sealed) -> new byte[] {1});

        assertThat(world.forms.identity(ALICE, integration.id())).isEmpty();
        assertThat(reconnect(integration, World.answers("s3cret")).integration()).contains(integration.id());
    }

    @Test
    @DisplayName("Somebody else's integration is not there")
    void foreignIntegration() {
        UserIntegration integration = connected();

        assertFails(ErrorCode.NOT_FOUND, () -> world.forms.identity(BOB, integration.id()));
        assertFails(ErrorCode.NOT_FOUND, () -> world.forms.connect(
                BOB, id, World.CALENDAR, World.answers("s3cret"), Optional.of(integration.id())));
    }

    @Test
    @DisplayName("Each provider is connected its own way, and one with a form needs no registration")
    void eachItsOwnWay() {
        assertFails(ErrorCode.INVALID_INPUT, () -> world.oauth.start(ALICE, id, World.CALENDAR, Optional.empty()));
        assertFails(ErrorCode.INVALID_INPUT, () -> world.forms.connect(
                ALICE, world.provider.id, World.CALENDAR, World.answers("s3cret"), Optional.empty()));
        assertFails(ErrorCode.NOT_FOUND, () -> world.clients.put(World.ACME, id, "client", "secret"));
        assertFails(ErrorCode.NOT_FOUND, () -> world.forms.identity(ALICE, world.connected(ALICE).id()));
        assertThat(world.clients.list(World.ACME)).extracting(client -> client.provider()).containsExactly(world.provider.id);
        assertThat(world.clients.find(World.ACME, id)).isEmpty();
    }

    @Test
    @DisplayName("E13 while the provider is away its password is neither handed out nor taken for refused")
    void providerAway() {
        UserIntegration integration = connected();
        world.registry.remove(world.memory);

        assertFails(ErrorCode.PROVIDER_UNAVAILABLE, () -> world.token(integration));
        assertFails(ErrorCode.PROVIDER_UNAVAILABLE, () -> world.forms.identity(ALICE, integration.id()));
        world.tokens.revoke(integration.owner(), integration.id());
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
    }

    /** Notes who is to run soon. */
    private record SoonRunsOnly(List<String> ran) implements SyncSchedule {
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
            ran.add(id.toString());
        }

        @Override
        public void remove(UserId owner, IntegrationId id) {
            throw new AssertionError("nobody leaves here");
        }

        @Override
        public Optional<Instant> nextRun(UserId owner, IntegrationId id) {
            return Optional.empty();
        }
    }
}
