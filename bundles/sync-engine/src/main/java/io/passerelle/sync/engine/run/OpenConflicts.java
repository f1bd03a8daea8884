// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.Plan;
import io.passerelle.sync.engine.plan.SideChanges;
import io.passerelle.store.spi.Mapping;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Conflicts that wait, in a run of their pair: when one side of such an item changed again, the other one is read as well,
 * since the mapping does not tell that it has a value of its own.
 */
final class OpenConflicts {
    private final RunState run;
    private final Conflicts conflicts;
    private final List<Conflicts.Known> open;
    private final Set<UUID> met = new HashSet<>();

    OpenConflicts(Ports ports, RunState run) {
        this.run = run;
        this.conflicts = new Conflicts(ports, run.scope().seal(), run.scope().id());
        this.open = conflicts.open();
    }

    /** The changes of both sides, with the items that have to be looked at besides. */
    Map<Side, SideChanges> with(SideChanges host, SideChanges provider) {
        Map<Side, SideChanges> changes = new EnumMap<>(Map.of(Side.HOST, host, Side.PROVIDER, provider));
        if (open.isEmpty()) {
            return changes;
        }
        Map<ItemRef, Mapping> mappings = new HashMap<>();
        run.mappings(Side.HOST, open.stream().map(known -> known.note().hostRef()).toList())
                .forEach(mapping -> mappings.put(mapping.hostRef(), mapping));
        Map<Side, List<ItemRef>> wanted = new EnumMap<>(Map.of(Side.HOST, new ArrayList<>(), Side.PROVIDER, new ArrayList<>()));
        for (Conflicts.Known known : open) {
            Mapping mapping = mappings.get(known.note().hostRef());
            if (mapping == null) {
                met.add(known.entry().id());
                continue;
            }
            boolean hostRead = isRead(host.reported(mapping.hostRef()));
            boolean providerRead = isRead(provider.reported(mapping.providerRef()));
            if (hostRead || providerRead) {
                met.add(known.entry().id());
            }
            if (hostRead != providerRead) {
                Side missing = hostRead ? Side.PROVIDER : Side.HOST;
                wanted.get(missing).add(Mappings.ref(mapping, missing));
            }
        }
        wanted.forEach((side, refs) -> changes.put(
                side, changes.get(side).with(new SideReader(side, run).fetch(Set.copyOf(refs)).values())));
        return changes;
    }

    private static boolean isRead(Header header) {
        return header != null && header.presence() != Header.Presence.KNOWN;
    }

    /** Ends the notes of what turned out not to be a conflict any more. */
    void settle(Plan plan) {
        if (met.isEmpty()) {
            return;
        }
        Map<ItemRef, Set<Long>> still = new HashMap<>();
        for (Action.Merge merge : plan.only(Action.Merge.class)) {
            merge.mapping().ifPresent(mapping -> {
                Set<Long> paths = new HashSet<>();
                for (long path : merge.conflicts()) {
                    paths.add(path);
                }
                still.put(mapping.hostRef(), paths);
            });
        }
        conflicts.remove(open.stream()
                .filter(known -> met.contains(known.entry().id()))
                .filter(known -> !still.getOrDefault(known.note().hostRef(), Set.of())
                        .contains(run.digester().path(known.note().path())))
                .map(known -> known.entry().id())
                .toList());
    }
}
