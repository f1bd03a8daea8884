// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person may look at, decide or take back for a while: previews, conflicts, duplicates, and what is needed to undo a run. The
 * content is sealed under the integration's key and expires; it ends with the pair. Called concurrently; each call is one
 * transaction.
 */
public interface ReviewStore {

    /** What an entry is kept for. */
    enum Kind {
        /** What a run would do; one entry for each pair. */
        PREVIEW,
        /** A field that both sides changed. */
        CONFLICT,
        /** One write of a run. */
        UNDO,
        /** Two items that look like the same. */
        DUPLICATE
    }

    /**
     * One entry.
     *
     * @param id identity
     * @param pair the pair it belongs to
     * @param run the run that made it
     * @param kind what it is kept for
     * @param subject what it is about, as a fingerprint without readable content; at most 128 characters, may be empty
     * @param open whether it waits for a person
     * @param at when it was made
     * @param expiresAt when it is deleted; later than {@code at}
     * @param sealed content, sealed under the integration's key
     */
    record Entry(
            UUID id,
            PairId pair,
            RunId run,
            Kind kind,
            String subject,
            boolean open,
            Instant at,
            Instant expiresAt,
            byte[] sealed) {
        public Entry {
            Objects.requireNonNull(id);
            Objects.requireNonNull(pair);
            Objects.requireNonNull(run);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(subject);
            Objects.requireNonNull(at);
            Objects.requireNonNull(expiresAt);
            Objects.requireNonNull(sealed);
        }
    }

    /** Stores entries, or replaces those of the same id; all or nothing. Entries of a pair that is gone are not stored. */
    void put(OrganisationId organisation, List<Entry> entries);

    /** One entry. */
    Optional<Entry> find(OrganisationId organisation, UUID id);

    /**
     * Entries of a pair, latest first (by time, then id).
     *
     * @param open only open or only closed ones; empty for both
     * @param offset from 0
     * @param limit 1 to 10,000
     */
    List<Entry> list(
            OrganisationId organisation, PairId pair, Kind kind, Optional<Boolean> open, int offset, int limit);

    /** Entries of a pair about any of these subjects. */
    List<Entry> about(OrganisationId organisation, PairId pair, Kind kind, Collection<String> subjects);

    /** How many open entries of a kind each of these pairs has; pairs without any are left out. */
    Map<PairId, Integer> open(OrganisationId organisation, Kind kind, Collection<PairId> pairs);

    /** Deletes entries; those that are gone already are no error. */
    void remove(OrganisationId organisation, Collection<UUID> ids);

    /** Deletes all entries of a kind of a pair. */
    void removeAll(OrganisationId organisation, PairId pair, Kind kind);

    /** Deletes what has expired, in every pair of the organisation; returns how many. */
    int prune(OrganisationId organisation, Instant now);
}
