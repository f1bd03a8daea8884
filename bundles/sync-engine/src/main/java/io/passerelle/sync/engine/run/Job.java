// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.integration.Side;
import java.util.EnumMap;
import java.util.Map;

/** A task with the writes it takes and what became of them. */
final class Job {
    private final Task task;
    private final Map<Side, Write> writes = new EnumMap<>(Side.class);
    private final Map<Side, WriteResult> results = new EnumMap<>(Side.class);

    Job(Task task) {
        this.task = task;
    }

    Task task() {
        return task;
    }

    Map<Side, Write> writes() {
        return writes;
    }

    Map<Side, WriteResult> results() {
        return results;
    }

    /** Whether a write is still to be made on a side; after a failure on one side the other one is left alone. */
    boolean wants(Side side) {
        return writes.containsKey(side)
                && !results.containsKey(side)
                && results.values().stream().allMatch(Job::isGood);
    }

    boolean isComplete() {
        return results.keySet().containsAll(writes.keySet());
    }

    static boolean isGood(WriteResult result) {
        return result instanceof WriteResult.Done || result instanceof WriteResult.Deleted;
    }
}
