// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.ReviewStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is stored about several integrations of one organisation, read in a number of requests that does not grow with them. */
final class Stored {
    private final Map<IntegrationId, List<SyncPair>> pairs;
    private final Map<IntegrationId, List<SyncHistory>> latest;
    private final Map<PairId, Instant> lastSuccesses;
    private final Map<PairId, Integer> held;
    private final Map<PairId, Integer> conflicts;
    private final Map<PairId, Integer> duplicates;
    private final Map<PairId, Integer> previews;

    private Stored(Stores stores, OrganisationId organisation, List<IntegrationId> ids) {
        pairs = stores.integrations().pairs(organisation, ids);
        latest = stores.history().latest(organisation, ids).stream()
                .collect(Collectors.groupingBy(SyncHistory::integration));
        List<PairId> pairIds =
                pairs.values().stream().flatMap(List::stream).map(SyncPair::id).toList();
        lastSuccesses = stores.sync().lastSuccesses(organisation, pairIds);
        held = stores.history().held(organisation, pairIds);
        conflicts = stores.reviews().open(organisation, ReviewStore.Kind.CONFLICT, pairIds);
        duplicates = stores.reviews().open(organisation, ReviewStore.Kind.DUPLICATE, pairIds);
        previews = stores.reviews().open(organisation, ReviewStore.Kind.PREVIEW, pairIds);
    }

    /** About at least one integration. */
    static Stored of(Stores stores, List<UserIntegration> integrations) {
        return new Stored(
                stores,
                integrations.get(0).owner().organisation(),
                integrations.stream().map(UserIntegration::id).toList());
    }

    List<SyncPair> pairs(UserIntegration integration) {
        return pairs.getOrDefault(integration.id(), List.of());
    }

    List<SyncHistory> latest(UserIntegration integration) {
        return latest.getOrDefault(integration.id(), List.of());
    }

    Optional<Instant> lastSuccess(List<SyncPair> of) {
        return of.stream()
                .flatMap(pair -> Optional.ofNullable(lastSuccesses.get(pair.id())).stream())
                .max(Instant::compareTo);
    }

    int held(List<SyncPair> of) {
        return sum(held, of);
    }

    int conflicts(List<SyncPair> of) {
        return sum(conflicts, of);
    }

    int duplicates(List<SyncPair> of) {
        return sum(duplicates, of);
    }

    /** A preview of settings that somebody has confirmed since waits for nobody. */
    Set<PairId> previews(List<SyncPair> of) {
        return of.stream()
                .filter(pair -> !pair.confirmed())
                .map(SyncPair::id)
                .filter(previews::containsKey)
                .collect(Collectors.toSet());
    }

    private static int sum(Map<PairId, Integer> counts, List<SyncPair> of) {
        return of.stream().mapToInt(pair -> counts.getOrDefault(pair.id(), 0)).sum();
    }
}
