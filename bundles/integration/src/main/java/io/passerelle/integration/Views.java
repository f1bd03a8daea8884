// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.IntegrationView;
import io.passerelle.model.IntegrationId;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        return of(List.of(integration), locale).get(0);
    }

    /** Integrations of one user; what is stored about them is read at once, however many they are. */
    List<IntegrationView> of(List<UserIntegration> integrations, Locale locale) {
        if (integrations.isEmpty()) {
            return List.of();
        }
        Stored stored = Stored.of(stores, integrations);
        Map<IntegrationId, Instant> nextRuns = neighbours.nextRuns(
                integrations.get(0).owner(),
                integrations.stream().map(UserIntegration::id).toList());
        return integrations.stream()
                .map(integration -> view(integration, stored, Optional.ofNullable(nextRuns.get(integration.id())), locale))
                .toList();
    }

    private IntegrationView view(UserIntegration integration, Stored stored, Optional<Instant> nextRun, Locale locale) {
        Optional<Provider> provider = providers.find(integration.provider());
        List<SyncPair> pairs = stored.pairs(integration);
        List<SyncHistory> latest = stored.latest(integration);
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
                stored.lastSuccess(pairs),
                nextRun.filter(due -> status.allowsRuns()),
                stored.held(pairs),
                stored.conflicts(pairs),
                stored.duplicates(pairs),
                stored.previews(pairs));
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
}
