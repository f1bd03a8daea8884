// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Digests;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.Patch;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Turns what was done into the mapping that says so. */
final class Settler {
    private static final long[] NO_PATHS = {};

    private final RunState run;
    private final Residue residue;

    Settler(RunState run) {
        this.run = run;
        this.residue = new Residue(run);
    }

    Mapping created(Action.Create create, WriteResult.Done done) {
        Header source = create.source();
        byte[] stored = done.stored().map(run.digester()::digests).orElse(source.digests());
        boolean onHost = create.target() == Side.HOST;
        return mapping(
                source.identity().bytes(),
                onHost ? done.ref() : source.ref(),
                onHost ? done.revision() : source.revision(),
                onHost ? source.ref() : done.ref(),
                onHost ? source.revision() : done.revision(),
                onHost ? stored : source.digests(),
                onHost ? source.digests() : stored,
                residue.after(create.previous(), onHost ? null : source, onHost ? source : null),
                create.previous().map(Mapping::createdByUs).orElse(Optional.of(create.target())));
    }

    Mapping merged(Action.Merge merge, Job job) {
        Optional<Mapping> known = merge.mapping();
        byte[] identity = merge.host() != null
                ? merge.host().identity().bytes()
                : known.map(Mapping::identity).orElseGet(() -> merge.provider().identity().bytes());
        return mapping(
                identity,
                ref(merge, Side.HOST),
                revision(merge, job, Side.HOST),
                ref(merge, Side.PROVIDER),
                revision(merge, job, Side.PROVIDER),
                digests(merge, job, Side.HOST),
                digests(merge, job, Side.PROVIDER),
                residue.after(known, merge.host(), merge.provider()),
                known.flatMap(Mapping::createdByUs));
    }

    /** What a side holds after a write that went well, while the other side's did not. */
    Header written(Action.Merge merge, Job job, Side side) {
        WriteResult.Done done = (WriteResult.Done) job.results().get(side);
        Item item = done.stored().orElseGet(() -> {
            Item source = run.item(merge.header(side.other()));
            return merge.header(side) == null ? source : run.item(merge.header(side)).with(source, fields(job, side));
        });
        Header header = run.spooled(done.ref(), done.revision(), item, Optional.empty());
        return done.stored().isPresent() ? header : header.withDigests(merge.patch(side).base());
    }

    private static Set<FieldPath> fields(Job job, Side side) {
        return ((Write.Update) job.writes().get(side)).fields();
    }

    private static ItemRef ref(Action.Merge merge, Side side) {
        Header header = merge.header(side);
        return header != null ? header.ref() : Mappings.ref(merge.mapping().orElseThrow(), side);
    }

    private static Revision revision(Action.Merge merge, Job job, Side side) {
        if (job.results().get(side) instanceof WriteResult.Done done) {
            return done.revision();
        }
        Header header = merge.header(side);
        return header != null ? header.revision() : Mappings.revision(merge.mapping().orElseThrow(), side);
    }

    private byte[] digests(Action.Merge merge, Job job, Side side) {
        Patch patch = merge.patch(side);
        if (!(job.results().get(side) instanceof WriteResult.Done done) || done.stored().isEmpty()) {
            return patch.base();
        }
        byte[] stored = run.digester().digests(done.stored().get());
        byte[] before = merge.mapping().map(known -> Mappings.digests(known, side)).orElse(Digests.NONE);
        if (merge.header(side) != null) {
            return patch.kept().length == 0 ? stored : Digests.overlay(stored, before, patch::keeps);
        }
        // edits that an earlier run kept from the other side are not reported again, and are still not passed on
        long[] kept = run.undoLog()
                .before(side, done.ref())
                .map(item -> Digests.differing(before, run.digester().digests(item)))
                .orElse(NO_PATHS);
        return kept.length == 0
                ? stored
                : Digests.overlay(
                        stored, before, path -> !patch.writes(path) && Arrays.binarySearch(kept, path) >= 0);
    }

    private static Mapping mapping(
            byte[] identity,
            ItemRef hostRef,
            Revision hostRevision,
            ItemRef providerRef,
            Revision providerRevision,
            byte[] hostDigests,
            byte[] providerDigests,
            byte[] residue,
            Optional<Side> createdByUs) {
        return new Mapping(
                identity,
                hostRef,
                hostRevision,
                providerRef,
                providerRevision,
                hostDigests,
                Arrays.equals(hostDigests, providerDigests) ? Optional.empty() : Optional.of(providerDigests),
                residue,
                createdByUs);
    }
}
