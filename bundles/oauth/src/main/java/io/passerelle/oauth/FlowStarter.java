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
import io.passerelle.store.spi.TokenCipher;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Starts flows, not too many. */
final class FlowStarter {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /**
     * Whoever consented before (to another installation with the same client, or before a disconnection that could not be
     * revoked) would otherwise come back without a refresh token.
     */
    private static final boolean ALWAYS_ASK = true;

    private final FlowIntake intake;
    private final TokenCipher cipher;
    private final ProviderRegistry providers;
    private final RegisteredClients clients;
    private final OneTimeValues values;
    private final Clock clock;

    FlowStarter(
            FlowIntake intake,
            TokenCipher cipher,
            ProviderRegistry providers,
            RegisteredClients clients,
            OneTimeValues values,
            Clock clock) {
        this.intake = intake;
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
        requireOAuth(provider);
        Optional<UserIntegration> existing = intake.existing(owner, id, reconnect);
        Set<Capability> asked = FlowIntake.asked(provider, capabilities, existing);
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
        intake.insert(started);
        return new FlowStart(flow, page, cookie, started.expiresAt());
    }

    private static void requireOAuth(ProviderDescriptor provider) {
        if (provider.form().isPresent()) {
            throw PasserelleException.invalid("answers", "are required: this provider is connected by a form");
        }
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
}
