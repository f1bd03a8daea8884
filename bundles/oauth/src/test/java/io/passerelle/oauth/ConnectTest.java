// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ALICE;
import static io.passerelle.oauth.World.BOB;
import static io.passerelle.oauth.World.callback;
import static io.passerelle.oauth.World.error;
import static io.passerelle.oauth.World.state;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.OAuthService.FlowStart;
import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.api.OAuthService.FlowView.Status;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.AuthorizationRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectTest {
    private final World world = new World();

    @Test
    @DisplayName("D01 a completed flow stores the tokens for who started it and tells the open pages")
    void connects() {
        FlowView flow = world.connect(ALICE, Set.of(Capability.CALENDAR_WRITE));
        UserIntegration integration = world.integration(ALICE, flow);
        assertThat(flow.status()).isEqualTo(Status.CONNECTED);
        assertThat(flow.error()).isEmpty();
        assertThat(flow.granted())
                .containsExactlyInAnyOrder(Capability.CALENDAR_READ, Capability.CALENDAR_WRITE);
        assertThat(flow.missing()).isEmpty();
        assertThat(integration.owner()).isEqualTo(ALICE.user().id());
        assertThat(integration.account().isSameAs(world.provider.account)).isTrue();
        assertThat(world.token(integration)).startsWith("canary-access-");
        assertThat(world.events.of("flow-changed"))
                .extracting(event -> event.replaceAll(".*\"status\":\"(.*)\"}", "$1"))
                .containsExactly("RETURNED", "COMPLETING", "CONNECTED");
        assertThat(world.events.of("integration-changed"))
                .containsExactly("acme/alice integration-changed {\"integration\":\"" + integration.id() + "\"}");
    }

    @Test
    @DisplayName("The page is asked for the least set of scopes, with S256 and the one redirect URI of the provider")
    void asksForTheLeast() {
        world.start(ALICE, Set.of(Capability.CALENDAR_WRITE));
        AuthorizationRequest request = world.provider.begun.get(0);
        assertThat(request.scopes()).containsExactlyInAnyOrder("openid", "email", "calendar", "list");
        assertThat(request.codeChallenge()).hasSize(43);
        assertThat(request.loginHint()).isEmpty();
        assertThat(world.provider.clients.get(0).redirectUri())
                .hasToString("https://groupware.example/integrations/api/oauth/example/callback");
    }

    @Test
    @DisplayName("A flow's id, state, cookie and verifier are unrelated and never repeat")
    void valuesAreUnrelated() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            FlowStart start = world.start(ALICE);
            assertThat(seen.add(start.flow())).isTrue();
            assertThat(seen.add(state(start))).isTrue();
            assertThat(seen.add(start.cookie())).isTrue();
            assertThat(state(start)).hasSize(43);
            assertThat(start.cookie()).hasSize(43);
        }
    }

    @Test
    @DisplayName("D04 denied at the provider: cancelled by the user, no half account")
    void deniedIsCancelled() {
        FlowStart start = world.start(ALICE);
        assertThat(world.oauth.park(world.provider.id, error(state(start), "access_denied")))
                .contains(start.flow());
        assertThat(view(start).status()).isEqualTo(Status.CANCELLED);
        assertThat(view(start).error()).contains(ErrorCode.CONSENT_DENIED);
        assertThat(world.oauth.complete(ALICE, start.flow(), start.cookie()).status())
                .isEqualTo(Status.CANCELLED);
        assertNothingStored();
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri_mismatch, REDIRECT_NOT_REGISTERED",
        "admin_policy_enforced, ADMIN_CONSENT_REQUIRED",
        "unauthorized_client, CLIENT_REJECTED",
        "server_error, PROVIDER_ERROR",
        "<script>, PROVIDER_ERROR"
    })
    @DisplayName("Every error of the provider's page ends the flow with a code of ours")
    void mapsErrors(String error, ErrorCode expected) {
        FlowStart start = world.start(ALICE);
        world.oauth.park(world.provider.id, error(state(start), error));
        assertThat(view(start).status()).isEqualTo(Status.FAILED);
        assertThat(view(start).error()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"PROVIDER_UNREACHABLE", "PROVIDER_ERROR", "PROVIDER_ANSWER_UNREADABLE", "CLIENT_REJECTED"})
    @DisplayName("D05 the exchange fails: a clear code, nothing stored, and a new flow succeeds")
    void exchangeFails(ErrorCode code) {
        world.provider.exchangeFails = Optional.of(PasserelleException.of(code));
        FlowView failed = world.connect(ALICE, World.CALENDAR);
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.error()).contains(code);
        assertNothingStored();
        world.provider.exchangeFails = Optional.empty();
        assertThat(world.connect(ALICE, World.CALENDAR).status()).isEqualTo(Status.CONNECTED);
    }

    @Test
    @DisplayName("D05 a provider that throws what it must not ends the flow, not the server")
    void exchangeThrowsAnything() {
        world.provider.exchangeFails = Optional.of(new IllegalStateException("canary-code-in-a-message"));
        assertThat(world.connect(ALICE, World.CALENDAR).error()).contains(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    @DisplayName("D05 the provider's bundle goes away during the flow")
    void providerGoesAway() {
        FlowStart start = world.start(ALICE);
        world.comeBack(start);
        world.registry.remove(world.provider);
        assertThat(world.oauth.complete(ALICE, start.flow(), start.cookie()).error())
                .contains(ErrorCode.PROVIDER_UNAVAILABLE);
    }

    @Test
    @DisplayName("D07 the same account again renews the integration there is")
    void renewsTheSameAccount() {
        UserIntegration first = world.connected(ALICE);
        world.integrations.update(first.with(first.facts().withLostGrant(ErrorCode.GRANT_LOST)));
        FlowView again = world.connect(ALICE, Set.of(Capability.CONTACTS_READ, Capability.CALENDAR_READ));
        assertThat(again.integration()).contains(first.id());
        assertThat(world.integrations.list(ALICE.user().id())).hasSize(1);
        UserIntegration renewed = world.again(first);
        assertThat(renewed.facts().lostGrant()).isEmpty();
        assertThat(renewed.capabilities())
                .containsExactlyInAnyOrder(Capability.CALENDAR_READ, Capability.CONTACTS_READ);
        assertThat(world.provider.revoked).isEmpty();
    }

    @Test
    @DisplayName("D07 another account of the same provider is a second integration")
    void connectsASecondAccount() {
        world.connected(ALICE);
        world.provider.account = new Account("https://accounts.example", "sub-2", "work@example.org");
        world.connected(ALICE);
        assertThat(world.integrations.list(ALICE.user().id())).hasSize(2);
    }

    @Test
    @DisplayName("D07 an account that another user has connected is refused, and that user's grant lives on")
    void refusesAnAccountInUse() {
        world.connected(BOB);
        FlowView flow = world.connect(ALICE, World.CALENDAR);
        assertThat(flow.error()).contains(ErrorCode.ACCOUNT_IN_USE);
        assertThat(world.integrations.list(ALICE.user().id())).isEmpty();
        assertThat(world.provider.revoked).isEmpty();
    }

    @Test
    @DisplayName("D07 two flows for the same account at the same time end in one integration")
    void racesForTheSameAccount() {
        FlowStart slow = world.start(ALICE);
        FlowStart fast = world.start(ALICE);
        world.comeBack(slow);
        world.comeBack(fast);
        AtomicReference<FlowView> other = new AtomicReference<>();
        world.integrations.beforeInsert = () -> {
            world.integrations.beforeInsert = () -> {};
            other.set(world.oauth.complete(ALICE, fast.flow(), fast.cookie()));
        };
        FlowView flow = world.oauth.complete(ALICE, slow.flow(), slow.cookie());
        assertThat(flow.integration()).isPresent().isEqualTo(other.get().integration());
        assertThat(world.integrations.list(ALICE.user().id())).hasSize(1);
        assertThat(world.token(world.integration(ALICE, flow))).isNotBlank();
    }

    @Test
    @DisplayName("D08 consent is asked for each time, so that a refresh token is issued; a reconnect names the account")
    void reconnectForcesConsent() {
        UserIntegration integration = world.connected(ALICE);
        FlowView flow = world.finish(ALICE, world.reconnect(ALICE, integration));
        AuthorizationRequest request = world.provider.begun.get(1);
        assertThat(world.provider.begun).allMatch(AuthorizationRequest::forceConsent);
        assertThat(request.loginHint()).contains("person@example.org");
        assertThat(request.scopes()).containsExactlyInAnyOrder("openid", "email", "calendar.readonly", "list");
        assertThat(flow.integration()).contains(integration.id());
    }

    @Test
    @DisplayName("D08 a reconnect with another account is refused, what it granted is given back, the old stays")
    void reconnectNeedsTheSameAccount() {
        UserIntegration integration = world.connected(ALICE);
        byte[] before = world.credentials.rows.get(integration.id());
        world.provider.account = new Account("https://accounts.example", "sub-2", "person@example.org");
        FlowView flow = world.finish(ALICE, world.reconnect(ALICE, integration));
        assertThat(flow.error()).contains(ErrorCode.WRONG_ACCOUNT);
        assertThat(world.credentials.rows.get(integration.id())).isEqualTo(before);
        assertThat(world.provider.revoked).hasSize(1);
    }

    @Test
    @DisplayName("D08 a reconnect with an account that is connected elsewhere does not end that grant")
    void reconnectDoesNotRevokeWhatIsInUse() {
        UserIntegration first = world.connected(ALICE);
        world.provider.account = new Account("https://accounts.example", "sub-2", "work@example.org");
        world.connected(ALICE);
        assertThat(world.finish(ALICE, world.reconnect(ALICE, first)).error()).contains(ErrorCode.WRONG_ACCOUNT);
        assertThat(world.provider.revoked).isEmpty();
    }

    @Test
    @DisplayName("D08 a reconnect may ask for less")
    void reconnectMayAskForLess() {
        UserIntegration integration = world.integration(
                ALICE, world.connect(ALICE, Set.of(Capability.CALENDAR_WRITE, Capability.CONTACTS_READ)));
        FlowStart start = world.oauth.start(ALICE, world.provider.id, World.CALENDAR, Optional.of(integration.id()));
        world.finish(ALICE, start);
        assertThat(world.again(integration).capabilities()).containsExactly(Capability.CALENDAR_READ);
    }

    @Test
    @DisplayName("A reconnect of somebody else's integration, or at another provider, is not found")
    void reconnectFindsOwnIntegrationsOnly() {
        UserIntegration integration = world.connected(ALICE);
        FakeProvider second = new FakeProvider("second", world.clock);
        world.registry.add(second);
        assertFails(ErrorCode.NOT_FOUND, () -> world.reconnect(BOB, integration));
        assertFails(ErrorCode.NOT_FOUND, () -> world.oauth.start(ALICE, second.id, World.CALENDAR, Optional.of(integration.id())));
    }

    @Test
    @DisplayName("Connecting again takes back a disconnection that is not final yet")
    void takesBackADisconnection() {
        UserIntegration integration = world.connected(ALICE);
        world.integrations.update(integration.with(integration
                .facts()
                .withDisconnect(Optional.of(new IntegrationFacts.Disconnect(
                        world.clock.instant().plusSeconds(10), true)))));
        world.connect(ALICE, World.CALENDAR);
        assertThat(world.again(integration).facts().disconnect()).isEmpty();
    }

    @Test
    @DisplayName("After the deadline connecting again takes nothing back: the disconnection is carried out first")
    void doesNotTakeBackAFinalDisconnection() {
        UserIntegration integration = world.connected(ALICE);
        byte[] before = world.credentials.rows.get(integration.id());
        FlowStart reconnect = world.reconnect(ALICE, integration);
        world.integrations.update(integration.with(integration
                .facts()
                .withDisconnect(Optional.of(new IntegrationFacts.Disconnect(world.clock.instant(), true)))));
        assertThat(world.finish(ALICE, reconnect).error()).contains(ErrorCode.NOT_FOUND);
        assertThat(world.connect(ALICE, World.CALENDAR).error()).contains(ErrorCode.STALE_VERSION);
        assertThat(world.again(integration).facts().disconnect()).isPresent();
        assertThat(world.credentials.rows.get(integration.id())).isEqualTo(before);
    }

    @Test
    @DisplayName("D09 the store fails after the exchange: no tokens are left behind and the grant is given back")
    void nothingIsLeftBehind() {
        world.integrations.beforeInsert = () -> {
            throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE);
        };
        int shreddedBefore = world.shreddings.get();
        FlowView flow = world.connect(ALICE, World.CALENDAR);
        assertThat(flow.error()).contains(ErrorCode.STORE_UNAVAILABLE);
        assertThat(world.provider.revoked).hasSize(1);
        assertThat(world.shreddings.get() - shreddedBefore).isEqualTo(1);
        assertNothingStored();
    }

    @Test
    @DisplayName("D09 what cannot be given back does not hide why the flow failed")
    void givingBackMayFail() {
        world.provider.untick = Optional.of(FakeProvider.CALENDAR_READ);
        world.provider.revokeFails = Optional.of(new IllegalStateException("no"));
        assertThat(world.connect(ALICE, World.CALENDAR).error()).contains(ErrorCode.NOTHING_GRANTED);
    }

    @Test
    @DisplayName("D10 fewer scopes than asked for: the rest works, what is missing is named")
    void worksWithWhatWasGranted() {
        world.provider.untick = Optional.of(FakeProvider.CONTACTS_READ);
        FlowView flow = world.connect(ALICE, Set.of(Capability.CALENDAR_READ, Capability.CONTACTS_READ));
        assertThat(flow.status()).isEqualTo(Status.CONNECTED);
        assertThat(flow.granted()).containsExactly(Capability.CALENDAR_READ);
        assertThat(flow.missing()).containsExactly(Capability.CONTACTS_READ);
        assertThat(world.integration(ALICE, flow).capabilities()).containsExactly(Capability.CALENDAR_READ);
    }

    @Test
    @DisplayName("D10 nothing that is needed was granted: not connected, and the grant is given back")
    void nothingGranted() {
        world.provider.untick = Optional.of(Set.of("list"));
        FlowView flow = world.connect(ALICE, World.CALENDAR);
        assertThat(flow.status()).isEqualTo(Status.FAILED);
        assertThat(flow.error()).contains(ErrorCode.NOTHING_GRANTED);
        assertThat(flow.missing()).containsExactly(Capability.CALENDAR_READ);
        assertThat(world.provider.revoked).hasSize(1);
        assertNothingStored();
    }

    @Test
    @DisplayName("D11 a code that does not belong to this flow's verifier is refused by the provider, and the flow ends")
    void verifierBelongsToTheFlow() {
        FlowStart one = world.start(ALICE);
        FlowStart other = world.start(ALICE);
        world.oauth.park(world.provider.id, callback(state(one), world.provider.consent(state(other))));
        FlowView flow = world.oauth.complete(ALICE, one.flow(), one.cookie());
        assertThat(flow.error()).contains(ErrorCode.FLOW_EXPIRED);
        assertNothingStored();
    }

    private FlowView view(FlowStart start) {
        return world.oauth.find(ALICE, start.flow()).orElseThrow();
    }

    private void assertNothingStored() {
        assertThat(world.credentials.rows).isEmpty();
        assertThat(world.integrations.list(ALICE.user().id())).isEmpty();
    }
}
