// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.integration.Side;
import io.passerelle.sync.engine.plan.Action;

/** The order of actions in which a crash or a failure half-way loses nothing. */
final class Phase {
    /** How many there are. */
    static final int COUNT = 6;

    private Phase() {}

    /** When an action is carried out, from 0. */
    static int of(Action action) {
        if (action instanceof Action.Create create) {
            return create.previous().isPresent() ? 1 : create.target() == Side.PROVIDER ? 2 : 4;
        }
        if (action instanceof Action.Merge merge) {
            return isLocal(merge) ? 0 : 3;
        }
        return action instanceof Action.Delete ? 5 : 0;
    }

    /** Whether neither side is written to. */
    static boolean isLocal(Action action) {
        return !(action instanceof Action.Create)
                && !(action instanceof Action.Delete)
                && !(action instanceof Action.Merge merge
                        && !(merge.toHost().isEmpty() && merge.toProvider().isEmpty()));
    }
}
