// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.Patch;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Makes the writes of an action from the items in the spool. */
final class WriteMaker {
    private final RunState run;
    private final Residue residue;

    WriteMaker(RunState run) {
        this.run = run;
        this.residue = new Residue(run);
    }

    Job job(Task task) {
        Job job = new Job(task);
        Action action = task.action();
        if (action instanceof Action.Create create) {
            job.writes().put(create.target(), create(task, create));
        } else if (action instanceof Action.Delete delete) {
            Header seen = delete.seen();
            job.writes().put(delete.target(), new Write.Delete(seen.ref(), seen.revision()));
        } else if (action instanceof Action.Merge merge) {
            for (Side side : Side.values()) {
                if (!merge.patch(side).isEmpty()) {
                    job.writes().put(side, update(merge, side));
                }
            }
        }
        return job;
    }

    /** Whether a field has to be removed whose name only the target's own item tells. */
    boolean needsTarget(Action.Merge merge, Side side) {
        Patch patch = merge.patch(side);
        if (patch.isEmpty() || merge.header(side) != null) {
            return false;
        }
        Set<FieldPath> names = names(patch, run.item(merge.header(side.other())));
        return names.size() < patch.write().length
                || merge.privacy() != Privacy.FULL
                        && names.stream().anyMatch(name -> name.root().equals(CalendarEvent.OVERRIDES));
    }

    private Write create(Task task, Action.Create create) {
        String after = create.previous()
                .map(mapping -> Mappings.ref(mapping, create.target()).value())
                .orElse("");
        String key = run.digester()
                .creationKey(
                        run.scope().id().toString(),
                        create.target().name(),
                        HexFormat.of().formatHex(create.source().identity().bytes()),
                        after,
                        Integer.toString(task.generation()));
        Item bare = Mask.bare(run.item(create.source()), create.source().privacy());
        return new Write.Create(key, residue.restored(create.previous(), create.target(), bare));
    }

    private Write update(Action.Merge merge, Side side) {
        Header target = merge.header(side);
        Item source = run.item(merge.header(side.other()));
        Set<FieldPath> fields = names(merge.patch(side), source);
        Item whole = Mask.bare(source, merge.privacy());
        if (target != null) {
            Item present = run.item(target);
            fields.addAll(names(merge.patch(side), present));
            whole = present.with(Mask.over(source, present, merge.privacy()), fields);
        }
        Mapping mapping = merge.mapping().orElse(null);
        ItemRef ref = target != null ? target.ref() : Mappings.ref(mapping, side);
        Revision expected = target != null ? target.revision() : Mappings.revision(mapping, side);
        return new Write.Update(ref, expected, whole, fields);
    }

    /** The names of the patch's paths, as far as the item has them or they are roots. */
    private Set<FieldPath> names(Patch patch, Item item) {
        Set<FieldPath> names = new HashSet<>();
        item.fields().keySet().forEach(path -> addIfWritten(patch, path, names));
        run.digester().roots().forEach(root -> addIfWritten(patch, FieldPath.of(root), names));
        return names;
    }

    private void addIfWritten(Patch patch, FieldPath path, Set<FieldPath> names) {
        if (run.digester().roots().contains(path.root()) && patch.writes(run.digester().path(path))) {
            names.add(path);
        }
    }
}
