// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Decider;
import io.passerelle.sync.engine.plan.Digests;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.Patch;
import io.passerelle.sync.engine.plan.Settings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a person decided about a field that both sides changed. The item is brought up to date first; a field that has been
 * changed since is not overwritten.
 */
final class Decision {
    private static final long[] NO_PATHS = new long[0];

    private final RunState run;
    private final Settings settings;
    private final Conflicts conflicts;

    Decision(Ports ports, RunState run, Settings settings) {
        this.run = run;
        this.settings = settings;
        this.conflicts = new Conflicts(ports, run.scope().seal(), run.scope().id());
    }

    Failures decide(UUID id, Side chosen) {
        Conflicts.Known known =
                conflicts.find(id).orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND, "no such conflict"));
        Failures failures = new Failures(run.recorder());
        Decider decider = new Decider(settings);
        Mapping mapping = mapping(known);
        Map<Side, Header> read = read(mapping);
        decider.decide(mapping, read.get(Side.HOST), read.get(Side.PROVIDER))
                .ifPresent(action -> new Applier(run, decider, failures).apply(List.of(action)));
        run.recorder().decides();
        Action.Merge merge = merge(known.note(), chosen);
        if (!merge.toHost().isEmpty() || !merge.toProvider().isEmpty()) {
            new Applier(run, decider, failures).apply(List.of(merge));
        }
        if (failures.rereading().isEmpty()) {
            conflicts.decided(known, chosen);
        }
        return failures;
    }

    private Mapping mapping(Conflicts.Known known) {
        return run.mapping(Side.HOST, known.note().hostRef()).orElseThrow(Decision::changed);
    }

    private Map<Side, Header> read(Mapping mapping) {
        Map<Side, Header> headers = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Header header = new SideReader(side, run)
                    .fetch(List.of(Mappings.ref(mapping, side)))
                    .get(Mappings.ref(mapping, side));
            if (header == null || !header.isPresent()) {
                throw changed();
            }
            headers.put(side, header);
        }
        return headers;
    }

    private Action.Merge merge(ConflictNote note, Side chosen) {
        Mapping mapping = run.mapping(Side.HOST, note.hostRef()).orElseThrow(Decision::changed);
        Map<Side, Header> read = read(mapping);
        Item source = chosen == Side.HOST ? note.host() : note.provider();
        String value = source.fields().get(note.path());
        Map<Side, Header> wanted = new EnumMap<>(Side.class);
        Map<Side, Patch> patches = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Header header = read.get(side);
            Item present = run.item(header);
            String current = present.fields().get(note.path());
            if (!Objects.equals(current, note.host().fields().get(note.path()))
                    && !Objects.equals(current, note.provider().fields().get(note.path()))) {
                throw changed();
            }
            boolean writes = !Objects.equals(current, value);
            if (writes && !settings.writes(side)) {
                throw PasserelleException.of(ErrorCode.COLLECTION_READ_ONLY, "the side is not written to");
            }
            run.undoLog().was(side, header.ref(), present);
            Item changed = present.with(source, Set.of(note.path()));
            wanted.put(side, header.over(run.digester().digests(changed), run.spooledBody(changed)));
            patches.put(side, patch(mapping, side, wanted.get(side), note.path(), writes));
        }
        return new Action.Merge(
                Optional.of(mapping),
                wanted.get(Side.HOST),
                wanted.get(Side.PROVIDER),
                patches.get(Side.HOST),
                patches.get(Side.PROVIDER),
                NO_PATHS,
                read.get(Side.HOST).privacy().stricter(read.get(Side.PROVIDER).privacy()));
    }

    /** Writes one path; whatever else differs from the base waits as before. */
    private Patch patch(Mapping mapping, Side side, Header header, FieldPath path, boolean writes) {
        long only = run.digester().path(path);
        byte[] base = Digests.overlay(Mappings.digests(mapping, side), header.digests(), one -> one == only);
        long[] kept = Digests.differing(base, header.digests());
        return new Patch(writes ? new long[] {only} : NO_PATHS, kept, base);
    }

    private static PasserelleException changed() {
        return PasserelleException.of(ErrorCode.ITEM_CHANGED, "the field has been changed since");
    }
}
