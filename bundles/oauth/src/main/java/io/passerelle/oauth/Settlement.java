// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.IntegrationStore;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes an integration of an authorization, or renews the one that the account has already. */
final class Settlement {
    private static final int ATTEMPTS = 5;
    private static final int INTERVAL_MINUTES = 15;
    private static final int PAGE = 500;

    private final IntegrationStore integrations;
    private final CredentialStore credentials;
    private final Vault vault;
    private final Clock clock;

    Settlement(IntegrationStore integrations, CredentialStore credentials, Vault vault, Clock clock) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.vault = vault;
        this.clock = clock;
    }

    /** Stores everything or nothing. */
    IntegrationId settle(FlowRecord flow, ProviderDescriptor provider, Authorization authorization) {
        Set<Capability> allowed = Grants.allowed(provider, authorization.grantedScopes());
        if (flow.capabilities().stream().noneMatch(allowed::contains)) {
            throw PasserelleException.of(ErrorCode.NOTHING_GRANTED);
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Optional<UserIntegration> existing = existing(flow, authorization);
                existing.ifPresent(this::requireNotGone);
                return existing.isPresent()
                        ? renew(existing.get(), flow, authorization, allowed)
                        : create(flow, authorization, allowed);
            } catch (PasserelleException raced) {
                if (raced.code() != ErrorCode.STALE_VERSION && raced.code() != ErrorCode.NOT_FOUND
                        || flow.reconnect().isPresent() && raced.code() == ErrorCode.NOT_FOUND) {
                    throw raced;
                }
            }
        }
        throw PasserelleException.of(ErrorCode.STALE_VERSION, "the integration keeps changing");
    }

    /**
     * Whether an integration of the organisation lives, or may live, on this account's grant. Of an account that is not known
     * it may be any of the provider's: a grant left behind does less harm than one that somebody loses.
     */
    boolean isInUse(FlowRecord flow, Optional<Account> account) {
        OrganisationId organisation = flow.owner().organisation();
        return account.isPresent()
                ? integrations.findByAccount(organisation, flow.provider(), account.get()).isPresent()
                : hasAny(organisation, flow.provider());
    }

    private boolean hasAny(OrganisationId organisation, ProviderId provider) {
        Optional<IntegrationId> after = Optional.empty();
        List<UserIntegration> page;
        do {
            page = integrations.list(organisation, after, PAGE);
            if (page.stream().anyMatch(integration -> integration.provider().equals(provider))) {
                return true;
            }
            after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
        return false;
    }

    private Optional<UserIntegration> existing(FlowRecord flow, Authorization authorization) {
        UserId owner = flow.owner();
        if (flow.reconnect().isPresent()) {
            UserIntegration target = integrations
                    .find(owner, flow.reconnect().get())
                    .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
            if (!target.account().isSameAs(authorization.account())) {
                throw PasserelleException.of(ErrorCode.WRONG_ACCOUNT);
            }
            return Optional.of(target);
        }
        Optional<UserIntegration> found =
                integrations.findByAccount(owner.organisation(), flow.provider(), authorization.account());
        if (found.isPresent() && !found.get().owner().equals(owner)) {
            throw PasserelleException.of(ErrorCode.ACCOUNT_IN_USE);
        }
        return found;
    }

    /** Connecting again takes a disconnection back as long as a person could; after that it is being carried out. */
    private void requireNotGone(UserIntegration existing) {
        if (existing.facts()
                .disconnect()
                .filter(disconnect -> !disconnect.deadline().isAfter(clock.instant()))
                .isPresent()) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND, "the integration is being disconnected");
        }
    }

    private IntegrationId create(FlowRecord flow, Authorization authorization, Set<Capability> allowed) {
        IntegrationId id = IntegrationId.random();
        UserIntegration integration = new UserIntegration(
                id,
                flow.owner(),
                flow.provider(),
                authorization.account(),
                authorization.grantedScopes(),
                both(flow.capabilities(), allowed),
                INTERVAL_MINUTES,
                IntegrationFacts.NONE,
                clock.instant(),
                0);
        byte[] sealed = vault.seal(flow.owner(), id, authorization.credential());
        try {
            integrations.insert(integration, sealed);
        } catch (RuntimeException notStored) {
            vault.shred(flow.owner(), id);
            throw notStored;
        }
        return id;
    }

    private IntegrationId renew(
            UserIntegration existing, FlowRecord flow, Authorization authorization, Set<Capability> allowed) {
        // What the person wants: what they asked for now; without a reconnect also what they had, as far as it is allowed.
        Set<Capability> wanted = EnumSet.copyOf(flow.capabilities());
        if (flow.reconnect().isEmpty()) {
            wanted.addAll(existing.capabilities());
        }
        byte[] sealed = vault.seal(existing.owner(), existing.id(), authorization.credential());
        // The credential first: should the rest fail, the integration has a grant that works.
        store(existing, sealed);
        UserIntegration renewed = existing.withGrant(
                authorization.account(), authorization.grantedScopes(), both(wanted, allowed));
        integrations.update(renewed.with(renewed.facts().withDisconnect(Optional.empty())));
        return existing.id();
    }

    /** Under the lock, so that a refresh that is under way does not put its result over ours. */
    private void store(UserIntegration integration, byte[] sealed) {
        try {
            credentials.underLock(
                    integration.owner().organisation(), integration.id(), replaced -> Optional.of(sealed));
        } catch (PasserelleException failed) {
            if (failed.code() != ErrorCode.NOT_FOUND) {
                throw failed;
            }
            credentials.put(integration.owner().organisation(), integration.id(), sealed);
        }
    }

    private static Set<Capability> both(Set<Capability> wanted, Set<Capability> allowed) {
        Set<Capability> both = EnumSet.copyOf(wanted);
        both.retainAll(allowed);
        return both;
    }
}
