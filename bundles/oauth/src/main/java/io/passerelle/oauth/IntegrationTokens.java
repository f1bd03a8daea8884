// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.Events;
import io.passerelle.api.TokenService;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.Credential;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.TokenCipher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Access tokens for background work. What lasts is in the store; this node keeps pauses and renewals under way only. */
@Component(service = TokenService.class)
public final class IntegrationTokens implements TokenService {
    private static final Logger LOG = LoggerFactory.getLogger(IntegrationTokens.class);

    /** A minute that callers count on, and half of one for a clock that is a little wrong. */
    static final Duration MARGIN = Duration.ofSeconds(90);

    private final IntegrationStore integrations;
    private final CredentialStore credentials;
    private final Vault vault;
    private final RegisteredClients clients;
    private final Clock clock;
    private final Renewals renewals;
    private final LostGrants lostGrants;
    private final Refusals refusals;

    @Activate
    public IntegrationTokens(
            @Reference IntegrationStore integrations,
            @Reference CredentialStore credentials,
            @Reference TokenCipher cipher,
            @Reference RegisteredClients clients,
            @Reference HistoryStore history,
            @Reference Events events) {
        this(
                integrations,
                credentials,
                cipher,
                clients,
                history,
                events,
                new Timing(
                        Clock.systemUTC(),
                        new Backoff(Clock.systemUTC(), () -> ThreadLocalRandom.current().nextDouble())));
    }

    /** What tests settle. */
    record Timing(Clock clock, Backoff backoff) {}

    IntegrationTokens(
            IntegrationStore integrations,
            CredentialStore credentials,
            TokenCipher cipher,
            RegisteredClients clients,
            HistoryStore history,
            Events events,
            Timing timing) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.vault = new Vault(cipher);
        this.clients = clients;
        this.clock = timing.clock();
        this.refusals = new Refusals(history, clock);
        this.lostGrants = new LostGrants(integrations, credentials, events);
        this.renewals = new Renewals(new Refresher(credentials, vault), timing.backoff(), clock);
    }

    @Override
    public String accessToken(UserId owner, IntegrationId id) {
        UserIntegration integration = usable(owner, id);
        Credential stored = stored(integration);
        if (clients.isConnectedByForm(integration.provider())) {
            return stored.accessToken();
        }
        // A token without an end counts as expired, yet what was renewed a moment ago is as good as it gets.
        Predicate<Credential> isStale =
                credential -> isEnding(credential, MARGIN) && !renewals.isRecent(id, credential.accessToken());
        return isStale.test(stored) ? renew(integration, isStale) : stored.accessToken();
    }

    @Override
    public String renewedToken(UserId owner, IntegrationId id, String rejected) {
        UserIntegration integration = usable(owner, id);
        Optional<byte[]> sealed = credentials.get(owner.organisation(), id);
        if (clients.isConnectedByForm(integration.provider())) {
            return filledInSince(integration, sealed, rejected);
        }
        Predicate<Credential> isRejected = credential -> credential.accessToken().equals(rejected);
        if (refusals.areLasting(integration)) {
            LOG.info("The service has rejected every token of integration {} for long", id);
            lostGrants.record(owner, id, ErrorCode.GRANT_LOST, sealed);
            throw PasserelleException.of(ErrorCode.GRANT_LOST, "every token has been rejected for long");
        }
        if (renewals.isRecent(id, rejected) && isStillGood(open(integration, sealed), rejected)) {
            // Fresh from the provider and rejected all the same: another refresh would change nothing, and whether the grant
            // is lost only the token endpoint can say.
            LOG.info("The service rejects a token of integration {} that was renewed just now", id);
            throw PasserelleException.of(ErrorCode.TOKEN_REJECTED, "a renewed token was rejected");
        }
        return renew(integration, isRejected);
    }

    @Override
    public void revoke(UserId owner, IntegrationId id) {
        try {
            Optional<UserIntegration> integration = integrations.find(owner, id);
            Optional<byte[]> sealed = credentials.get(owner.organisation(), id);
            if (integration.isPresent() && clients.isConnectedByForm(integration.get().provider())) {
                LOG.info("Integration {} was connected by a form: there is no grant to revoke", id);
            } else if (integration.isPresent() && sealed.isPresent()) {
                Credential credential = vault.open(owner, id, sealed.get());
                clients.require(owner.organisation(), integration.get().provider())
                        .authorizer()
                        .revoke(credential);
                LOG.info("The grant of integration {} was revoked", id);
            }
        } catch (PasserelleException failed) {
            LOG.info("The grant of integration {} could not be revoked: {}", id, failed.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.warn("The grant of integration {} could not be revoked: {}", id, unexpected.getClass().getName());
        } finally {
            renewals.forget(id);
        }
    }

    /** A password is not renewed: either a person has filled in another one meanwhile, or they are asked to. */
    private String filledInSince(UserIntegration integration, Optional<byte[]> sealed, String rejected) {
        String stored = open(integration, sealed).accessToken();
        if (stored.equals(rejected)) {
            lostGrants.record(integration.owner(), integration.id(), ErrorCode.GRANT_LOST, sealed);
            throw PasserelleException.of(ErrorCode.GRANT_LOST, "the service refuses what was filled in");
        }
        return stored;
    }

    private UserIntegration usable(UserId owner, IntegrationId id) {
        UserIntegration integration =
                integrations.find(owner, id).orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
        integration.facts().lostGrant().ifPresent(why -> {
            throw PasserelleException.of(why, "the person has to reconnect");
        });
        return integration;
    }

    private Credential stored(UserIntegration integration) {
        return open(integration, credentials.get(integration.owner().organisation(), integration.id()));
    }

    private Credential open(UserIntegration integration, Optional<byte[]> sealed) {
        try {
            return vault.open(
                    integration.owner(),
                    integration.id(),
                    sealed.orElseThrow(() -> PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "none is stored")));
        } catch (PasserelleException failed) {
            recordIfLost(integration, failed, sealed);
            throw failed;
        }
    }

    private String renew(UserIntegration integration, Predicate<Credential> isStale) {
        // Before the lock: what needs the database must not need it while a row is locked.
        RegisteredClients.Client client =
                clients.require(integration.owner().organisation(), integration.provider());
        try {
            return renewals.renew(integration.owner(), integration.id(), client.authorizer(), isStale)
                    .accessToken();
        } catch (Refresher.Failed failed) {
            recordIfLost(integration, failed.failure(), failed.sealed());
            throw failed.failure();
        }
    }

    private void recordIfLost(UserIntegration integration, PasserelleException failure, Optional<byte[]> sealed) {
        if (failure.code().type() == ErrorType.AUTH) {
            lostGrants.record(integration.owner(), integration.id(), failure.code(), sealed);
        } else if (failure.code() == ErrorCode.CLIENT_REJECTED) {
            LOG.error(
                    "{} rejects the client registration of organisation {}; store client id and secret again",
                    integration.provider(),
                    integration.owner().organisation());
        }
    }

    /** Whether a token is the stored one and, by what the provider said, has not ended. */
    private boolean isStillGood(Credential credential, String accessToken) {
        return credential.accessToken().equals(accessToken)
                && (credential.expiresAt().isEmpty() || !isEnding(credential, Duration.ZERO));
    }

    private boolean isEnding(Credential credential, Duration margin) {
        Instant needed = clock.instant().plus(margin);
        return credential.expiresAt().map(end -> !end.isAfter(needed)).orElse(true);
    }
}
