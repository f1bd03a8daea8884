// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the plan of a run: mappings pass by one after the other, nothing is kept of those that did not change. Equal input
 * gives an equal plan.
 */
public final class Planner {
    private final Map<Side, SideChanges> changes = new EnumMap<>(Side.class);
    private final Map<Side, Map<Identity, List<Header>>> byIdentity = new EnumMap<>(Side.class);
    private final Map<Side, Set<ItemRef>> mapped = new EnumMap<>(Side.class);
    private final Map<Side, List<Header>> suspects = new EnumMap<>(Side.class);
    private final List<Mapping> moved = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final Decider decider;
    private final Settings settings;
    private final boolean seeksDuplicates;
    private long count;

    private Planner(SideChanges host, SideChanges provider, Settings settings, boolean seeksDuplicates) {
        this.settings = settings;
        this.seeksDuplicates = seeksDuplicates;
        this.decider = new Decider(settings);
        changes.put(Side.HOST, host);
        changes.put(Side.PROVIDER, provider);
        changes.forEach((side, reported) -> {
            byIdentity.put(side, index(reported));
            mapped.put(side, new HashSet<>());
            suspects.put(side, new ArrayList<>());
        });
    }

    /** Where the mappings come from. */
    @FunctionalInterface
    public interface MappingSource {
        /** Passes every mapping once. */
        void forEach(Consumer<Mapping> consumer);
    }

    /**
     * Makes a plan.
     *
     * @param host what the host reported
     * @param provider what the provider reported
     * @param mappings all mappings of the pair; those of items that neither side reported may be left out when neither side
     *     reported a new item and neither was read in full
     * @param settings what may be done
     */
    public static Plan plan(SideChanges host, SideChanges provider, MappingSource mappings, Settings settings) {
        return plan(host, provider, mappings, settings, false);
    }

    /**
     * Makes a plan.
     *
     * @param seeksDuplicates whether new items that look like a new item of the other side are left to a person
     * @see #plan(SideChanges, SideChanges, MappingSource, Settings)
     */
    public static Plan plan(
            SideChanges host,
            SideChanges provider,
            MappingSource mappings,
            Settings settings,
            boolean seeksDuplicates) {
        Planner planner = new Planner(host, provider, settings, seeksDuplicates);
        mappings.forEach(planner::mapping);
        planner.moved.forEach(planner::readdress);
        planner.newItems();
        return new Plan(planner.actions, planner.count);
    }

    private static Map<Identity, List<Header>> index(SideChanges reported) {
        Map<Identity, List<Header>> index = new HashMap<>();
        for (Header header : reported.headers()) {
            if (header.isPresent()) {
                index.computeIfAbsent(header.identity(), key -> new ArrayList<>(1)).add(header);
            }
        }
        index.values().forEach(same -> same.sort(Comparator.comparing(Header::ref)));
        return index;
    }

    private void mapping(Mapping mapping) {
        count++;
        Header host = changes.get(Side.HOST).at(mapping.hostRef());
        Header provider = changes.get(Side.PROVIDER).at(mapping.providerRef());
        boolean waits = false;
        for (Side side : Side.values()) {
            Header header = side == Side.HOST ? host : provider;
            if (header != null && !header.isDeleted()) {
                mapped.get(side).add(header.ref());
            }
            for (Header other : others(mapping, side)) {
                if (isAway(mapping, side, header)) {
                    waits = true;
                } else {
                    suspects.get(side).add(other);
                }
            }
        }
        if (waits) {
            moved.add(mapping);
        } else if (host != null || provider != null) {
            decider.decide(mapping, host, provider).ifPresent(actions::add);
        }
    }

    /** Items of the same identity under other addresses. */
    private List<Header> others(Mapping mapping, Side side) {
        Map<Identity, List<Header>> index = byIdentity.get(side);
        if (index.isEmpty()) {
            return List.of();
        }
        List<Header> same = index.get(Identity.of(mapping.identity()));
        if (same == null) {
            return List.of();
        }
        ItemRef own = Mappings.ref(mapping, side);
        return same.stream().filter(header -> !header.ref().equals(own)).toList();
    }

    /** The item is gone under its address and there under another one: the same item, moved. */
    private void readdress(Mapping mapping) {
        Header host = current(mapping, Side.HOST);
        Header provider = current(mapping, Side.PROVIDER);
        decider.decide(mapping, host, provider).ifPresent(actions::add);
    }

    private Header current(Mapping mapping, Side side) {
        Header header = changes.get(side).at(Mappings.ref(mapping, side));
        if (!isAway(mapping, side, header)) {
            return header;
        }
        for (Header other : others(mapping, side)) {
            if (mapped.get(side).add(other.ref())) {
                return other;
            }
        }
        return header;
    }

    /** Whether nothing is under the address any more, since now or since long. */
    private static boolean isAway(Mapping mapping, Side side, Header header) {
        return header == null ? Mappings.isReleased(mapping, side) : header.isDeleted();
    }

    private void newItems() {
        Map<Side, Map<Identity, Header>> fresh = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            suspects.get(side).stream()
                    .filter(header -> mapped.get(side).add(header.ref()))
                    .forEach(header -> actions.add(new Action.Clash(side, header)));
            fresh.put(side, fresh(side));
        }
        Map<Identity, Header> provider = fresh.get(Side.PROVIDER);
        Map<Identity, Header> alone = new HashMap<>();
        fresh.get(Side.HOST).forEach((identity, header) -> {
            Header counterpart = provider.remove(identity);
            if (counterpart != null && !header.inWindow() && !counterpart.inWindow()) {
                return;
            }
            if (counterpart != null) {
                decider.link(header, counterpart).ifPresent(actions::add);
            } else {
                alone.put(identity, header);
            }
        });
        if (seeksDuplicates) {
            duplicates(alone, provider);
        }
        alone.values().forEach(header -> create(Side.PROVIDER, header));
        provider.values().forEach(header -> create(Side.HOST, header));
    }

    /** What looks like the same on both sides, and would be copied otherwise, is left to a person. */
    private void duplicates(Map<Identity, Header> host, Map<Identity, Header> provider) {
        for (Action.Duplicate found : Resemblances.between(host.values(), provider.values())) {
            if (isCopied(Side.PROVIDER, found.host()) || isCopied(Side.HOST, found.provider())) {
                host.remove(found.host().identity());
                provider.remove(found.provider().identity());
                actions.add(found);
            }
        }
    }

    /** The items of a side that no mapping knows; of several with one identity the first by address. */
    private Map<Identity, Header> fresh(Side side) {
        Map<Identity, Header> fresh = new HashMap<>();
        byIdentity.get(side).forEach((identity, same) -> {
            for (Header header : same) {
                if (mapped.get(side).contains(header.ref())) {
                    continue;
                }
                if (fresh.putIfAbsent(identity, header) != null) {
                    actions.add(new Action.Clash(side, header));
                }
            }
        });
        return fresh;
    }

    private void create(Side target, Header source) {
        if (isCopied(target, source)) {
            actions.add(new Action.Create(target, source, Optional.empty()));
        }
    }

    private boolean isCopied(Side target, Header source) {
        return settings.writes(target) && source.inWindow();
    }
}
