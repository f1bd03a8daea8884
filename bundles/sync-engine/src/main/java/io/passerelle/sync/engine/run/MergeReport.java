// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.sync.engine.plan.Action;

/** Tells the history what became of an item that both sides have. */
final class MergeReport {
    private final RunState run;

    MergeReport(RunState run) {
        this.run = run;
    }

    void merged(Job job, Action.Merge merge) {
        if (merge.mapping().isEmpty() && job.writes().isEmpty()) {
            run.recorder().succeeded(label(merge), Side.HOST, SyncItemResult.Action.LINK);
        }
        run.conflicts().add(merge);
        int open = merge.conflicts().length;
        for (Side side : job.writes().keySet()) {
            int decided = 0;
            for (long path : merge.conflicts()) {
                decided += merge.patch(side).writes(path) ? 1 : 0;
            }
            open -= decided;
            if (decided > 0) {
                run.recorder().decided(label(merge), side, decided);
            } else {
                run.recorder().succeeded(label(merge), side, SyncItemResult.Action.UPDATE);
            }
        }
        if (open > 0) {
            run.recorder().undecided(label(merge), open);
        }
    }

    String label(Action.Merge merge) {
        return merge.host() != null ? run.label(merge.host()) : run.label(merge.provider());
    }
}
