// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.Plan;
import io.passerelle.sync.engine.plan.SideChanges;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Items that a listing of everything did not show. Nobody saw them deleted: a page may have been cut, or the listing lags behind.
 * They are asked for by address, in bulk, before anything follows from it.
 */
final class Vanished {
    /** More are left for the following runs, so that no run makes more than some dozens of requests for it. */
    static final int MOST = 2000;

    private static final int FETCHED_AT_ONCE = 500;

    private final RunState run;
    private final Map<Side, Set<ItemRef>> unasked = new EnumMap<>(Side.class);
    private boolean anyFound;

    Vanished(RunState run) {
        this.run = run;
        for (Side side : Side.values()) {
            unasked.put(side, Set.of());
        }
    }

    /** The changes with what became known of those that the plan takes for deleted. */
    Map<Side, SideChanges> lookedFor(Plan plan, Map<Side, SideChanges> changes) {
        Map<Side, SideChanges> known = new EnumMap<>(changes);
        for (Side side : Side.values()) {
            SideChanges reported = changes.get(side);
            Set<ItemRef> missing = new LinkedHashSet<>();
            plan.actions().forEach(action -> missing(action, side, reported).ifPresent(missing::add));
            if (!missing.isEmpty()) {
                known.put(side, reported.with(read(side, List.copyOf(missing)).values()));
            }
        }
        return known;
    }

    /** Whether a listing was wrong, and the plan with it. */
    boolean anyFound() {
        return anyFound;
    }

    /** Without what follows from items that were not asked for yet. */
    List<Action> certain(List<Action> actions, Map<Side, SideChanges> changes, Failures failures) {
        List<Action> certain = new ArrayList<>();
        for (Action action : actions) {
            if (isCertain(action, changes)) {
                certain.add(action);
            } else {
                failures.leftForNextRun();
            }
        }
        return certain;
    }

    private boolean isCertain(Action action, Map<Side, SideChanges> changes) {
        for (Side side : Side.values()) {
            if (missing(action, side, changes.get(side))
                    .filter(unasked.get(side)::contains)
                    .isPresent()) {
                return false;
            }
        }
        return true;
    }

    private Map<ItemRef, Header> read(Side side, List<ItemRef> missing) {
        Map<ItemRef, Header> read = new HashMap<>();
        int asked = Math.min(MOST, missing.size());
        for (int from = 0; from < asked; from += FETCHED_AT_ONCE) {
            run.lease().check();
            read.putAll(new SideReader(side, run).fetch(missing.subList(from, Math.min(asked, from + FETCHED_AT_ONCE))));
        }
        anyFound |= read.values().stream().anyMatch(header -> header.presence() != Header.Presence.DELETED);
        unasked.put(side, new HashSet<>(missing.subList(asked, missing.size())));
        return read;
    }

    /** The address under which the item of an action was looked for in vain on a side. */
    private static Optional<ItemRef> missing(Action action, Side side, SideChanges reported) {
        return reported.full()
                ? ofDeletion(action)
                        .filter(mapping -> !Mappings.isReleased(mapping, side))
                        .map(mapping -> Mappings.ref(mapping, side))
                        .filter(ref -> reported.reported(ref) == null)
                : Optional.empty();
    }

    /** The mapping, where the action follows from a deletion. */
    private static Optional<Mapping> ofDeletion(Action action) {
        if (action instanceof Action.Delete delete) {
            return Optional.of(delete.mapping());
        }
        if (action instanceof Action.Create create) {
            return create.previous();
        }
        if (action instanceof Action.Release release) {
            return Optional.of(release.mapping());
        }
        return action instanceof Action.Forget forget ? Optional.of(forget.mapping()) : Optional.empty();
    }
}
