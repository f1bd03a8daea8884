// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.SideChanges;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Items that look like the same, in a run of their pair: they are left alone until a person decides. Where one of them is gone,
 * or found its counterpart otherwise, there is nothing to decide any more, and the other one is new.
 */
final class WaitingDuplicates {
    private static final int LOOKED_UP_AT_ONCE = 500;

    private final RunState run;
    private final Duplicates duplicates;
    private final List<Duplicates.Known> waiting;
    private final Map<Side, Set<ItemRef>> withheld = new EnumMap<>(Side.class);
    private final List<UUID> settled = new ArrayList<>();

    WaitingDuplicates(Ports ports, RunState run) {
        this.run = run;
        this.duplicates = new Duplicates(ports, run.scope().seal(), run.scope().id());
        this.waiting = duplicates.waiting();
        for (Side side : Side.values()) {
            Set<ItemRef> refs = new HashSet<>();
            waiting.forEach(known -> refs.add(known.note().ref(side)));
            withheld.put(side, refs);
        }
    }

    /** The changes of both sides, with the items that no longer wait. */
    Map<Side, SideChanges> with(Map<Side, SideChanges> changes) {
        if (waiting.isEmpty()) {
            return changes;
        }
        Map<Side, Set<ItemRef>> mapped = new EnumMap<>(Side.class);
        Map<Side, Set<ItemRef>> left = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            mapped.put(side, mapped(side));
            left.put(side, new HashSet<>());
        }
        for (Duplicates.Known known : waiting) {
            for (Side side : Side.values()) {
                ItemRef ref = known.note().ref(side);
                if (mapped.get(side).contains(ref) || changes.get(side).isGone(ref)) {
                    ItemRef other = known.note().ref(side.other());
                    left.get(side.other()).add(other);
                    withheld.get(side.other()).remove(other);
                    settled.add(known.id());
                }
            }
        }
        Map<Side, SideChanges> all = new EnumMap<>(Side.class);
        left.forEach((side, refs) -> {
            refs.removeAll(mapped.get(side));
            all.put(side, changes.get(side).with(new SideReader(side, run).fetch(refs).values()));
        });
        return all;
    }

    private Set<ItemRef> mapped(Side side) {
        List<ItemRef> refs = List.copyOf(withheld.get(side));
        Set<ItemRef> mapped = new HashSet<>();
        for (int from = 0; from < refs.size(); from += LOOKED_UP_AT_ONCE) {
            run.mappings(side, refs.subList(from, Math.min(refs.size(), from + LOOKED_UP_AT_ONCE)))
                    .forEach(mapping -> mapped.add(Mappings.ref(mapping, side)));
        }
        return mapped;
    }

    /** The actions without copies of what waits. */
    List<Action> without(List<Action> actions) {
        return actions.stream().filter(action -> !isWithheld(action)).toList();
    }

    private boolean isWithheld(Action action) {
        return action instanceof Action.Create create
                && create.previous().isEmpty()
                && withheld.get(create.target().other()).contains(create.source().ref());
    }

    /** Notes what was found, before anything is written, and tells it. */
    void found(List<Action.Duplicate> found) {
        List<DuplicateNote> notes = found.stream().map(this::note).toList();
        duplicates.sought(run.recorder().run(), notes);
        found.forEach(duplicate -> run.recorder()
                .about(Addresses.of(duplicate), () -> run.recorder().duplicate(label(duplicate))));
    }

    private String label(Action.Duplicate duplicate) {
        Header named = run.label(duplicate.host()).isEmpty() ? duplicate.provider() : duplicate.host();
        return run.label(named);
    }

    private DuplicateNote note(Action.Duplicate duplicate) {
        return DuplicateNote.of(
                duplicate.host().ref(),
                run.item(duplicate.host()),
                duplicate.provider().ref(),
                run.item(duplicate.provider()));
    }

    /** Ends the notes of what needs no decision any more, once the rest of the run has been carried out. */
    void settle(Failures failures) {
        if (failures.rereading().isEmpty()) {
            duplicates.remove(settled);
        }
    }
}
