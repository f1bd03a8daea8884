// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.ItemRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Mappings, cursors and fences. A run begins by taking the pair's lease, which counts the fence up; every commit names its
 * fence and fails with {@code RUN_INTERRUPTED} when another run has begun since. Called concurrently.
 */
public interface SyncStore {

    /**
     * Takes the lease of a pair.
     *
     * @param owner names this node and run
     * @param lease how long it lasts without renewal
     * @return the state with the new fence; empty when another run holds an unexpired lease
     */
    Optional<PairState> begin(OrganisationId organisation, PairId pair, String owner, Instant now, Duration lease);

    /** Extends the lease; false when it was lost. */
    boolean renew(OrganisationId organisation, PairId pair, long fence, Instant now, Duration lease);

    /** Gives the lease back. */
    void release(OrganisationId organisation, PairId pair, long fence);

    /** The state, without taking the lease. */
    PairState state(OrganisationId organisation, PairId pair);

    /** When a run of each of these pairs last ended well, also one that the history no longer has; pairs without such a run are left out. */
    default Map<PairId, Instant> lastSuccesses(OrganisationId organisation, Collection<PairId> pairs) {
        Map<PairId, Instant> found = new HashMap<>();
        for (PairId pair : pairs) {
            state(organisation, pair).lastSuccess().ifPresent(last -> found.put(pair, last));
        }
        return found;
    }

    /** Streams all mappings of a pair in the order of their host address (by code point), in bounded memory. */
    void forEachByHostRef(OrganisationId organisation, PairId pair, Consumer<Mapping> consumer);

    /** How many mappings a pair has. */
    long count(OrganisationId organisation, PairId pair);

    /** Mappings by host address, any number. */
    List<Mapping> byHostRef(OrganisationId organisation, PairId pair, Collection<ItemRef> refs);

    /** Mappings by provider address, any number. */
    List<Mapping> byProviderRef(OrganisationId organisation, PairId pair, Collection<ItemRef> refs);

    /**
     * Commits a batch of results, all or nothing. What was noted of writes to come stays as it is.
     *
     * @param fence the fence of the run
     * @param put mappings to add or replace; a mapping is identified by its host address
     * @param remove host addresses whose mapping ends
     */
    void commit(OrganisationId organisation, PairId pair, long fence, List<Mapping> put, List<ItemRef> remove);

    /**
     * Commits a batch of results together with a note of the writes that come next, all or nothing.
     *
     * @param intents what the run is about to write, for the run that follows if this one is cut off; it takes the place of
     *     the earlier note. Empty for nothing. Without readable content, as a mapping
     */
    void commit(
            OrganisationId organisation,
            PairId pair,
            long fence,
            List<Mapping> put,
            List<ItemRef> remove,
            byte[] intents);

    /** What a run noted that it was about to write, and neither it nor a later one found out what became of; empty for nothing. */
    byte[] intents(OrganisationId organisation, PairId pair);

    /** Stores the state at the end of a run, under its fence. */
    void finish(OrganisationId organisation, PairId pair, long fence, PairState state);

    /** Forgets all mappings, cursors and intents of a pair. */
    void clear(OrganisationId organisation, PairId pair);
}
