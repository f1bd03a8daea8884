// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ALICE;
import static io.passerelle.oauth.World.BOB;
import static io.passerelle.oauth.World.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.OAuthService.Callback;
import io.passerelle.api.OAuthService.FlowStart;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.ClientStore.StoredClient;
import io.passerelle.store.spi.FlowRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs everything with values that can be recognised and looks for them wherever people and databases can look. */
class CanaryTest {
    private static final Path LOG = Path.of("target/oauth-test.log");

    private final World world = new World();
    private final List<String> secrets = new ArrayList<>(List.of("canary"));
    private final StringBuilder seen = new StringBuilder();

    @Test
    @DisplayName("No token, code, verifier, state, cookie or client secret in logs, failures, events, texts or columns")
    void nothingLeaks() throws IOException {
        long before = Files.exists(LOG) ? Files.size(LOG) : 0;

        goodDay();
        badDays();
        forms();

        String log = Files.readString(LOG).substring((int) before);
        assertThat(log).contains("was started by acme/alice", "has to be reconnected", "could not be revoked", "there is no grant to revoke", "PASSWORD_REFUSED");
        seen.append(log);
        world.events.published.forEach(event -> seen.append(event).append('\n'));
        look(world.flows.records.values());
        world.flows.records.values().forEach(flow -> look(flow.sealed()));
        world.credentials.rows.values().forEach(this::look);
        world.clientStore.rows.values().forEach(client -> look(client.sealedSecret()));
        look(world.clientStore.rows.values());

        assertThat(secrets).hasSizeGreaterThan(20);
        for (String secret : secrets) {
            assertThat(seen.toString()).doesNotContain(secret);
        }
    }

    @Test
    @DisplayName("The search finds what is there")
    void theSearchWorks() {
        look("x canary-access-1 y".getBytes(StandardCharsets.UTF_8));
        assertThat(seen.toString()).contains("canary");
    }

    private void goodDay() {
        FlowStart start = started(world.start(ALICE, Set.of(Capability.CALENDAR_WRITE)));
        look(start);
        UserIntegration integration = world.integration(ALICE, world.finish(ALICE, start));
        look(world.oauth.find(ALICE, start.flow()));
        look(integration);
        world.clock.advance(Duration.ofHours(1));
        world.token(integration);
        world.tokens.renewedToken(integration.owner(), integration.id(), "canary-access-old");
        started(world.reconnect(ALICE, integration));
        look(new FlowSecrets("canary-verifier", "client"));
        look(new FlowRecordView(world.flows.records.get(start.flow())));
        look(world.clients.list(World.ACME));
        look(world.clientStore.rows.values().toArray(new StoredClient[0])[0]);
    }

    private void badDays() {
        FlowStart parked = started(world.start(ALICE));
        Callback callback = World.callback(state(parked), world.provider.consent(state(parked)));
        look(callback);
        world.oauth.park(world.provider.id, callback);
        failing(() -> world.oauth.complete(ALICE, parked.flow(), "canary-wrong-cookie"));
        failing(() -> world.oauth.complete(BOB, parked.flow(), parked.cookie()));
        world.oauth.park(world.provider.id, World.callback("canary-unknown-state", "canary-code-unknown"));
        FlowStart denied = started(world.start(ALICE));
        world.oauth.park(world.provider.id, World.error(state(denied), "canary-error"));

        world.provider.exchangeFails = Optional.of(new IllegalStateException("canary-code in a foreign message"));
        world.connect(ALICE, World.CALENDAR);
        world.provider.exchangeFails = Optional.empty();

        UserIntegration integration =
                world.integrations.list(ALICE.user().id()).get(0);
        world.clock.advance(Duration.ofHours(1));
        world.provider.revokeFails = Optional.of(new IllegalStateException("canary-refresh in a foreign message"));
        world.tokens.revoke(integration.owner(), integration.id());
        world.provider.refreshFails = Optional.of(new IllegalStateException("canary-refresh in a foreign message"));
        failing(() -> world.token(integration));
        world.provider.refreshFails = Optional.of(PasserelleException.of(ErrorCode.CLIENT_REJECTED));
        world.clock.advance(Duration.ofMinutes(11));
        failing(() -> world.token(integration));
        world.provider.refreshFails = Optional.empty();
        world.provider.withdrawEverything();
        world.clock.advance(Duration.ofMinutes(11));
        failing(() -> world.token(integration));
        failing(() -> world.clients.put(World.ACME, world.provider.id, "id", "canary secret with spaces"));
        failing(() -> new Packed.Reader("canary".getBytes(StandardCharsets.UTF_8), 1));
    }

    private void forms() {
        world.clock.advance(Duration.ofMinutes(11));
        world.memory.password("canary-password-1");
        UserIntegration integration = world.integration(ALICE, world.fillIn(ALICE, "canary-password-1"));
        look(integration);
        look(world.forms.identity(ALICE, integration.id()));
        failing(() -> world.fillIn(ALICE, "canary-password-wrong"));
        failing(() -> world.fillIn(ALICE, "canary-password\nwith a line break"));
        failing(() -> world.forms.connect(
                ALICE,
                world.memory.descriptor().id(),
                World.CALENDAR,
                Map.of("canary-field", "canary-password-1"),
                Optional.empty()));
        failing(() -> world.tokens.renewedToken(integration.owner(), integration.id(), "canary-password-1"));
        world.tokens.revoke(integration.owner(), integration.id());
    }

    /** The components of a record that are stored in columns of their own. */
    private record FlowRecordView(FlowRecord flow) {
        @Override
        public String toString() {
            return String.join(
                    " ",
                    flow.toString(),
                    flow.id(),
                    flow.sessionKey(),
                    HexFormat.of().formatHex(flow.cookieDigest()),
                    new String(flow.stateDigest(), StandardCharsets.ISO_8859_1),
                    new String(flow.sealed(), StandardCharsets.ISO_8859_1));
        }
    }

    private FlowStart started(FlowStart start) {
        secrets.add(state(start));
        secrets.add(start.cookie());
        FlowRecord flow = world.flows.records.get(start.flow());
        String verifier = FlowSecrets.open(world.cipher, flow.owner(), flow.id(), flow.sealed()).verifier();
        assertThat(verifier).hasSizeBetween(43, 128).matches("[A-Za-z0-9_-]+");
        secrets.add(verifier);
        for (String secret : List.of(state(start), start.cookie(), verifier)) {
            secrets.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            secrets.add(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        }
        return start;
    }

    private void failing(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failure) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                look(each);
                List.of(each.getSuppressed()).forEach(this::look);
            }
            return;
        }
        throw new AssertionError("should have failed");
    }

    private void look(Object shown) {
        seen.append(shown).append('\n');
    }

    private void look(byte[] stored) {
        seen.append(new String(stored, StandardCharsets.ISO_8859_1)).append('\n');
    }
}
