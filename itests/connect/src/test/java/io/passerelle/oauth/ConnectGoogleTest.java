// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.model.integration.Capability.CALENDAR_READ;
import static io.passerelle.model.integration.Capability.CALENDAR_WRITE;
import static io.passerelle.oauth.GoogleWorld.ACME;
import static io.passerelle.oauth.GoogleWorld.ALICE;
import static io.passerelle.oauth.GoogleWorld.ANN;
import static io.passerelle.oauth.GoogleWorld.BEN;
import static io.passerelle.oauth.GoogleWorld.BOB;
import static io.passerelle.oauth.GoogleWorld.GOOGLE;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.api.OAuthService.FlowStart;
import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.api.OAuthService.FlowView.Status;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.Credential;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import io.passerelle.testkit.store.Together;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import io.passerelle.model.error.ErrorTexts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectGoogleTest {
    private static final String EVENTS = "https://www.googleapis.com/auth/calendar.events";

    @TempDir
    private Path folder;

    private GoogleWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new GoogleWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("D01 a person connects Google and background work gets tokens")
    void connects() {
        FlowView flow = world.connect(ALICE, ANN, Set.of(), CALENDAR_WRITE);
        assertThat(flow.error()).isEmpty();
        assertThat(flow.status()).isEqualTo(Status.CONNECTED);
        assertThat(flow.granted()).containsExactlyInAnyOrder(CALENDAR_READ, CALENDAR_WRITE);
        UserIntegration integration = world.stores
                .integrations()
                .find(ALICE.user().id(), flow.integration().orElseThrow())
                .orElseThrow();
        assertThat(integration.account().label()).isEqualTo(ANN);
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("No token, code, state, verifier or client secret in a log line or in the clear in the database")
    void nothingLeaks() throws Exception {
        FlowStart start = world.start(ALICE, CALENDAR_WRITE);
        URI redirect = world.google.approve(start.authorizationUri(), ANN);
        Map<String, String> query = GoogleWorld.query(redirect);
        List<String> secrets = new ArrayList<>(
                List.of(GoogleWorld.SECRET, query.get("code"), query.get("state"), start.cookie()));
        secrets.add(FlowSecrets.open(
                        world.cipher,
                        ALICE.user().id(),
                        start.flow(),
                        world.stores.flows().find(ALICE.user().id(), start.flow()).orElseThrow().sealed())
                .verifier());
        world.oauth.park(GOOGLE, GoogleWorld.callback(redirect));
        String parked = world.dump();
        FlowView flow = world.oauth.complete(ALICE, start.flow(), start.cookie());
        UserIntegration integration = world.stores
                .integrations()
                .find(ALICE.user().id(), flow.integration().orElseThrow())
                .orElseThrow();
        secrets.add(world.token(integration));
        secrets.add(world.tokens.renewedToken(integration.owner(), integration.id(), world.token(integration)));
        Credential stored = new Vault(world.cipher)
                .open(integration.owner(), integration.id(), world.stores.credentials().get(ACME, integration.id()).orElseThrow());
        Matcher refreshToken = Pattern.compile("1//[\\w-]+").matcher(new String(stored.content(), StandardCharsets.UTF_8));
        assertThat(refreshToken.find()).isTrue();
        secrets.add(refreshToken.group());

        String seen = parked + world.dump() + Files.readString(Path.of("target/connect-test.log"));
        assertThat(seen).contains("CONNECT_FLOW", start.flow(), "was started by acme/alice", "client-1");
        for (String secret : secrets) {
            assertThat(seen).doesNotContain(secret);
            assertThat(seen.toLowerCase(Locale.ROOT))
                    .doesNotContain(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    @DisplayName("D04 denied at Google: cancelled, no half account")
    void denied() {
        FlowStart start = world.start(ALICE, CALENDAR_READ);
        FlowView flow = world.comeBack(ALICE, start, world.google.deny(start.authorizationUri()));
        assertThat(flow.status()).isEqualTo(Status.CANCELLED);
        assertThat(flow.error()).contains(ErrorCode.CONSENT_DENIED);
        assertThat(world.stores.integrations().list(ALICE.user().id())).isEmpty();
    }

    @Test
    @DisplayName("D05 the token endpoint is down: a clear code, and a new flow succeeds")
    void tokenEndpointDown() {
        world.google.fault(Fault.next(FaultKind.UNAVAILABLE, "oauth.token").times(5));
        assertThat(world.connect(ALICE, ANN, Set.of(), CALENDAR_READ).error())
                .hasValueSatisfying(code -> assertThat(code.type().isRetried()).isTrue());
        world.google.clearFaults();
        assertThat(world.connect(ALICE, ANN, Set.of(), CALENDAR_READ).status()).isEqualTo(Status.CONNECTED);
    }

    @Test
    @DisplayName("D07 the same account again renews, another one is a second integration, another user's is refused")
    void accounts() {
        UserIntegration first = world.connected(ALICE, ANN);
        assertThat(world.connected(ALICE, ANN).id()).isEqualTo(first.id());
        assertThat(world.connected(ALICE, BEN).id()).isNotEqualTo(first.id());
        assertThat(world.connect(BOB, ANN, Set.of(), CALENDAR_READ).error()).contains(ErrorCode.ACCOUNT_IN_USE);
        assertThat(world.google.granted(ANN)).isNotEmpty();
        assertThat(world.token(world.again(first))).isNotBlank();
    }

    @Test
    @DisplayName("D08 whoever consented before gets a refresh token again")
    void consentsAgain() {
        UserIntegration integration = world.connected(ALICE, ANN);
        // Gone here, but still granted there.
        world.stores.integrations().delete(ACME, integration.id());
        UserIntegration again = world.connected(ALICE, ANN);
        world.clock.advance(Duration.ofHours(2));
        assertThat(world.token(again)).isNotBlank();
    }

    @Test
    @DisplayName("D09 the test call fails after the exchange: no tokens are left behind")
    void testCallFails() {
        world.google.fault(Fault.next(FaultKind.FORBIDDEN, "calendarList.list").times(10));
        FlowView flow = world.connect(ALICE, ANN, Set.of(), CALENDAR_READ);
        assertThat(flow.status()).isEqualTo(Status.FAILED);
        assertThat(world.stores.integrations().list(ALICE.user().id())).isEmpty();
        assertThat(world.stores.flows().find(ALICE.user().id(), flow.id()).orElseThrow().sealed()).isEmpty();
    }

    @Test
    @DisplayName("D10 an unticked scope: nothing that is needed was granted, and the rest is given back")
    void unticked() {
        FlowView flow = world.connect(ALICE, ANN, Set.of(EVENTS), CALENDAR_WRITE);
        assertThat(flow.error()).contains(ErrorCode.NOTHING_GRANTED);
        assertThat(flow.missing()).containsExactlyInAnyOrder(CALENDAR_READ, CALENDAR_WRITE);
        assertThat(world.google.granted(ANN)).isEmpty();
    }

    @Test
    @DisplayName("D11 a code is worth nothing with another flow's verifier")
    void verifier() {
        FlowStart one = world.start(ALICE, CALENDAR_READ);
        FlowStart other = world.start(ALICE, CALENDAR_READ);
        Map<String, String> query = GoogleWorld.query(world.google.approve(other.authorizationUri(), ANN));
        String state = GoogleWorld.query(one.authorizationUri()).get("state");
        world.oauth.park(
                GOOGLE,
                GoogleWorld.callback(URI.create("https://x/?state=" + state + "&code="
                        + URLEncoder.encode(query.get("code"), StandardCharsets.UTF_8))));
        assertThat(world.oauth.complete(ALICE, one.flow(), one.cookie()).status()).isEqualTo(Status.FAILED);
        assertThat(world.stores.integrations().list(ALICE.user().id())).isEmpty();
    }

    @Test
    @DisplayName("E02 E04 an access token that has ended is renewed, again and again")
    void renews() {
        UserIntegration integration = world.connected(ALICE, ANN);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            assertThat(seen.add(world.token(integration))).isTrue();
            assertThat(world.token(integration)).isEqualTo(world.token(integration));
            world.clock.advance(Duration.ofHours(1));
        }
        assertThat(world.google.journal().count("oauth.token")).isEqualTo(3);
    }

    @Test
    @DisplayName("E06 sixteen threads on two nodes over one database: one refresh")
    void refreshesOnce() throws Exception {
        UserIntegration integration = world.connected(ALICE, ANN);
        world.clock.advance(Duration.ofHours(1));
        world.google.journal().clear();
        List<IntegrationTokens> nodes = List.of(world.tokens, world.node());
        List<Callable<String>> callers = IntStream.range(0, 16)
                .mapToObj(i -> nodes.get(i % 2))
                .<Callable<String>>map(node -> () -> node.accessToken(integration.owner(), integration.id()))
                .toList();
        assertThat(Together.run(callers)).hasSize(16).extracting(Together.Outcome::value).containsOnly(
                Optional.of(world.token(integration)));
        assertThat(world.google.journal().count("oauth.token")).isEqualTo(1);
    }

    @Test
    @DisplayName("E08 E16 access withdrawn at Google: reconnect needed, not asked again, and reconnecting mends it")
    void withdrawn() {
        UserIntegration integration = world.connected(ALICE, ANN);
        world.google.revokeGrant(ANN);
        world.clock.advance(Duration.ofHours(1));
        world.google.journal().clear();
        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));
        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));
        assertThat(world.google.journal().count("oauth.token")).isEqualTo(1);
        assertThat(world.again(integration).facts().lostGrant()).contains(ErrorCode.GRANT_LOST);
        assertThat(world.reconnect(integration, ANN).integration()).contains(integration.id());
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("E19 a changed password ends the grant like a withdrawal, and the person is told that it may be that")
    void passwordChanged() {
        UserIntegration integration = world.connected(ALICE, ANN);
        world.clock.advance(Duration.ofHours(1));
        world.google.fault(Fault.next(FaultKind.INVALID_GRANT, "oauth.token"));

        assertFails(ErrorCode.GRANT_LOST, () -> world.token(integration));

        assertThat(world.again(integration).facts().lostGrant()).contains(ErrorCode.GRANT_LOST);
        assertThat(ErrorTexts.of(ErrorCode.GRANT_LOST, Locale.ENGLISH).why()).contains("password");
        assertThat(ErrorTexts.of(ErrorCode.GRANT_LOST, Locale.FRENCH).why()).contains("mot de passe");
        world.google.clearFaults();
        assertThat(world.reconnect(integration, ANN).integration()).contains(integration.id());
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("E09 Google rejects the client: the user's tokens are kept")
    void clientRejected() {
        UserIntegration integration = world.connected(ALICE, ANN);
        world.clients.put(ACME, GOOGLE, "client-1", "wrong-secret");
        world.clock.advance(Duration.ofHours(1));
        assertFails(ErrorCode.CLIENT_REJECTED, () -> world.token(integration));
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
        assertThat(world.clients.check(ACME, GOOGLE)).contains(ErrorCode.CLIENT_REJECTED);
        world.clients.put(ACME, GOOGLE, "client-1", GoogleWorld.SECRET);
        assertThat(world.clients.check(ACME, GOOGLE)).isEmpty();
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("E10 E13 outages and garbage keep the tokens")
    void outage() {
        UserIntegration integration = world.connected(ALICE, ANN);
        world.clock.advance(Duration.ofHours(1));
        for (FaultKind kind : List.of(
                FaultKind.SERVER_ERROR, FaultKind.NOT_JSON, FaultKind.CUT_BODY, FaultKind.CONNECTION_LOST)) {
            world.google.fault(Fault.next(kind, "oauth.token").times(10));
            assertThatThrownBy(() -> world.token(integration))
                    .isInstanceOfSatisfying(PasserelleException.class, failure -> assertThat(
                                    failure.code().type().isRetried())
                            .isTrue());
            world.google.clearFaults();
            world.clock.advance(Duration.ofMinutes(10));
        }
        assertThat(world.again(integration).facts().lostGrant()).isEmpty();
        assertThat(world.token(integration)).isNotBlank();
    }

    @Test
    @DisplayName("E15 a disconnection ends the grant at Google, and its key is shredded with it")
    void disconnects() {
        UserIntegration integration = world.connected(ALICE, ANN);
        byte[] sealed = world.stores.credentials().get(ACME, integration.id()).orElseThrow();
        world.tokens.revoke(integration.owner(), integration.id());
        assertThat(world.google.granted(ANN)).isEmpty();
        Vault vault = new Vault(world.cipher);
        vault.shred(integration.owner(), integration.id());
        assertFails(ErrorCode.SECRET_UNREADABLE, () -> vault.open(integration.owner(), integration.id(), sealed));
    }
}
