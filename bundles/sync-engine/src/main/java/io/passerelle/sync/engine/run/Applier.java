// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Decider;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries actions out, batch by batch: write, then commit the mappings of what was written. What fails is reported and the
 * rest goes on; what changed meanwhile is read and decided again.
 */
final class Applier {
    private static final int COMMITTED_AT_ONCE = 500;
    private static final int MOST_ATTEMPTS = 2;
    private static final int MOST_KEYS = 5;

    private final RunState run;
    private final Decider decider;
    private final Failures failures;
    private final WriteMaker writes;
    private final Settler settler;
    private final Residue residue;
    private final MergeReport report;
    private final UndoLog undo;
    private final Unanswered unanswered = new Unanswered();
    private final Map<Side, SideReader> readers = new EnumMap<>(Side.class);
    private final Map<Side, Set<ItemRef>> newlyMapped = new EnumMap<>(Side.class);
    private final Map<Side, Set<ItemRef>> reportedNew = new EnumMap<>(Side.class);

    Applier(RunState run, Decider decider, Failures failures) {
        this.run = run;
        this.decider = decider;
        this.failures = failures;
        this.writes = new WriteMaker(run);
        this.settler = new Settler(run);
        this.residue = new Residue(run);
        this.report = new MergeReport(run);
        this.undo = run.undoLog();
        for (Side side : Side.values()) {
            readers.put(side, new SideReader(side, run));
            newlyMapped.put(side, new HashSet<>());
            reportedNew.put(side, new HashSet<>());
        }
    }

    /**
     * Carries out, in an order in which a crash or a failure half-way loses nothing: what exists is linked first, then items
     * are created at the provider before they are created on the host (a provider may have given an item of ours a UID of
     * its own), and nothing is deleted before everything else is there.
     */
    void apply(Collection<Action> actions) {
        run.recorder().applying(actions.size());
        List<List<Task>> phases = new ArrayList<>();
        for (int i = 0; i < Phase.COUNT; i++) {
            phases.add(new ArrayList<>());
        }
        for (Action action : actions) {
            if (action instanceof Action.Clash clash) {
                clash(clash.side(), clash.header());
            } else {
                if (action instanceof Action.Create create) {
                    reportedNew.get(create.target().other()).add(create.source().ref());
                }
                phases.get(Phase.of(action)).add(Task.first(action));
            }
        }
        try {
            phases.forEach(this::work);
        } catch (RuntimeException failure) {
            flushAfter(failure);
            throw failure;
        }
        run.ahead().flush();
    }

    /** What was written so far is committed, too, when the run is stopped; where that fails, the next one finds it out. */
    private void flushAfter(RuntimeException failure) {
        try {
            run.ahead().flush();
        } catch (PasserelleException unavailable) {
            failure.addSuppressed(unavailable);
        }
    }

    private void work(List<Task> tasks) {
        Deque<Task> queue = new ArrayDeque<>(tasks);
        while (!queue.isEmpty()) {
            run.lease().check();
            int most = Phase.isLocal(queue.peek().action()) ? COMMITTED_AT_ONCE : batch(queue.peek().action());
            List<Task> some = new ArrayList<>();
            while (!queue.isEmpty() && some.size() < most) {
                some.add(queue.poll());
            }
            queue.addAll(round(informed(some)));
        }
    }

    private int batch(Action action) {
        int host = run.scope().host().maxBatch();
        int provider = run.scope().provider().maxBatch();
        if (action instanceof Action.Create create) {
            return create.target() == Side.HOST ? host : provider;
        }
        return Math.min(host, provider);
    }

    /** Reads the items that have to be looked at before anything is done to them. */
    private List<Task> informed(List<Task> tasks) {
        List<Again> again = new ArrayList<>();
        List<Task> ready = new ArrayList<>();
        for (Task task : tasks) {
            if (task.action() instanceof Action.Delete delete && delete.seen() == null) {
                Side target = delete.target();
                Again unseen = new Again(task, Optional.of(delete.mapping()));
                unseen.headers().put(target.other(), Header.deleted(Mappings.ref(delete.mapping(), target.other())));
                unseen.wanted().put(target, Mappings.ref(delete.mapping(), target));
                again.add(unseen);
            } else if (task.action() instanceof Action.Merge merge
                    && (writes.needsTarget(merge, Side.HOST) || writes.needsTarget(merge, Side.PROVIDER))) {
                Side side = merge.host() == null ? Side.HOST : Side.PROVIDER;
                Again unseen = new Again(task, merge.mapping());
                unseen.headers().put(side.other(), merge.header(side.other()));
                unseen.wanted().put(side, Mappings.ref(merge.mapping().orElseThrow(), side));
                again.add(unseen);
            } else if (isDoubtful(task.action())) {
                failures.leftForNextRun();
            } else if (!isSuperfluous(task.action())) {
                ready.add(task);
            }
        }
        ready.addAll(decided(again, false));
        return ready;
    }

    /** An item that turned out, in this run, to be the copy of one of ours needs no copy of its own. */
    private boolean isSuperfluous(Action action) {
        return action instanceof Action.Create create
                && create.previous().isEmpty()
                && newlyMapped.get(create.target().other()).contains(create.source().ref());
    }

    /** Whether what looks new at the provider may be the copy that an earlier run made of ours. */
    private boolean isDoubtful(Action action) {
        return action instanceof Action.Create create
                && create.target() == Side.HOST
                && create.previous().isEmpty()
                && unanswered.resembles(create.source());
    }

    /**
     * Whether the side reported, in this run, the item that it now says it created: an earlier attempt did, whose answer was
     * lost, and somebody may have changed it since.
     */
    private boolean wasThereBefore(Action.Create create, WriteResult.Done done) {
        return create.previous().isEmpty() && reportedNew.get(create.target()).contains(done.ref());
    }

    /** One batch; returns what has to be done once more. */
    private List<Task> round(List<Task> tasks) {
        List<Job> jobs = tasks.stream().map(writes::job).toList();
        undo.prepare(jobs);
        run.ahead().before(jobs);
        RuntimeException broken = null;
        try {
            write(jobs, Side.PROVIDER);
            write(jobs, Side.HOST);
        } catch (RuntimeException failure) {
            broken = failure;
        }
        undo.record(jobs);
        Settlement settlement = new Settlement();
        for (Job job : jobs) {
            if (broken == null || job.isComplete()) {
                run.recorder().about(Addresses.of(job), () -> settle(job, settlement));
            }
        }
        run.conflicts().flush();
        run.ahead().after(jobs, settlement);
        for (Mapping mapping : settlement.fresh) {
            newlyMapped.get(Side.HOST).add(mapping.hostRef());
            newlyMapped.get(Side.PROVIDER).add(mapping.providerRef());
        }
        if (broken != null) {
            throw broken;
        }
        List<Task> next = new ArrayList<>(settlement.tasks);
        next.addAll(decided(settlement.again, true));
        return next;
    }

    private void write(List<Job> jobs, Side side) {
        List<Job> wanting = jobs.stream().filter(job -> job.wants(side)).toList();
        int most = run.scope().collection(side).maxBatch();
        for (int from = 0; from < wanting.size(); from += most) {
            List<Job> some = wanting.subList(from, Math.min(wanting.size(), from + most));
            List<Write> batch = some.stream().map(job -> job.writes().get(side)).toList();
            List<WriteResult> results = run.scope().collection(side).write(batch);
            for (int i = 0; i < some.size(); i++) {
                some.get(i).results().put(side, results.get(i));
            }
        }
    }

    private void settle(Job job, Settlement settlement) {
        Action action = job.task().action();
        run.recorder().step();
        if (action instanceof Action.Create create) {
            created(job, create, settlement);
        } else if (action instanceof Action.Merge merge) {
            merged(job, merge, settlement);
        } else if (action instanceof Action.Delete delete) {
            deleted(job, delete, settlement);
        } else if (action instanceof Action.Forget forget) {
            settlement.remove.add(forget.mapping().hostRef());
        } else if (action instanceof Action.Release release) {
            settlement.put.add(Mappings.released(release.mapping(), release.side()));
        } else if (action instanceof Action.Ignore ignore) {
            settlement.put.add(Mappings.ignored(ignore.mapping(), ignore.side()));
        }
    }

    private void created(Job job, Action.Create create, Settlement settlement) {
        Side target = create.target();
        WriteResult result = job.results().get(target);
        if (result instanceof WriteResult.Done done && wasThereBefore(create, done)) {
            adopt(job.task(), create, done.ref(), settlement);
        } else if (result instanceof WriteResult.Done done) {
            settlement.put(settler.created(create, done), create.previous());
            run.recorder().created(run.label(create.source()), target, missing(create.source(), target.other(), done));
        } else if (result instanceof WriteResult.Exists exists) {
            adopt(job.task(), create, exists.ref(), settlement);
        } else if (result instanceof WriteResult.Gone && job.task().generation() < MOST_KEYS) {
            settlement.tasks.add(job.task().withNextKey());
        } else {
            if (target == Side.PROVIDER && failures.mayPass(result)) {
                unanswered.add(create.source());
            }
            failures.of(
                    result,
                    target,
                    SyncItemResult.Action.CREATE,
                    run.label(create.source()),
                    create.previous().isPresent() ? EnumSet.allOf(Side.class) : EnumSet.of(target.other()));
        }
    }

    private Set<String> missing(Header header, Side side, WriteResult.Done done) {
        return residue.missing(side, run.item(header), done.stored(), header.privacy());
    }

    private void adopt(Task task, Action.Create create, ItemRef existing, Settlement settlement) {
        Side target = create.target();
        Optional<Mapping> other = run.mapping(target, existing);
        boolean foreign = other.isPresent()
                && !create.previous()
                        .map(previous -> Mappings.ref(previous, Side.HOST).equals(other.get().hostRef()))
                        .orElse(false);
        if (foreign) {
            clash(target.other(), create.source());
            return;
        }
        newlyMapped.get(target).add(existing);
        Again met = new Again(task, create.previous());
        met.headers().put(target.other(), create.source());
        met.wanted().put(target, existing);
        settlement.again.add(met);
    }

    private void merged(Job job, Action.Merge merge, Settlement settlement) {
        if (job.results().values().stream().allMatch(Job::isGood) && job.isComplete()) {
            settlement.put(settler.merged(merge, job), merge.mapping());
            report.merged(job, merge);
            return;
        }
        Again again = new Again(job.task(), merge.mapping());
        for (Side side : Side.values()) {
            WriteResult result = job.results().get(side);
            if (merge.header(side) != null) {
                again.headers().put(side, merge.header(side));
            }
            if (result instanceof WriteResult.Done) {
                again.headers().put(side, settler.written(merge, job, side));
                run.recorder().succeeded(run.label(merge.header(side.other())), side, SyncItemResult.Action.UPDATE);
            } else if (result instanceof WriteResult.Changed changed) {
                again.wanted().put(side, changed.ref());
            } else if (result instanceof WriteResult.Gone gone) {
                again.headers().put(side, Header.deleted(gone.ref()));
            } else if (result != null) {
                failures.of(result, side, SyncItemResult.Action.UPDATE, report.label(merge), EnumSet.allOf(Side.class));
                return;
            }
        }
        settlement.again.add(again);
    }

    private void deleted(Job job, Action.Delete delete, Settlement settlement) {
        Side target = delete.target();
        WriteResult result = job.results().get(target);
        if (result instanceof WriteResult.Deleted || result instanceof WriteResult.Gone) {
            settlement.remove.add(delete.mapping().hostRef());
            run.recorder().succeeded(run.label(delete.seen()), target, SyncItemResult.Action.DELETE);
        } else if (result instanceof WriteResult.Changed changed) {
            Again again = new Again(job.task(), Optional.of(delete.mapping()));
            again.headers().put(target.other(), Header.deleted(Mappings.ref(delete.mapping(), target.other())));
            again.wanted().put(target, changed.ref());
            settlement.again.add(again);
        } else {
            failures.of(
                    result,
                    target,
                    SyncItemResult.Action.DELETE,
                    run.label(delete.seen()),
                    EnumSet.allOf(Side.class));
        }
    }

    /** Reads what is missing, in bulk, and decides anew. */
    private List<Task> decided(List<Again> again, boolean counts) {
        List<Task> tasks = new ArrayList<>();
        for (Side side : Side.values()) {
            List<ItemRef> refs = again.stream()
                    .map(one -> one.wanted().get(side))
                    .filter(ref -> ref != null)
                    .toList();
            Map<ItemRef, Header> read = readers.get(side).fetch(refs);
            again.forEach(one -> one.found(side, read));
        }
        for (Again one : again) {
            if (counts && one.task().attempt() >= MOST_ATTEMPTS) {
                Side changing = one.wanted().containsKey(Side.HOST) ? Side.HOST : Side.PROVIDER;
                String label = run.label(one.headers().get(changing.other()));
                run.recorder()
                        .about(Addresses.of(one.task().action()), () -> failures.changedTooOften(label, changing));
                continue;
            }
            Header host = one.headers().get(Side.HOST);
            Header provider = one.headers().get(Side.PROVIDER);
            decision(one, host, provider)
                    .map(action -> counts ? one.task().again(action) : new Task(action, one.task().attempt(), 0))
                    .ifPresent(tasks::add);
        }
        return tasks;
    }

    private Optional<Action> decision(Again one, Header host, Header provider) {
        if (one.mapping().isPresent()) {
            return decider.decide(one.mapping().get(), host, provider);
        }
        if (host != null && provider != null && host.isPresent() && provider.isPresent()) {
            return decider.link(host, provider);
        }
        failures.leftForNextRun();
        return Optional.empty();
    }

    private void clash(Side side, Header header) {
        Recorder recorder = run.recorder();
        recorder.about(
                Addresses.at(side, header.ref()),
                () -> recorder.failed(
                        run.label(header), side, SyncItemResult.Action.READ, ErrorCode.UID_CLASH, "same UID twice"));
    }
}
