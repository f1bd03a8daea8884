// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.integration.Side;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Identity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Collects the conflicts of a batch, so that they are stored before the mappings that forget them. */
final class ConflictNotes {
    private static final int MOST_IN_A_RUN = 1000;

    private final RunState run;
    private final Conflicts conflicts;
    private final Map<Identity, List<ConflictNote>> pending = new LinkedHashMap<>();
    private int noted;

    ConflictNotes(RunState run, Conflicts conflicts) {
        this.run = run;
        this.conflicts = conflicts;
    }

    /** Notes what both sides had before the merge; decided ones only up to a number, open ones always. */
    void add(Action.Merge merge) {
        if (merge.conflicts().length == 0 || merge.host() == null || merge.provider() == null) {
            return;
        }
        Item host = run.item(merge.host());
        Item provider = run.item(merge.provider());
        Set<FieldPath> names = new TreeSet<>(host.fields().keySet());
        names.addAll(provider.fields().keySet());
        Set<Long> paths = new HashSet<>();
        for (long path : merge.conflicts()) {
            paths.add(path);
        }
        for (FieldPath name : names) {
            long path = run.digester().path(name);
            if (!paths.contains(path)) {
                continue;
            }
            Optional<Side> chosen = merge.toProvider().writes(path)
                    ? Optional.of(Side.HOST)
                    : merge.toHost().writes(path) ? Optional.of(Side.PROVIDER) : Optional.empty();
            if (chosen.isEmpty() || noted < MOST_IN_A_RUN) {
                noted++;
                pending.computeIfAbsent(merge.host().identity(), key -> new ArrayList<>())
                        .add(new ConflictNote(
                                name, merge.host().ref(), merge.provider().ref(), host, provider, chosen, false));
            }
        }
    }

    void flush() {
        pending.forEach((identity, notes) -> conflicts.put(run.recorder().run(), identity, notes));
        pending.clear();
    }
}
