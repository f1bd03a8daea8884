// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.store.spi.ReviewStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Entries in memory, of one organisation. */
public final class MemoryReviews implements ReviewStore {
    private final Map<UUID, Entry> entries = new LinkedHashMap<>();

    @Override
    public synchronized void put(OrganisationId organisation, List<Entry> more) {
        more.forEach(entry -> entries.put(entry.id(), entry));
    }

    @Override
    public synchronized Optional<Entry> find(OrganisationId organisation, UUID id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public synchronized List<Entry> list(
            OrganisationId organisation, PairId pair, Kind kind, Optional<Boolean> open, int offset, int limit) {
        return of(kind, entry -> entry.pair().equals(pair) && open.map(wanted -> wanted == entry.open()).orElse(true))
                .sorted(Comparator.comparing(Entry::at)
                        .thenComparing(entry -> entry.id().toString())
                        .reversed())
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Entry> ofRun(OrganisationId organisation, RunId run, Kind kind) {
        return of(kind, entry -> entry.run().equals(run))
                .sorted(Comparator.comparing(entry -> entry.id().toString()))
                .toList();
    }

    @Override
    public synchronized List<Entry> about(
            OrganisationId organisation, PairId pair, Kind kind, Collection<String> subjects) {
        return of(kind, entry -> entry.pair().equals(pair) && subjects.contains(entry.subject())).toList();
    }

    @Override
    public synchronized Map<PairId, Integer> open(OrganisationId organisation, Kind kind, Collection<PairId> pairs) {
        Map<PairId, Integer> counts = new HashMap<>();
        of(kind, entry -> entry.open() && pairs.contains(entry.pair()))
                .forEach(entry -> counts.merge(entry.pair(), 1, Integer::sum));
        return counts;
    }

    @Override
    public synchronized void remove(OrganisationId organisation, Collection<UUID> ids) {
        ids.forEach(entries::remove);
    }

    @Override
    public synchronized void removeAll(OrganisationId organisation, PairId pair, Kind kind) {
        entries.values().removeIf(entry -> entry.pair().equals(pair) && entry.kind() == kind);
    }

    @Override
    public synchronized int prune(OrganisationId organisation, Instant now) {
        int before = entries.size();
        entries.values().removeIf(entry -> !entry.expiresAt().isAfter(now));
        return before - entries.size();
    }

    private Stream<Entry> of(Kind kind, Predicate<Entry> which) {
        return entries.values().stream().filter(entry -> entry.kind() == kind).filter(which);
    }
}
