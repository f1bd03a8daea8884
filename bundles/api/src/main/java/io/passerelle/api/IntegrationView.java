// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.PairId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An integration as its owner sees it.
 *
 * @param integration what is stored
 * @param providerName name of the provider in the user's language; its id when the bundle is not there
 * @param status derived
 * @param problem why the status is as it is, when it is not well
 * @param pairs what is synced
 * @param latest the latest run of every pair
 * @param lastSuccess when a run last ended well
 * @param nextRun when the next periodic run is due
 * @param held number of deletions that wait for review, over all pairs
 * @param conflicts number of conflicts that wait for a person, over all pairs
 * @param duplicates number of pairs of items that look like the same and wait for a person, over all pairs
 * @param previews pairs whose next run waits for consent
 */
public record IntegrationView(
        UserIntegration integration,
        String providerName,
        IntegrationStatus status,
        Optional<ErrorCode> problem,
        List<SyncPair> pairs,
        List<SyncHistory> latest,
        Optional<Instant> lastSuccess,
        Optional<Instant> nextRun,
        int held,
        int conflicts,
        int duplicates,
        Set<PairId> previews) {
    public IntegrationView {
        previews = Set.copyOf(previews);
    }

    /** Without anything to be decided but deletions. */
    public IntegrationView(
            UserIntegration integration,
            String providerName,
            IntegrationStatus status,
            Optional<ErrorCode> problem,
            List<SyncPair> pairs,
            List<SyncHistory> latest,
            Optional<Instant> lastSuccess,
            Optional<Instant> nextRun,
            int held) {
        this(integration, providerName, status, problem, pairs, latest, lastSuccess, nextRun, held, 0, 0, Set.of());
    }
}
