// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Decider;
import io.passerelle.sync.engine.plan.Planner;
import io.passerelle.sync.engine.plan.Settings;
import io.passerelle.sync.engine.plan.SideChanges;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tries a single item once more: it is read on both sides and planned alone; cursors stay where they are. */
final class Retry {
    private final Ports ports;
    private final RunState run;
    private final Settings settings;

    Retry(Ports ports, RunState run, Settings settings) {
        this.ports = ports;
        this.run = run;
        this.settings = settings;
    }

    Failures retry(Addresses item) {
        Failures failures = new Failures(run.recorder());
        Optional<Mapping> known = mapping(item);
        Addresses where = known.map(Addresses::of).orElse(item);
        Map<Side, SideChanges> read = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            List<ItemRef> refs = where.on(side).stream().toList();
            read.put(
                    side,
                    new SideChanges(false, new SideReader(side, run).fetch(refs).values()));
        }
        List<Action> actions =
                Planner.plan(read.get(Side.HOST), read.get(Side.PROVIDER), mappings(known), settings).actions();
        List<Action> allowed = new WaitingDuplicates(ports, run).without(notHeld(actions));
        new Applier(run, new Decider(settings), failures).apply(allowed);
        return failures;
    }

    private Optional<Mapping> mapping(Addresses item) {
        for (Side side : Side.values()) {
            Optional<Mapping> mapping = item.on(side).flatMap(ref -> run.mapping(side, ref));
            if (mapping.isPresent()) {
                return mapping;
            }
        }
        return Optional.empty();
    }

    /** Only among all mappings shows whether something new is another's double. */
    private Planner.MappingSource mappings(Optional<Mapping> known) {
        return known.isPresent()
                ? consumer -> consumer.accept(known.get())
                : consumer -> ports.sync().forEachByHostRef(run.scope().organisation(), run.scope().id(), consumer);
    }

    /** What waits for a person goes on waiting. */
    private List<Action> notHeld(List<Action> actions) {
        Set<ItemRef> held = new HeldList(ports, run.scope().seal(), run.scope().id())
                .read().stream().map(Held::hostRef).collect(Collectors.toSet());
        return actions.stream()
                .filter(action ->
                        !(action instanceof Action.Delete delete) || !held.contains(delete.mapping().hostRef()))
                .toList();
    }
}
