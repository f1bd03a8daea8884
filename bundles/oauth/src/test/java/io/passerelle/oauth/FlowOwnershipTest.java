// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ACME;
import static io.passerelle.oauth.World.ALICE;
import static io.passerelle.oauth.World.ALICE_ELSEWHERE;
import static io.passerelle.oauth.World.BOB;
import static io.passerelle.oauth.World.callback;
import static io.passerelle.oauth.World.error;
import static io.passerelle.oauth.World.state;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.api.OAuthService.Callback;
import io.passerelle.api.OAuthService.FlowStart;
import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.api.OAuthService.FlowView.Status;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.SealScope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowOwnershipTest {
    private final World world = new World();

    @Test
    @DisplayName("D02 a callback without state or code is refused and changes nothing")
    void refusesIncompleteCallbacks() {
        FlowStart start = world.start(ALICE);
        assertThat(world.oauth.park(world.provider.id, new Callback(
                        Optional.empty(), Optional.of("code"), Optional.empty(), Optional.empty(), false)))
                .isEmpty();
        assertThat(world.oauth.park(world.provider.id, new Callback(
                        Optional.of(state(start)), Optional.empty(), Optional.empty(), Optional.empty(), false)))
                .isEmpty();
        assertThat(view(start).status()).isEqualTo(Status.WAITING);
        assertNothingStored();
    }

    @Test
    @DisplayName("D02 the callback alone exchanges nothing: without the starter's session nothing comes of it")
    void callbackExchangesNothing() {
        FlowStart start = world.start(ALICE);
        assertThat(world.comeBack(start)).contains(start.flow());
        assertThat(view(start).status()).isEqualTo(Status.RETURNED);
        assertThat(world.provider.exchanges).hasValue(0);
        assertNothingStored();
    }

    @Test
    @DisplayName("D03 an unknown state is refused")
    void refusesUnknownState() {
        assertThat(world.oauth.park(world.provider.id, callback("unknown", "code"))).isEmpty();
    }

    @Test
    @DisplayName("D03 a state is used once: what comes second is refused and does not replace the first")
    void refusesReusedState() {
        FlowStart start = world.start(ALICE);
        String first = world.provider.consent(state(start));
        world.oauth.park(world.provider.id, callback(state(start), first));
        assertThat(world.oauth.park(world.provider.id, callback(state(start), "somebody-elses-code")))
                .isEmpty();
        assertThat(world.oauth.complete(ALICE, start.flow(), start.cookie()).status())
                .isEqualTo(Status.CONNECTED);
        assertThat(world.oauth.park(world.provider.id, callback(state(start), "late"))).isEmpty();
    }

    @Test
    @DisplayName("D03 an expired state is refused, and the flow says so")
    void refusesExpiredState() {
        FlowStart start = world.start(ALICE);
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(world.comeBack(start)).isEmpty();
        assertThat(view(start).status()).isEqualTo(Status.FAILED);
        assertThat(view(start).error()).contains(ErrorCode.FLOW_EXPIRED);
    }

    @Test
    @DisplayName("D03 a flow that came back in time and is finished too late is not exchanged")
    void doesNotExchangeTooLate() {
        FlowStart start = world.start(ALICE);
        world.comeBack(start);
        world.clock.advance(Duration.ofMinutes(10));
        FlowView flow = world.oauth.complete(ALICE, start.flow(), start.cookie());
        assertThat(flow.error()).contains(ErrorCode.FLOW_EXPIRED);
        assertThat(world.provider.exchanges).hasValue(0);
    }

    @Test
    @DisplayName("D03 somebody else's flow does not exist for another user")
    void hidesFlowsOfOthers() {
        FlowStart start = world.start(ALICE);
        world.comeBack(start);
        assertThat(world.oauth.find(BOB, start.flow())).isEmpty();
        assertThat(world.oauth.cancel(BOB, start.flow())).isEmpty();
        assertFails(ErrorCode.NOT_FOUND, () -> world.oauth.complete(BOB, start.flow(), start.cookie()));
        assertNothingStored();
    }

    @Test
    @DisplayName("D03 another session of the same user cannot finish the flow, nor can another browser")
    void refusesOtherSessionsAndCookies() {
        FlowStart start = world.start(ALICE);
        FlowStart other = world.start(ALICE);
        world.comeBack(start);
        assertFails(ErrorCode.FLOW_MISMATCH, () -> world.oauth.complete(ALICE_ELSEWHERE, start.flow(), start.cookie()));
        assertFails(ErrorCode.FLOW_MISMATCH, () -> world.oauth.complete(ALICE, start.flow(), other.cookie()));
        assertFails(ErrorCode.FLOW_MISMATCH, () -> world.oauth.complete(ALICE, start.flow(), null));
        assertThat(world.provider.exchanges).hasValue(0);
        assertThat(world.oauth.complete(ALICE, start.flow(), start.cookie()).status())
                .isEqualTo(Status.CONNECTED);
    }

    @Test
    @DisplayName("D03 an attacker's consent link puts nothing into the account of who follows it")
    void consentLinkOfSomebodyElse() {
        FlowStart ofBob = world.start(BOB);
        // Alice opens Bob's link, consents with her account, and her browser brings the code to the callback.
        world.comeBack(ofBob);
        assertFails(ErrorCode.NOT_FOUND, () -> world.oauth.complete(ALICE, ofBob.flow(), ofBob.cookie()));
        assertNothingStored();
    }

    @Test
    @DisplayName("A state that comes back at another provider's address is refused")
    void refusesMixUp() {
        FakeProvider malicious = new FakeProvider("malicious", world.clock);
        world.registry.add(malicious);
        FlowStart start = world.start(ALICE);
        assertThat(world.oauth.park(malicious.id, callback(state(start), world.provider.consent(state(start)))))
                .isEmpty();
        assertThat(view(start).status()).isEqualTo(Status.WAITING);
        assertThat(malicious.exchanges).hasValue(0);
    }

    @ParameterizedTest(name = "advertised {0}, known {1}, answered {2}: {3}")
    @CsvSource({
        "https://accounts.example, , https://accounts.example, CONNECTED",
        "https://accounts.example, , https://evil.example, FAILED",
        "https://accounts.example, , , FAILED",
        ", https://accounts.example, https://accounts.example, CONNECTED",
        ", https://accounts.example, https://accounts.example/, FAILED",
        ", https://accounts.example, https://evil.example, FAILED",
        ", https://accounts.example, '', FAILED",
        ", https://accounts.example, , CONNECTED",
        ", , https://whatever.example, CONNECTED"
    })
    @DisplayName("RFC 9207: an issuer that is advertised has to come back; one that comes back has to be the provider's")
    void checksTheIssuer(String advertised, String known, String answered, Status expected) {
        world.provider.issuer = Optional.ofNullable(advertised);
        world.provider.unannouncedIssuer = Optional.ofNullable(known);
        FlowStart start = world.start(ALICE);
        String code = world.provider.consent(state(start));
        world.oauth.park(world.provider.id, new Callback(
                Optional.of(state(start)), Optional.of(code), Optional.ofNullable(answered), Optional.empty(), false));
        FlowView flow = world.oauth.complete(ALICE, start.flow(), start.cookie());
        assertThat(flow.status()).isEqualTo(expected);
        if (expected == Status.FAILED) {
            assertThat(flow.error()).contains(ErrorCode.ISSUER_MISMATCH);
            assertThat(world.provider.exchanges).hasValue(0);
        }
    }

    @Test
    @DisplayName("A return from an administrator's consent never brings a code")
    void adminConsentBringsNoCode() {
        FlowStart start = world.start(ALICE);
        assertThat(world.oauth.park(world.provider.id, new Callback(
                        Optional.of(state(start)),
                        Optional.of(world.provider.consent(state(start))),
                        Optional.empty(),
                        Optional.empty(),
                        true)))
                .isEmpty();
        assertThat(view(start).status()).isEqualTo(Status.WAITING);
    }

    @Test
    @DisplayName("A flow whose client registration was exchanged meanwhile is not completed with the new one")
    void pinsTheClient() {
        FlowStart start = world.start(ALICE);
        world.comeBack(start);
        world.clients.put(ACME, world.provider.id, "client-2", "another-secret");
        FlowView flow = world.oauth.complete(ALICE, start.flow(), start.cookie());
        assertThat(flow.error()).contains(ErrorCode.FLOW_MISMATCH);
        assertThat(world.provider.exchanges).hasValue(0);
    }

    @Test
    @DisplayName("Two tabs in the same flow: one exchanges, the other sees that it is under way, both see the result")
    void twoTabs() throws Exception {
        FlowStart start = world.start(ALICE);
        world.comeBack(start);
        CountDownLatch exchanging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        world.provider.duringExchange = () -> {
            exchanging.countDown();
            await(goOn);
        };
        CompletableFuture<FlowView> first =
                CompletableFuture.supplyAsync(() -> world.oauth.complete(ALICE, start.flow(), start.cookie()));
        exchanging.await();
        FlowView second = world.oauth.complete(ALICE, start.flow(), start.cookie());
        assertThat(second.status()).isEqualTo(Status.COMPLETING);
        assertThat(world.oauth.cancel(ALICE, start.flow()).orElseThrow().status()).isEqualTo(Status.COMPLETING);
        goOn.countDown();
        assertThat(first.get().status()).isEqualTo(Status.CONNECTED);
        assertThat(view(start)).isEqualTo(first.get());
        assertThat(world.provider.exchanges).hasValue(1);
    }

    @Test
    @DisplayName("Once the exchange begins the store holds neither code nor verifier")
    void forgetsCodeAndVerifier() {
        FlowStart start = world.start(ALICE);
        world.comeBack(start);
        AtomicReference<FlowRecord> during = new AtomicReference<>();
        world.provider.duringExchange = () -> during.set(world.flows.records.get(start.flow()));
        world.oauth.complete(ALICE, start.flow(), start.cookie());
        assertThat(during.get().sealed()).isEmpty();
        assertThat(world.flows.records.get(start.flow()).sealed()).isEmpty();
    }

    @Test
    @DisplayName("Closing the window cancels, and a late callback is refused")
    void cancels() {
        FlowStart start = world.start(ALICE);
        assertThat(world.oauth.cancel(ALICE, start.flow()).orElseThrow().error()).contains(ErrorCode.FLOW_CANCELLED);
        assertThat(world.comeBack(start)).isEmpty();
        FlowStart connected = world.start(ALICE);
        world.finish(ALICE, connected);
        assertThat(world.oauth.cancel(ALICE, connected.flow()).orElseThrow().status()).isEqualTo(Status.CONNECTED);
    }

    @Test
    @DisplayName("At most five flows are open; one that ended or expired makes room")
    void limitsOpenFlows() {
        FlowStart first = world.start(ALICE);
        for (int i = 1; i < FlowIntake.OPEN_FLOWS; i++) {
            world.start(ALICE);
        }
        assertFails(ErrorCode.TOO_MANY_FLOWS, () -> world.start(ALICE));
        world.start(BOB);
        world.oauth.cancel(ALICE, first.flow());
        world.start(ALICE);
        assertFails(ErrorCode.TOO_MANY_FLOWS, () -> world.start(ALICE));
        world.clock.advance(FlowStarter.LIFETIME);
        world.start(ALICE);
    }

    @Test
    @DisplayName("At most ten flows are started in a minute, however they end")
    void limitsStarts() {
        for (int i = 0; i < FlowIntake.STARTS_A_MINUTE; i++) {
            world.oauth.cancel(ALICE, world.start(ALICE).flow());
        }
        assertFails(ErrorCode.TOO_MANY_FLOWS, () -> world.start(ALICE));
        world.clock.advance(Duration.ofSeconds(61));
        world.start(ALICE);
    }

    @Test
    @DisplayName("Old flows are deleted")
    void prunes() {
        FlowStart old = world.start(ALICE);
        world.clock.advance(Duration.ofMinutes(71));
        world.start(BOB);
        assertThat(world.flows.records).doesNotContainKey(old.flow());
    }

    @Test
    @DisplayName("What cannot be started is refused with the reason")
    void refusesStarts() {
        assertFails(ErrorCode.NOT_FOUND, () -> world.oauth.start(ALICE, ProviderId.of("absent"), World.CALENDAR, Optional.empty()));
        assertFails(ErrorCode.NOT_FOUND, () -> world.oauth.start(
                        ALICE, world.provider.id, World.CALENDAR, Optional.of(IntegrationId.random())));
        assertFails(ErrorCode.INVALID_INPUT, () -> world.start(ALICE, Set.of()));
        assertFails(ErrorCode.INVALID_INPUT, () -> world.start(ALICE, Set.of(Capability.PRESENCE_READ)));
        world.clients.delete(ACME, world.provider.id);
        assertFails(ErrorCode.CLIENT_NOT_CONFIGURED, () -> world.start(ALICE));
    }

    @Test
    @DisplayName("A provider that throws what it must not does not take the state along")
    void hidesWhatProvidersThrow() {
        world.provider.beginFails = true;
        assertThatThrownBy(() -> world.start(ALICE))
                .isInstanceOf(PasserelleException.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
        world.provider.checkFails = Optional.of(new IllegalStateException("canary"));
        assertThat(world.clients.check(ACME, world.provider.id)).contains(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    @DisplayName("A verifier pasted from another flow of the same user does not open")
    void secretsBelongToOneFlow() {
        FlowStart one = world.start(ALICE);
        FlowStart other = world.start(ALICE);
        byte[] sealed = world.flows.records.get(other.flow()).sealed();
        assertThatThrownBy(() -> FlowSecrets.open(world.cipher, ALICE.user().id(), one.flow(), sealed))
                .isInstanceOf(PasserelleException.class);
    }

    @Test
    @DisplayName("A flow whose seal is broken ends instead of crashing")
    void survivesABrokenSeal() {
        FlowStart start = world.start(ALICE);
        world.cipher.shred(new SealScope.OfUser(ALICE.user().id()));
        world.comeBack(start);
        assertThat(view(start).status()).isEqualTo(Status.FAILED);
    }

    private FlowView view(FlowStart start) {
        return world.oauth.find(ALICE, start.flow()).orElseThrow();
    }

    private void assertNothingStored() {
        assertThat(world.credentials.rows).isEmpty();
        assertThat(world.integrations.list(ALICE.user().id())).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
