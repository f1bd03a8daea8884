// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.integration.Side;
import java.util.List;

/**
 * What a run is going to do.
 *
 * @param actions in no particular order, at most one for each item
 * @param mapped how many items both sides have
 */
public record Plan(List<Action> actions, long mapped) {
    public Plan {
        actions = List.copyOf(actions);
    }

    /** The actions of one kind. */
    public <T extends Action> List<T> only(Class<T> kind) {
        return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The deletions on one side. */
    public List<Action.Delete> deletions(Side side) {
        return only(Action.Delete.class).stream()
                .filter(delete -> delete.target() == side)
                .toList();
    }
}
