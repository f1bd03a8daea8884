// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.Mapping;
import io.passerelle.store.spi.PairState;
import io.passerelle.store.spi.SyncStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Mappings, cursors and fences in memory. */
public final class MemorySyncStore implements SyncStore {
    private static final Comparator<ItemRef> BY_CODE_POINT = (one, other) ->
            Arrays.compareUnsigned(one.value().getBytes(UTF_8), other.value().getBytes(UTF_8));

    private record Key(OrganisationId organisation, PairId pair) {}

    private static final class Pair {
        private PairState state = PairState.NEW;
        private final TreeMap<ItemRef, Mapping> mappings = new TreeMap<>(BY_CODE_POINT);
        private Instant leasedUntil = Instant.MIN;
        private byte[] intents = new byte[0];
    }

    private final Map<Key, Pair> pairs = new HashMap<>();
    private long commits;

    /** Commits so far. */
    public synchronized long commits() {
        return commits;
    }

    /** All mappings of a pair, by host address. */
    public synchronized List<Mapping> mappings(OrganisationId organisation, PairId pair) {
        return List.copyOf(pair(organisation, pair).mappings.values());
    }

    @Override
    public synchronized Optional<PairState> begin(
            OrganisationId organisation, PairId id, String owner, Instant now, Duration lease) {
        Pair pair = pair(organisation, id);
        if (pair.leasedUntil.isAfter(now)) {
            return Optional.empty();
        }
        pair.leasedUntil = now.plus(lease);
        pair.state = withFence(pair.state, pair.state.fence() + 1);
        return Optional.of(pair.state);
    }

    @Override
    public synchronized boolean renew(
            OrganisationId organisation, PairId id, long fence, Instant now, Duration lease) {
        Pair pair = pair(organisation, id);
        if (pair.state.fence() != fence) {
            return false;
        }
        pair.leasedUntil = now.plus(lease);
        return true;
    }

    @Override
    public synchronized void release(OrganisationId organisation, PairId id, long fence) {
        Pair pair = pair(organisation, id);
        if (pair.state.fence() == fence) {
            pair.leasedUntil = Instant.MIN;
        }
    }

    @Override
    public synchronized PairState state(OrganisationId organisation, PairId id) {
        return pair(organisation, id).state;
    }

    @Override
    public void forEachByHostRef(OrganisationId organisation, PairId id, Consumer<Mapping> consumer) {
        mappings(organisation, id).forEach(consumer);
    }

    @Override
    public synchronized long count(OrganisationId organisation, PairId id) {
        return pair(organisation, id).mappings.size();
    }

    @Override
    public synchronized List<Mapping> byHostRef(OrganisationId organisation, PairId id, Collection<ItemRef> refs) {
        Set<ItemRef> wanted = new HashSet<>(refs);
        return pair(organisation, id).mappings.values().stream()
                .filter(mapping -> wanted.contains(mapping.hostRef()))
                .toList();
    }

    @Override
    public synchronized List<Mapping> byProviderRef(OrganisationId organisation, PairId id, Collection<ItemRef> refs) {
        Set<ItemRef> wanted = new HashSet<>(refs);
        return pair(organisation, id).mappings.values().stream()
                .filter(mapping -> wanted.contains(mapping.providerRef()))
                .toList();
    }

    @Override
    public synchronized void commit(
            OrganisationId organisation, PairId id, long fence, List<Mapping> put, List<ItemRef> remove) {
        Pair pair = fenced(organisation, id, fence);
        remove.forEach(pair.mappings::remove);
        put.forEach(mapping -> pair.mappings.put(mapping.hostRef(), mapping));
        commits++;
    }

    @Override
    public synchronized void commit(
            OrganisationId organisation,
            PairId id,
            long fence,
            List<Mapping> put,
            List<ItemRef> remove,
            byte[] intents) {
        commit(organisation, id, fence, put, remove);
        pair(organisation, id).intents = intents.clone();
    }

    @Override
    public synchronized byte[] intents(OrganisationId organisation, PairId id) {
        return pair(organisation, id).intents.clone();
    }

    @Override
    public synchronized void finish(OrganisationId organisation, PairId id, long fence, PairState state) {
        fenced(organisation, id, fence).state = withFence(state, fence);
    }

    @Override
    public synchronized void clear(OrganisationId organisation, PairId id) {
        Pair pair = pair(organisation, id);
        pair.mappings.clear();
        pair.intents = new byte[0];
        pair.state = withFence(PairState.NEW, pair.state.fence());
    }

    private Pair pair(OrganisationId organisation, PairId id) {
        return pairs.computeIfAbsent(new Key(organisation, id), key -> new Pair());
    }

    private Pair fenced(OrganisationId organisation, PairId id, long fence) {
        Pair pair = pair(organisation, id);
        if (pair.state.fence() != fence) {
            throw PasserelleException.of(ErrorCode.RUN_INTERRUPTED);
        }
        return pair;
    }

    private static PairState withFence(PairState state, long fence) {
        return new PairState(
                state.hostCursor(),
                state.providerCursor(),
                state.settingsVersion(),
                state.lastFullPass(),
                state.lastSuccess(),
                fence);
    }
}
