// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.collection.ItemRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds items of the two sides that look like the same. One side is indexed, the other one passes by; a key that many items
 * have in common tells nothing, so that neither memory nor time grows faster than the items do.
 */
final class Resemblances {
    private static final int TELLING = 20;

    private final Map<Identity, List<Header>> index = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    private Resemblances() {}

    /** Two items, with the number of fields that have the same value. */
    private record Found(Header host, Header provider, int alike) {}

    /** Pairs of items, each item at most once, those that have most in common first. */
    static List<Action.Duplicate> between(Collection<Header> host, Collection<Header> provider) {
        if (host.isEmpty() || provider.isEmpty()) {
            return List.of();
        }
        Resemblances resemblances = new Resemblances();
        provider.stream().sorted(Comparator.comparing(Header::ref)).forEach(resemblances::add);
        host.forEach(resemblances::look);
        return resemblances.best();
    }

    private void add(Header header) {
        header.likeness().keys().distinct().forEach(key -> {
            List<Header> same = index.computeIfAbsent(key, first -> new ArrayList<>(1));
            if (same.size() <= TELLING) {
                same.add(header);
            }
        });
    }

    private void look(Header header) {
        Set<ItemRef> met = new HashSet<>();
        header.likeness().keys().distinct().forEach(key -> {
            List<Header> same = index.getOrDefault(key, List.of());
            if (same.size() > TELLING) {
                return;
            }
            for (Header other : same) {
                if (header.likeness().resembles(other.likeness(), key) && met.add(other.ref())) {
                    found.add(new Found(header, other, Digests.shared(header.digests(), other.digests())));
                }
            }
        });
    }

    private List<Action.Duplicate> best() {
        found.sort(Comparator.comparingInt(Found::alike)
                .reversed()
                .thenComparing(one -> one.host().ref())
                .thenComparing(one -> one.provider().ref()));
        Set<ItemRef> takenOnHost = new HashSet<>();
        Set<ItemRef> takenAtProvider = new HashSet<>();
        List<Action.Duplicate> best = new ArrayList<>();
        for (Found one : found) {
            ItemRef host = one.host().ref();
            ItemRef provider = one.provider().ref();
            if (!takenOnHost.contains(host) && !takenAtProvider.contains(provider)) {
                takenOnHost.add(host);
                takenAtProvider.add(provider);
                best.add(new Action.Duplicate(one.host(), one.provider()));
            }
        }
        return best;
    }
}
