// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorType;
import io.passerelle.store.spi.Mapping;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes what is about to be written before it is. The results of a batch are committed together with the intents of the next
 * one, so that a run of n batches takes n + 1 transactions.
 */
final class WriteAhead {
    /** Of more writes without an answer only the first are remembered: a service that is down is not asked for each. */
    private static final int MOST_UNANSWERED = 500;

    private final RunState run;
    private final IntentMaker maker;
    private final List<Mapping> put = new ArrayList<>();
    private final List<ItemRef> remove = new ArrayList<>();
    private final Map<Job, Intent> current = new IdentityHashMap<>();
    private final List<Intent> unanswered = new ArrayList<>();
    private List<Intent> unfinished = List.of();
    private boolean outdated;

    WriteAhead(RunState run) {
        this.run = run;
        this.maker = new IntentMaker(run);
    }

    /** Intents of an earlier run that stay open until this one has dealt with what follows from them. */
    void inherit(List<Intent> open) {
        unfinished = List.copyOf(open);
    }

    /** Called before a batch is written. */
    void before(List<Job> jobs) {
        current.clear();
        jobs.forEach(job -> maker.of(job).ifPresent(intent -> current.put(job, intent)));
        if (!current.isEmpty()) {
            List<Intent> all = open();
            jobs.stream().filter(current::containsKey).map(current::get).forEach(all::add);
            commit(all);
            outdated = true;
        }
    }

    /** Called after a batch was written, or as far as it was. */
    void after(List<Job> jobs, Settlement settlement) {
        put.addAll(settlement.put);
        remove.addAll(settlement.remove);
        jobs.stream()
                .filter(job -> current.containsKey(job) && isUnanswered(job))
                .map(current::get)
                .limit(MOST_UNANSWERED - unanswered.size())
                .forEach(unanswered::add);
        if (current.isEmpty()) {
            flush();
        }
    }

    /** Commits what waits for the next batch when there is none. */
    void flush() {
        current.clear();
        if (outdated) {
            commit(open());
            outdated = false;
        } else if (!put.isEmpty() || !remove.isEmpty()) {
            run.commit(put, remove);
            put.clear();
            remove.clear();
        }
    }

    /** What an earlier run left is dealt with, and the cursors may move on. */
    void finished() {
        if (!unfinished.isEmpty()) {
            unfinished = List.of();
            outdated = true;
            flush();
        }
    }

    private List<Intent> open() {
        List<Intent> open = new ArrayList<>(unfinished);
        open.addAll(unanswered);
        return open;
    }

    private void commit(List<Intent> intents) {
        run.commit(put, remove, IntentCodec.encode(intents));
        put.clear();
        remove.clear();
    }

    /** Whether the write may have been carried out without our knowing. */
    private static boolean isUnanswered(Job job) {
        if (!job.isComplete() && job.results().values().stream().allMatch(Job::isGood)) {
            return true;
        }
        return job.results().values().stream()
                .anyMatch(result -> result instanceof WriteResult.Failed failed
                        && Failures.isTransient(failed.code())
                        && failed.code().type() != ErrorType.RATE_LIMITED);
    }
}
