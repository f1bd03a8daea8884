// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.memory;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.store.spi.HistoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Runs and held deletions in memory. */
public final class MemoryHistoryStore implements HistoryStore {
    private record RunKey(OrganisationId organisation, RunId run) {}

    private record PairKey(OrganisationId organisation, PairId pair) {}

    private static final Comparator<SyncHistory> LATEST_FIRST =
            Comparator.comparing(SyncHistory::startedAt).reversed();

    private final Map<RunKey, SyncHistory> runs = new LinkedHashMap<>();
    private final Map<RunKey, List<SealedItemResult>> items = new HashMap<>();
    private final Map<PairKey, HeldDeletions> held = new HashMap<>();

    @Override
    public synchronized void put(OrganisationId organisation, SyncHistory run) {
        runs.put(new RunKey(organisation, run.run()), run);
    }

    @Override
    public synchronized void addItems(OrganisationId organisation, RunId run, List<SealedItemResult> added) {
        items.computeIfAbsent(new RunKey(organisation, run), key -> new ArrayList<>()).addAll(added);
    }

    @Override
    public synchronized List<SyncHistory> runs(
            OrganisationId organisation, IntegrationId id, Optional<Instant> before, int limit) {
        return find(organisation, run -> run.integration().equals(id)
                        && before.map(moment -> run.startedAt().isBefore(moment)).orElse(true))
                .stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<SyncHistory> run(OrganisationId organisation, RunId run) {
        return Optional.ofNullable(runs.get(new RunKey(organisation, run)));
    }

    @Override
    public synchronized List<SyncHistory> latest(OrganisationId organisation, IntegrationId id) {
        Map<PairId, SyncHistory> latest = new LinkedHashMap<>();
        find(organisation, run -> run.integration().equals(id)).forEach(run -> latest.putIfAbsent(run.pair(), run));
        return List.copyOf(latest.values());
    }

    @Override
    public synchronized List<StepSums> sums(
            OrganisationId organisation, IntegrationId id, Instant from, Duration step, int steps) {
        Instant until = from.plus(step.multipliedBy(steps));
        TreeMap<Integer, StepSums> sums = new TreeMap<>();
        find(organisation, run -> run.integration().equals(id)
                        && run.finishedAt().isPresent()
                        && !run.startedAt().isBefore(from)
                        && run.startedAt().isBefore(until))
                .forEach(run -> {
                    int at = (int) Duration.between(from, run.startedAt()).dividedBy(step);
                    sums.merge(at, of(at, run), MemoryHistoryStore::plus);
                });
        return List.copyOf(sums.values());
    }

    private static StepSums of(int step, SyncHistory run) {
        SyncCounts counts = run.counts();
        return new StepSums(
                step,
                run.outcome() == SyncOutcome.SUCCEEDED ? 1 : 0,
                run.outcome() == SyncOutcome.PARTIAL ? 1 : 0,
                run.outcome() == SyncOutcome.FAILED ? 1 : 0,
                counts.writes(),
                counts.failed(),
                run.traffic().requests());
    }

    private static StepSums plus(StepSums one, StepSums other) {
        return new StepSums(
                one.step(),
                one.succeeded() + other.succeeded(),
                one.partial() + other.partial(),
                one.failed() + other.failed(),
                one.written() + other.written(),
                one.failedItems() + other.failedItems(),
                one.requests() + other.requests());
    }

    @Override
    public synchronized List<SealedItemResult> items(OrganisationId organisation, RunId run, int offset, int limit) {
        return items.getOrDefault(new RunKey(organisation, run), List.of()).stream()
                .sorted(Comparator.comparing((SealedItemResult item) -> !item.failed())
                        .thenComparing(SealedItemResult::position))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<SyncHistory> unfinished(OrganisationId organisation, Instant startedBefore) {
        return find(
                organisation,
                run -> run.finishedAt().isEmpty() && run.startedAt().isBefore(startedBefore));
    }

    @Override
    public synchronized void hold(OrganisationId organisation, HeldDeletions deletions) {
        held.put(new PairKey(organisation, deletions.pair()), deletions);
    }

    @Override
    public synchronized Optional<HeldDeletions> held(OrganisationId organisation, PairId pair) {
        return Optional.ofNullable(held.get(new PairKey(organisation, pair)));
    }

    @Override
    public synchronized void unhold(OrganisationId organisation, PairId pair) {
        held.remove(new PairKey(organisation, pair));
    }

    @Override
    public synchronized int prune(OrganisationId organisation, Instant before) {
        Collection<SyncHistory> old = find(organisation, run -> run.startedAt().isBefore(before));
        old.forEach(run -> {
            runs.remove(new RunKey(organisation, run.run()));
            items.remove(new RunKey(organisation, run.run()));
        });
        return old.size();
    }

    private List<SyncHistory> find(OrganisationId organisation, Predicate<SyncHistory> condition) {
        return runs.entrySet().stream()
                .filter(entry -> entry.getKey().organisation().equals(organisation))
                .map(Map.Entry::getValue)
                .filter(condition)
                .sorted(LATEST_FIRST)
                .toList();
    }
}
