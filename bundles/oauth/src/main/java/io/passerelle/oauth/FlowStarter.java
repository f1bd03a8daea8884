// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.OAuthService.FlowStart;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.AuthorizationRequest;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.FlowStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.TokenCipher;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Starts flows, not too many. */
final class FlowStarter {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int OPEN_FLOWS = 5;
    static final int STARTS_A_MINUTE = 10;

    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);
    private static final int STRIPES = 64;

    /**
     * Whoever consented before (to another installation with the same client, or before a disconnection that could not be
     * revoked) would otherwise come back without a refresh token.
     */
    private static final boolean ALWAYS_ASK = true;

    private final FlowStore flows;
    private final IntegrationStore integrations;
    private final TokenCipher cipher;
    private final ProviderRegistry providers;
    private final RegisteredClients clients;
    private final OneTimeValues values;
    private final Clock clock;
    private final Object[] locks = IntStream.range(0, STRIPES).mapToObj(i -> new Object()).toArray();

    FlowStarter(
            FlowStore flows,
            IntegrationStore integrations,
            TokenCipher cipher,
            ProviderRegistry providers,
            RegisteredClients clients,
            OneTimeValues values,
            Clock clock) {
        this.flows = flows;
        this.integrations = integrations;
        this.cipher = cipher;
        this.providers = providers;
        this.clients = clients;
        this.values = values;
        this.clock = clock;
    }

    FlowStart start(SignedIn who, ProviderId id, Set<Capability> capabilities, Optional<IntegrationId> reconnect) {
        UserId owner = who.user().id();
        ProviderDescriptor provider = providers
                .find(id)
                .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND))
                .descriptor();
        Optional<UserIntegration> existing = reconnect.map(integration -> integrations
                .find(owner, integration)
                .filter(found -> found.provider().equals(id))
                .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND)));
        Set<Capability> asked = asked(provider, capabilities, existing);
        RegisteredClients.Client client = clients.require(owner.organisation(), id);

        String flow = values.id();
        String state = values.secret();
        String cookie = values.secret();
        String verifier = values.secret();
        URI page = page(
                client.authorizer(),
                new AuthorizationRequest(
                        Grants.scopes(provider, asked),
                        state,
                        OneTimeValues.challenge(verifier),
                        existing.map(integration -> integration.account().label()),
                        ALWAYS_ASK));
        Instant now = clock.instant();
        FlowRecord started = new FlowRecord(
                flow,
                owner,
                who.sessionKey(),
                OneTimeValues.digest(cookie),
                OneTimeValues.digest(state),
                id,
                reconnect,
                asked,
                new FlowSecrets(verifier, client.id()).seal(cipher, owner, flow),
                FlowRecord.Status.WAITING,
                Optional.empty(),
                Optional.empty(),
                now,
                now.plus(LIFETIME));
        insert(started, now);
        return new FlowStart(flow, page, cookie, started.expiresAt());
    }

    private static URI page(Authorizer authorizer, AuthorizationRequest request) {
        try {
            return authorizer.begin(request);
        } catch (PasserelleException failed) {
            throw failed;
        } catch (RuntimeException unexpected) {
            // Only its kind: the request holds the state, and nobody knows what a foreign exception says.
            throw PasserelleException.of(
                    ErrorCode.INTERNAL_ERROR, "the provider failed with " + unexpected.getClass().getName());
        }
    }

    private void insert(FlowRecord flow, Instant now) {
        // Counting and inserting is one step on this node; between nodes a few flows more do no harm.
        synchronized (locks[Math.floorMod(flow.owner().hashCode(), STRIPES)]) {
            flows.prune(now.minus(KEPT_AFTER_EXPIRY));
            if (flows.open(flow.owner(), now) >= OPEN_FLOWS) {
                throw PasserelleException.of(ErrorCode.TOO_MANY_FLOWS, "open flows");
            }
            Duration minute = Duration.ofMinutes(1);
            if (flows.startedSince(flow.owner(), now.minus(minute)) >= STARTS_A_MINUTE) {
                throw PasserelleException.of(ErrorCode.TOO_MANY_FLOWS, "flows started")
                        .retryAfter(minute);
            }
            flows.insert(flow);
        }
    }

    private static Set<Capability> asked(
            ProviderDescriptor provider, Set<Capability> capabilities, Optional<UserIntegration> existing) {
        Set<Capability> wanted = capabilities.isEmpty()
                ? existing.map(UserIntegration::capabilities).orElse(Set.of())
                : capabilities;
        if (wanted.isEmpty()) {
            throw PasserelleException.invalid("capabilities", "names at least one capability");
        }
        if (!Grants.isOffered(provider, wanted)) {
            throw PasserelleException.invalid("capabilities", "names what the provider cannot do");
        }
        Set<Capability> asked = Grants.complete(wanted);
        asked.removeIf(capability -> !Grants.isOffered(provider, Set.of(capability)));
        return asked;
    }
}
