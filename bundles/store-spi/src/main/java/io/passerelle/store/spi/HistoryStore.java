// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.integration.SyncHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.HashMap;
import java.util.Collection;
import java.util.Optional;

/** Sync runs, what they did with each item, and held deletions. Called concurrently. */
public interface HistoryStore {

    /**
     * A sealed result of one item.
     *
     * @param position order within the run, from 0
     * @param failed whether it is a failure (kept longer, listed first)
     * @param sealed the {@code SyncItemResult} as its {@code encode} wrote it, sealed under the integration's key as the
     *     field {@code SyncItemResult.SEALED_AS}
     */
    record SealedItemResult(int position, boolean failed, byte[] sealed) {}

    /**
     * Deletions that wait for a person.
     *
     * @param pair of which pair
     * @param run the run that held them
     * @param deletions how many
     * @param heldAt when
     * @param sealed what, sealed under the integration's key
     */
    record HeldDeletions(PairId pair, RunId run, int deletions, Instant heldAt, byte[] sealed) {}

    /** Stores or replaces a run. */
    void put(OrganisationId organisation, SyncHistory run);

    /** Adds item results to a run. */
    void addItems(OrganisationId organisation, RunId run, List<SealedItemResult> items);

    /** Runs of an integration, latest first, before a moment. */
    List<SyncHistory> runs(OrganisationId organisation, IntegrationId id, Optional<Instant> before, int limit);

    /** One run. */
    Optional<SyncHistory> run(OrganisationId organisation, RunId run);

    /** The latest run of every pair of an integration. */
    List<SyncHistory> latest(OrganisationId organisation, IntegrationId id);

    /** The latest run of every pair of several integrations; a store may answer in fewer requests than one for each. */
    default List<SyncHistory> latest(OrganisationId organisation, Collection<IntegrationId> ids) {
        return ids.stream().flatMap(id -> latest(organisation, id).stream()).toList();
    }

    /**
     * Sums over the runs of an integration that have ended, by the step of a period in which they began.
     *
     * @param step which step, from 0
     * @param succeeded runs that did everything
     * @param partial runs with items that failed or wait
     * @param failed runs that an error ended
     * @param written items created, changed or deleted, on both sides
     * @param failedItems items that could not be synced
     * @param requests calls of the provider
     */
    record StepSums(
            int step, int succeeded, int partial, int failed, long written, long failedItems, long requests) {}

    /**
     * Sums of a period, oldest step first; added up where the runs are stored. Steps without a run are left out.
     *
     * @param from beginning of the first step
     * @param step length of a step, whole seconds
     * @param steps how many, 1 to 1,000
     */
    List<StepSums> sums(OrganisationId organisation, IntegrationId id, Instant from, Duration step, int steps);

    /** Item results of a run, failures first, from an offset. */
    List<SealedItemResult> items(OrganisationId organisation, RunId run, int offset, int limit);

    /** Runs that are marked as under way although they began before; for repair after a crash. */
    List<SyncHistory> unfinished(OrganisationId organisation, Instant startedBefore);

    /** Holds deletions in place of earlier ones of the pair. */
    void hold(OrganisationId organisation, HeldDeletions held);

    /** How many deletions wait in each of these pairs; pairs without any are left out. */
    default Map<PairId, Integer> held(OrganisationId organisation, Collection<PairId> pairs) {
        Map<PairId, Integer> waiting = new HashMap<>();
        for (PairId pair : pairs) {
            held(organisation, pair).ifPresent(held -> waiting.put(pair, held.deletions()));
        }
        return waiting;
    }

    /** What is held for a pair. */
    Optional<HeldDeletions> held(OrganisationId organisation, PairId pair);

    /** Ends a hold. */
    void unhold(OrganisationId organisation, PairId pair);

    /** Deletes runs (with their items) that began before. */
    int prune(OrganisationId organisation, Instant before);
}
