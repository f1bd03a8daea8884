// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.item.Item;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.ReviewStore.Kind;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps what it takes to take a run back. Of a pair, the entries of the latest run that wrote are kept. */
final class UndoLog {
    static final Duration KEPT = Duration.ofDays(7);
    private static final byte[] NOTHING = new byte[0];

    private final Ports ports;
    private final RunState run;
    private final Map<Side, Map<ItemRef, Item>> before = new EnumMap<>(Side.class);
    private final Map<Side, Map<ItemRef, Item>> told = new EnumMap<>(Side.class);
    private long entries;

    UndoLog(Ports ports, RunState run) {
        this.ports = ports;
        this.run = run;
    }

    /** What an item is like that is about to be overwritten, when the action itself does not tell. */
    void was(Side side, ItemRef ref, Item item) {
        told.computeIfAbsent(side, key -> new HashMap<>()).put(ref, item);
    }

    /** What was read of an item in order to keep it, if it was. */
    Optional<Item> before(Side side, ItemRef ref) {
        return Optional.ofNullable(before.getOrDefault(side, Map.of()).get(ref));
    }

    /** Reads what is about to be overwritten and was not read in this run, in bulk. */
    void prepare(List<Job> jobs) {
        for (Side side : Side.values()) {
            Map<ItemRef, Item> read = new HashMap<>();
            List<ItemRef> unread = jobs.stream()
                    .filter(job -> job.writes().get(side) instanceof Write.Update && seen(job, side).isEmpty())
                    .map(job -> ((Write.Update) job.writes().get(side)).ref())
                    .toList();
            if (!unread.isEmpty()) {
                run.lease().check();
                for (Fetched fetched : run.scope().collection(side).fetch(unread)) {
                    if (fetched instanceof Fetched.Found found) {
                        read.put(found.ref(), found.item());
                    }
                }
            }
            before.put(side, read);
        }
    }

    /** Keeps what was written; called before the mappings are committed, so that no write of ours goes unrecorded. */
    void record(List<Job> jobs) {
        List<ReviewStore.Entry> made = new ArrayList<>();
        for (Job job : jobs) {
            job.results().forEach((side, result) -> entry(job, side, result).map(this::sealed).ifPresent(made::add));
        }
        if (made.isEmpty()) {
            return;
        }
        if (entries == made.size()) {
            ports.review().removeAll(run.scope().organisation(), run.scope().id(), Kind.UNDO);
        }
        ports.review().put(run.scope().organisation(), made);
    }

    private Optional<UndoEntry> entry(Job job, Side side, WriteResult result) {
        Write write = job.writes().get(side);
        if (result instanceof WriteResult.Done done && write instanceof Write.Create create) {
            Item item = done.stored().orElse(create.item());
            return Optional.of(new UndoEntry(
                    side,
                    SyncItemResult.Action.CREATE,
                    done.ref(),
                    done.revision(),
                    run.digester().digests(item),
                    item.label(),
                    Set.of(),
                    Optional.empty()));
        }
        if (result instanceof WriteResult.Done done && write instanceof Write.Update update) {
            return overwritten(job, side, update.ref()).map(earlier -> {
                Item item = done.stored().orElseGet(() -> earlier.with(update.item(), update.fields()));
                return new UndoEntry(
                        side,
                        SyncItemResult.Action.UPDATE,
                        done.ref(),
                        done.revision(),
                        run.digester().digests(item),
                        item.label(),
                        update.fields(),
                        Optional.of(earlier));
            });
        }
        if (result instanceof WriteResult.Deleted deleted && write instanceof Write.Delete delete) {
            return seen(job, side)
                    .map(earlier -> new UndoEntry(
                            side,
                            SyncItemResult.Action.DELETE,
                            deleted.ref(),
                            delete.expected(),
                            NOTHING,
                            earlier.label(),
                            Set.of(),
                            Optional.of(earlier)));
        }
        return Optional.empty();
    }

    private Optional<Item> overwritten(Job job, Side side, ItemRef ref) {
        Optional<Item> known = Optional.ofNullable(told.getOrDefault(side, Map.of()).get(ref));
        return known.or(() -> seen(job, side)).or(() -> Optional.ofNullable(before.get(side)).map(read -> read.get(ref)));
    }

    /** The item on a side as this run read it. */
    private Optional<Item> seen(Job job, Side side) {
        Header header = null;
        if (job.task().action() instanceof Action.Merge merge) {
            header = merge.header(side);
        } else if (job.task().action() instanceof Action.Delete delete && delete.target() == side) {
            header = delete.seen();
        }
        return Optional.ofNullable(header).filter(Header::isPresent).map(run::item);
    }

    /** Ids count down, so that in the store's order the latest write of the run comes first. */
    private ReviewStore.Entry sealed(UndoEntry entry) {
        long id = Long.MAX_VALUE - entries++;
        return new ReviewStore.Entry(
                new UUID(run.recorder().run().value().getMostSignificantBits(), id),
                run.scope().id(),
                run.recorder().run(),
                Kind.UNDO,
                "",
                true,
                run.recorder().startedAt(),
                run.recorder().startedAt().plus(KEPT),
                ports.cipher().seal(run.scope().seal(), UndoEntry.SEALED_AS, entry.encode()));
    }
}
