// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.IntegrationView;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.Provider;
import io.passerelle.store.spi.HistoryStore.HeldDeletions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Derives what a person sees from what is stored. */
final class Views {
    private final Stores stores;
    private final Neighbours neighbours;
    private final Providers providers;

    Views(Stores stores, Neighbours neighbours, Providers providers) {
        this.stores = stores;
        this.neighbours = neighbours;
        this.providers = providers;
    }

    IntegrationView of(UserIntegration integration, Locale locale) {
        OrganisationId organisation = integration.owner().organisation();
        Optional<Provider> provider = providers.find(integration.provider());
        List<SyncPair> pairs = stores.integrations().pairs(organisation, integration.id());
        List<SyncHistory> latest = stores.history().latest(organisation, integration.id());
        Optional<ErrorCode> lastError = lastError(pairs, latest);
        IntegrationStatus status =
                IntegrationStatus.of(integration.facts(), provider.isPresent(), !pairs.isEmpty(), lastError);
        return new IntegrationView(
                integration,
                provider.map(there -> there.descriptor().texts(locale).name())
                        .orElse(integration.provider().value()),
                status,
                problem(status, integration.facts(), lastError),
                pairs,
                latest,
                lastSuccess(organisation, pairs),
                status.allowsRuns() ? neighbours.nextRun(integration.owner(), integration.id()) : Optional.empty(),
                held(organisation, pairs));
    }

    /**
     * A pair that is switched off does not fail any more. A run that met a lost grant says nothing once the fact is gone:
     * somebody has reconnected since.
     */
    private static Optional<ErrorCode> lastError(List<SyncPair> pairs, List<SyncHistory> latest) {
        Set<PairId> enabled =
                pairs.stream().filter(SyncPair::enabled).map(SyncPair::id).collect(Collectors.toSet());
        return latest.stream()
                .filter(run -> run.outcome() == SyncOutcome.FAILED && enabled.contains(run.pair()))
                .map(run -> run.error().orElse(ErrorCode.INTERNAL_ERROR))
                .filter(code -> code.type() != ErrorType.AUTH)
                .findFirst();
    }

    private static Optional<ErrorCode> problem(
            IntegrationStatus status, IntegrationFacts facts, Optional<ErrorCode> lastError) {
        return switch (status) {
            case NEEDS_REAUTH -> facts.lostGrant();
            case SUSPENDED -> Optional.of(ErrorCode.PROVIDER_FORBIDDEN);
            case PROVIDER_UNAVAILABLE -> Optional.of(ErrorCode.PROVIDER_UNAVAILABLE);
            case FAILING -> lastError;
            case DISCONNECTING, PAUSED, NOT_SET_UP, CONNECTED -> Optional.empty();
        };
    }

    private Optional<Instant> lastSuccess(OrganisationId organisation, List<SyncPair> pairs) {
        return pairs.stream()
                .map(pair -> stores.sync().state(organisation, pair.id()).lastSuccess())
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private int held(OrganisationId organisation, List<SyncPair> pairs) {
        return pairs.stream()
                .map(pair -> stores.history().held(organisation, pair.id()))
                .flatMap(Optional::stream)
                .mapToInt(HeldDeletions::deletions)
                .sum();
    }
}
