// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Identity;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.SideChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Items that a run deleted when it was cut off: their mappings go, so that what a person restores since is new. An item that a person has
 * moved in the meantime is not there either, but was not deleted: it keeps its mapping, and the plan deletes it where it is now.
 */
final class UnnotedDeletions {
    private final RunState run;

    UnnotedDeletions(RunState run) {
        this.run = run;
    }

    void settle(Map<Side, SideChanges> changes) {
        List<ItemRef> deleted = new ArrayList<>();
        for (Side side : Side.values()) {
            Set<ItemRef> noted = run.deletedUnnoted(side);
            if (!noted.isEmpty()) {
                Map<Identity, Set<ItemRef>> present = present(changes.get(side));
                run.mappings(Side.HOST, noted).stream()
                        .filter(mapping -> !isElsewhere(mapping, side, present))
                        .map(Mapping::hostRef)
                        .forEach(deleted::add);
            }
        }
        if (!deleted.isEmpty()) {
            run.commit(List.of(), deleted);
        }
    }

    private static boolean isElsewhere(Mapping mapping, Side side, Map<Identity, Set<ItemRef>> present) {
        ItemRef known = Mappings.ref(mapping, side);
        return present.getOrDefault(Identity.of(mapping.identity()), Set.of()).stream()
                .anyMatch(ref -> !ref.equals(known));
    }

    private static Map<Identity, Set<ItemRef>> present(SideChanges changes) {
        Map<Identity, Set<ItemRef>> present = new HashMap<>();
        changes.headers().stream()
                .filter(Header::isPresent)
                .forEach(header ->
                        present.computeIfAbsent(header.identity(), key -> new HashSet<>()).add(header.ref()));
        return present;
    }
}
