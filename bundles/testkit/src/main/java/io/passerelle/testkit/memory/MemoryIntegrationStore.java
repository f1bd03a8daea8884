// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.memory;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Integrations and their pairs in memory; credentials are accepted and forgotten. */
public final class MemoryIntegrationStore implements IntegrationStore {
    private final Map<IntegrationId, UserIntegration> integrations = new LinkedHashMap<>();
    private final Map<IntegrationId, List<SyncPair>> pairs = new HashMap<>();

    @Override
    public synchronized void insert(UserIntegration integration, byte[] sealedCredential) {
        findByAccount(integration.owner().organisation(), integration.provider(), integration.account())
                .ifPresent(other -> {
                    throw PasserelleException.of(
                            other.owner().equals(integration.owner())
                                    ? ErrorCode.STALE_VERSION
                                    : ErrorCode.ACCOUNT_IN_USE);
                });
        integrations.put(integration.id(), integration);
    }

    @Override
    public synchronized Optional<UserIntegration> find(UserId owner, IntegrationId id) {
        return Optional.ofNullable(integrations.get(id)).filter(found -> found.owner().equals(owner));
    }

    @Override
    public synchronized Optional<UserIntegration> find(OrganisationId organisation, IntegrationId id) {
        return Optional.ofNullable(integrations.get(id))
                .filter(found -> found.owner().organisation().equals(organisation));
    }

    @Override
    public synchronized Optional<UserIntegration> findByAccount(
            OrganisationId organisation, ProviderId provider, Account account) {
        return all(found -> found.owner().organisation().equals(organisation)
                        && found.provider().equals(provider)
                        && found.account().isSameAs(account))
                .stream()
                .findFirst();
    }

    @Override
    public synchronized List<UserIntegration> list(UserId owner) {
        return all(found -> found.owner().equals(owner)).stream()
                .sorted(Comparator.comparing(UserIntegration::createdAt))
                .toList();
    }

    @Override
    public synchronized List<UserIntegration> list(
            OrganisationId organisation, Optional<IntegrationId> after, int limit) {
        return all(found -> found.owner().organisation().equals(organisation)
                        && after.map(id -> found.id().compareTo(id) > 0).orElse(true))
                .stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<OrganisationId> organisations() {
        return integrations.values().stream()
                .map(integration -> integration.owner().organisation())
                .distinct()
                .toList();
    }

    @Override
    public synchronized UserIntegration update(UserIntegration changed) {
        UserIntegration stored = integrations.get(changed.id());
        if (stored == null || !stored.owner().equals(changed.owner())) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        if (stored.version() != changed.version()) {
            throw PasserelleException.of(ErrorCode.STALE_VERSION);
        }
        UserIntegration next = new UserIntegration(
                changed.id(),
                changed.owner(),
                changed.provider(),
                changed.account(),
                changed.grantedScopes(),
                changed.capabilities(),
                changed.intervalMinutes(),
                changed.facts(),
                changed.createdAt(),
                changed.version() + 1);
        integrations.put(next.id(), next);
        return next;
    }

    @Override
    public synchronized List<UserIntegration> dueDisconnects(Instant now, int limit) {
        return all(found -> found.facts()
                        .disconnect()
                        .map(disconnect -> !disconnect.deadline().isAfter(now))
                        .orElse(false))
                .stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void delete(OrganisationId organisation, IntegrationId id) {
        if (find(organisation, id).isPresent()) {
            integrations.remove(id);
            pairs.remove(id);
        }
    }

    @Override
    public synchronized List<SyncPair> pairs(OrganisationId organisation, IntegrationId id) {
        return find(organisation, id).isPresent() ? pairs.getOrDefault(id, List.of()) : List.of();
    }

    @Override
    public synchronized Optional<SyncPair> pair(OrganisationId organisation, PairId id) {
        return pairs.values().stream()
                .flatMap(List::stream)
                .filter(pair -> pair.id().equals(id))
                .filter(pair -> find(organisation, pair.integration()).isPresent())
                .findFirst();
    }

    @Override
    public synchronized void putPairs(OrganisationId organisation, IntegrationId id, List<SyncPair> changed) {
        pairs.put(id, List.copyOf(changed));
    }

    @Override
    public synchronized void rename(OrganisationId organisation, PairId id, String hostName, String providerName) {
        pair(organisation, id).ifPresent(found -> replace(found.withNames(hostName, providerName)));
    }

    @Override
    public synchronized void confirm(OrganisationId organisation, PairId id) {
        pair(organisation, id).ifPresent(found -> replace(found.withConfirmed(true)));
    }

    @Override
    public synchronized boolean confirm(OrganisationId organisation, SyncPair seen) {
        Optional<SyncPair> same = pair(organisation, seen.id())
                .filter(stored -> stored.direction() == seen.direction()
                        && stored.window().equals(seen.window())
                        && stored.rules().equals(seen.rules()));
        same.ifPresent(found -> replace(found.withConfirmed(true)));
        return same.isPresent();
    }

    private void replace(SyncPair changed) {
        pairs.computeIfPresent(changed.integration(), (integration, all) -> all.stream()
                .map(pair -> pair.id().equals(changed.id()) ? changed : pair)
                .toList());
    }

    private List<UserIntegration> all(Predicate<UserIntegration> condition) {
        return integrations.values().stream().filter(condition).toList();
    }
}
