// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.memory;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.ReviewStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Previews, conflicts and what is needed to undo a run, in memory. */
public final class MemoryReviewStore implements ReviewStore {
    private record Key(OrganisationId organisation, UUID id) {}

    /** As databases order them. */
    private static final Comparator<Entry> BY_ID = Comparator.comparing(
            Entry::id,
            (one, other) -> one.getMostSignificantBits() == other.getMostSignificantBits()
                    ? Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits())
                    : Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits()));

    private static final Comparator<Entry> LATEST_FIRST =
            Comparator.comparing(Entry::at).reversed().thenComparing(BY_ID);

    private final BiPredicate<OrganisationId, PairId> there;
    private final Map<Key, Entry> entries = new HashMap<>();

    /** Takes entries of every pair. */
    public MemoryReviewStore() {
        there = (organisation, pair) -> true;
    }

    /** Takes and shows entries of stored pairs only. */
    public MemoryReviewStore(IntegrationStore integrations) {
        there = (organisation, pair) -> integrations.pair(organisation, pair).isPresent();
    }

    @Override
    public synchronized void put(OrganisationId organisation, List<Entry> added) {
        added.stream()
                .filter(entry -> there.test(organisation, entry.pair()))
                .forEach(entry -> entries.put(new Key(organisation, entry.id()), entry));
    }

    @Override
    public synchronized Optional<Entry> find(OrganisationId organisation, UUID id) {
        return Optional.ofNullable(entries.get(new Key(organisation, id)))
                .filter(entry -> there.test(organisation, entry.pair()));
    }

    @Override
    public synchronized List<Entry> list(
            OrganisationId organisation, PairId pair, Kind kind, Optional<Boolean> open, int offset, int limit) {
        return of(organisation, kind)
                .filter(entry -> entry.pair().equals(pair))
                .filter(entry -> open.map(wanted -> wanted == entry.open()).orElse(true))
                .sorted(LATEST_FIRST)
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Entry> about(
            OrganisationId organisation, PairId pair, Kind kind, Collection<String> subjects) {
        Set<String> wanted = new HashSet<>(subjects);
        return of(organisation, kind)
                .filter(entry -> entry.pair().equals(pair) && wanted.contains(entry.subject()))
                .sorted(LATEST_FIRST)
                .toList();
    }

    @Override
    public synchronized Map<PairId, Integer> open(OrganisationId organisation, Kind kind, Collection<PairId> pairs) {
        Set<PairId> wanted = new HashSet<>(pairs);
        return of(organisation, kind)
                .filter(entry -> entry.open() && wanted.contains(entry.pair()))
                .collect(Collectors.toMap(Entry::pair, entry -> 1, Integer::sum));
    }

    @Override
    public synchronized void remove(OrganisationId organisation, Collection<UUID> ids) {
        ids.forEach(id -> entries.remove(new Key(organisation, id)));
    }

    @Override
    public synchronized void removeAll(OrganisationId organisation, PairId pair, Kind kind) {
        drop(organisation, entry -> entry.pair().equals(pair) && entry.kind() == kind);
    }

    @Override
    public synchronized int prune(OrganisationId organisation, Instant now) {
        return drop(organisation, entry -> !entry.expiresAt().isAfter(now));
    }

    private Stream<Entry> of(OrganisationId organisation, Kind kind) {
        return entries.entrySet().stream()
                .filter(found -> found.getKey().organisation().equals(organisation))
                .map(Map.Entry::getValue)
                .filter(entry -> entry.kind() == kind && there.test(organisation, entry.pair()));
    }

    private int drop(OrganisationId organisation, Predicate<Entry> condition) {
        int before = entries.size();
        entries.entrySet()
                .removeIf(found ->
                        found.getKey().organisation().equals(organisation) && condition.test(found.getValue()));
        return before - entries.size();
    }
}
