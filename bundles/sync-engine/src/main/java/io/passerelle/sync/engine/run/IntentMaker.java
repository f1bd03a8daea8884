// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.Write;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.Item;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a job is about to write. */
final class IntentMaker {
    private final RunState run;

    IntentMaker(RunState run) {
        this.run = run;
    }

    /** Empty for a job that writes nothing. */
    Optional<Intent> of(Job job) {
        Action action = job.task().action();
        if (job.writes().isEmpty()) {
            return Optional.empty();
        }
        if (action instanceof Action.Create create) {
            return Optional.of(creation(create, (Write.Create) job.writes().get(create.target())));
        }
        if (action instanceof Action.Merge merge) {
            return Optional.of(update(merge, job));
        }
        return action instanceof Action.Delete delete
                ? Optional.of(new Intent.Deletion(
                        delete.target(), delete.mapping().hostRef(), delete.seen().ref()))
                : Optional.empty();
    }

    private Intent creation(Action.Create create, Write.Create write) {
        boolean asItIs = create.source().privacy() == Privacy.FULL && create.previous().isEmpty();
        return new Intent.Creation(
                create.target(),
                write.key(),
                create.source().identity().bytes(),
                create.source().ref(),
                create.source().revision(),
                create.source().digests(),
                asItIs ? create.source().digests() : run.digester().digests(write.item()),
                create.previous().map(Mapping::hostRef));
    }

    private Intent update(Action.Merge merge, Job job) {
        List<Intent.Written> writes = new ArrayList<>();
        job.writes().forEach((side, write) -> writes.add(Intent.Written.of(
                side,
                merge.patch(side).write(),
                written(merge, side, ((Write.Update) write).item()),
                merge.header(side.other()).digests())));
        Optional<Mapping> known = merge.mapping();
        return new Intent.Update(
                known.map(Mapping::hostRef).orElseGet(() -> merge.host().ref()),
                known.map(Mapping::providerRef).orElseGet(() -> merge.provider().ref()),
                known.isPresent() ? Optional.empty() : Optional.of(link(merge)),
                writes);
    }

    private byte[] written(Action.Merge merge, Side side, Item item) {
        return merge.privacy() == Privacy.FULL ? merge.patch(side).base() : run.digester().digests(item);
    }

    private static Intent.Link link(Action.Merge merge) {
        return new Intent.Link(
                merge.host().identity().bytes(),
                merge.host().revision(),
                merge.provider().revision(),
                unwritten(merge, Side.HOST),
                unwritten(merge, Side.PROVIDER));
    }

    private static byte[] unwritten(Action.Merge merge, Side side) {
        return Digests.overlay(
                merge.patch(side).base(),
                Digests.NONE,
                path -> merge.toHost().writes(path) || merge.toProvider().writes(path));
    }
}
