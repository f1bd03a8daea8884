// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.store.spi.Mapping;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.ReviewStore.Kind;
import io.passerelle.sync.engine.plan.Mappings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Takes a run back, the latest write first. Every step can be taken twice: an entry goes once its write was taken back,
 * so that the next page is found at once however long the run was, and a write that was taken back already is recognised by what is there.
 */
final class Undo {
    private static final int PAGE = 200;
    private static final int MOST_LEFT = 2000;

    private final Ports ports;
    private final RunState run;
    private final Failures failures;
    private final Set<UUID> left = new HashSet<>();

    Undo(Ports ports, RunState run) {
        this.ports = ports;
        this.run = run;
        this.failures = new Failures(run.recorder());
    }

    /** The run of a pair that can be taken back now. */
    static Optional<RunId> undoable(Ports ports, OrganisationId organisation, PairId pair) {
        return ports
                .review()
                .list(organisation, pair, Kind.UNDO, Optional.of(true), 0, 1)
                .stream()
                .filter(entry -> entry.expiresAt().isAfter(ports.clock().instant()))
                .map(ReviewStore.Entry::run)
                .findFirst();
    }

    /** An entry that is open. */
    private record Step(ReviewStore.Entry stored, UndoEntry entry) {}

    /** What is on a side now, and what became of taking a write back. */
    private record Attempt(Step step, Write write, Optional<Mapping> mapping, Revision found) {}

    Failures undo(RunId which) {
        int total = 0;
        for (List<Step> page = page(which); !page.isEmpty(); page = page(which)) {
            run.recorder().applying(total += page.size());
            for (Side side : Side.values()) {
                batches(page, side).forEach(batch -> takeBack(side, batch));
            }
        }
        if (total == 0) {
            throw PasserelleException.of(ErrorCode.NOT_UNDOABLE);
        }
        if (left.isEmpty()) {
            ports.review().removeAll(run.scope().organisation(), run.scope().id(), Kind.UNDO);
        }
        return failures;
    }

    /** Open entries, of each item the latest one only: the earlier ones come up when that is gone. */
    private List<Step> page(RunId which) {
        run.lease().check();
        List<Step> steps = new ArrayList<>();
        Set<Object> items = new HashSet<>();
        List<ReviewStore.Entry> unreadable = new ArrayList<>();
        for (ReviewStore.Entry stored : open()) {
            if (!stored.run().equals(which) || left.contains(stored.id()) || steps.size() == PAGE) {
                continue;
            }
            byte[] plain = ports.cipher().open(run.scope().seal(), UndoEntry.SEALED_AS, stored.sealed());
            Optional<UndoEntry> entry = UndoEntry.decode(plain);
            if (entry.isEmpty()) {
                unreadable.add(stored);
            } else if (items.add(List.of(entry.get().side(), entry.get().ref()))) {
                steps.add(new Step(stored, entry.get()));
            }
        }
        close(unreadable);
        return steps;
    }

    private List<ReviewStore.Entry> open() {
        return ports.review()
                .list(
                        run.scope().organisation(),
                        run.scope().id(),
                        Kind.UNDO,
                        Optional.of(true),
                        0,
                        PAGE + left.size());
    }

    private List<List<Step>> batches(List<Step> page, Side side) {
        List<Step> here = page.stream().filter(step -> step.entry().side() == side).toList();
        int most = run.scope().collection(side).maxBatch();
        List<List<Step>> batches = new ArrayList<>();
        for (int from = 0; from < here.size(); from += most) {
            batches.add(here.subList(from, Math.min(here.size(), from + most)));
        }
        return batches;
    }

    private void takeBack(Side side, List<Step> batch) {
        run.lease().check();
        Map<ItemRef, Fetched.Found> there = read(side, batch);
        Map<ItemRef, Mapping> mappings = new HashMap<>();
        run.mappings(side, batch.stream().map(step -> step.entry().ref()).toList())
                .forEach(mapping -> mappings.put(Mappings.ref(mapping, side), mapping));
        Map<Step, Attempt> attempts = new LinkedHashMap<>();
        List<ReviewStore.Entry> closed = new ArrayList<>();
        for (Step step : batch) {
            Fetched.Found found = there.get(step.entry().ref());
            Mapping mapping = mappings.get(step.entry().ref());
            Optional<Attempt> attempt = attempt(step, found, mapping);
            if (attempt.isPresent()) {
                attempts.put(step, attempt.get());
            } else {
                if (!isTakenBack(step.entry(), found, mapping)) {
                    changed(step.entry());
                }
                closed.add(step.stored());
            }
        }
        // marked before the deletion: whoever finds the copy gone, finds also that nobody deleted it
        run.commit(marked(attempts.values(), side), List.of());
        List<Attempt> made = List.copyOf(attempts.values());
        List<WriteResult> results = made.isEmpty()
                ? List.of()
                : run.scope()
                        .collection(side)
                        .write(made.stream().map(Attempt::write).toList());
        List<Mapping> unmarked = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Attempt attempt = made.get(i);
            WriteResult result = results.get(i);
            settle(attempt, result, closed);
            if (!Job.isGood(result)) {
                attempt.mapping().map(known -> Mappings.at(known, side, attempt.found())).ifPresent(unmarked::add);
            }
        }
        run.commit(unmarked, List.of());
        close(closed);
        if (left.size() > MOST_LEFT) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ERROR, "too many items cannot be taken back");
        }
    }

    private Map<ItemRef, Fetched.Found> read(Side side, List<Step> batch) {
        List<ItemRef> refs = batch.stream()
                .filter(step -> step.entry().action() != SyncItemResult.Action.DELETE)
                .map(step -> step.entry().ref())
                .toList();
        Map<ItemRef, Fetched.Found> there = new HashMap<>();
        if (!refs.isEmpty()) {
            for (Fetched fetched : run.scope().collection(side).fetch(refs)) {
                if (fetched instanceof Fetched.Found found) {
                    there.put(found.ref(), found);
                }
            }
        }
        return there;
    }

    /** What is to be written; empty when the item was changed since. */
    private Optional<Attempt> attempt(Step step, Fetched.Found found, Mapping mapping) {
        UndoEntry entry = step.entry();
        if (entry.action() == SyncItemResult.Action.DELETE) {
            String key = run.digester().creationKey("undo", step.stored().id().toString());
            Write create = new Write.Create(key, entry.before().orElseThrow());
            return Optional.of(new Attempt(step, create, Optional.empty(), entry.revision()));
        }
        if (found == null || !isUnchanged(entry, found)) {
            return Optional.empty();
        }
        if (entry.action() == SyncItemResult.Action.CREATE) {
            Write delete = new Write.Delete(found.ref(), found.revision());
            return Optional.ofNullable(mapping)
                    .map(known -> new Attempt(step, delete, Optional.of(known), found.revision()));
        }
        Item before = entry.before().orElseThrow();
        Write update =
                new Write.Update(found.ref(), found.revision(), found.item().with(before, entry.fields()), entry.fields());
        return Optional.of(new Attempt(step, update, Optional.empty(), found.revision()));
    }

    private boolean isUnchanged(UndoEntry entry, Fetched.Found found) {
        return found.revision().equals(entry.revision())
                || Arrays.equals(run.digester().digests(found.item()), entry.digests());
    }

    /** Whether an attempt that was cut off had taken it back already. */
    private boolean isTakenBack(UndoEntry entry, Fetched.Found found, Mapping mapping) {
        if (entry.action() == SyncItemResult.Action.CREATE) {
            return found == null && mapping != null && Mappings.isUndone(mapping, entry.side());
        }
        if (found == null) {
            return false;
        }
        Item before = entry.before().orElseThrow();
        Set<FieldPath> fields = entry.fields();
        return Arrays.equals(
                run.digester().digests(found.item()),
                run.digester().digests(found.item().with(before, fields)));
    }

    private static List<Mapping> marked(Iterable<Attempt> attempts, Side side) {
        List<Mapping> marked = new ArrayList<>();
        attempts.forEach(attempt ->
                attempt.mapping().map(known -> Mappings.undone(known, side)).ifPresent(marked::add));
        return marked;
    }

    /** Records what came of it; what may succeed later stays open. */
    private void settle(Attempt attempt, WriteResult result, List<ReviewStore.Entry> closed) {
        UndoEntry entry = attempt.step().entry();
        SyncItemResult.Action action = inverse(entry.action());
        run.recorder().step();
        if (Job.isGood(result)) {
            ItemRef ref = result instanceof WriteResult.Done done ? done.ref() : entry.ref();
            about(entry, ref, recorder -> recorder.succeeded(entry.label(), entry.side(), action));
        } else if (result instanceof WriteResult.Failed) {
            EnumSet<Side> nothingToReread = EnumSet.noneOf(Side.class);
            about(
                    entry,
                    entry.ref(),
                    recorder -> failures.of(result, entry.side(), action, entry.label(), nothingToReread));
            if (failures.mayPass(result)) {
                left.add(attempt.step().stored().id());
                return;
            }
        } else {
            changed(entry);
        }
        closed.add(attempt.step().stored());
    }

    private void changed(UndoEntry entry) {
        about(
                entry,
                entry.ref(),
                recorder -> recorder.failed(
                        entry.label(), entry.side(), inverse(entry.action()), ErrorCode.ITEM_CHANGED, ""));
    }

    private void about(UndoEntry entry, ItemRef ref, Consumer<Recorder> note) {
        run.recorder().about(Addresses.at(entry.side(), ref), () -> note.accept(run.recorder()));
    }

    private void close(List<ReviewStore.Entry> entries) {
        if (!entries.isEmpty()) {
            ports.review()
                    .remove(
                            run.scope().organisation(),
                            entries.stream().map(ReviewStore.Entry::id).toList());
        }
    }

    private static SyncItemResult.Action inverse(SyncItemResult.Action action) {
        return switch (action) {
            case CREATE -> SyncItemResult.Action.DELETE;
            case DELETE -> SyncItemResult.Action.CREATE;
            default -> action;
        };
    }
}
