// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

import java.util.List;

/** One step of a {@link ChangeFeed}. */
public sealed interface FeedStep {

    /**
     * Some changes; more may follow.
     *
     * @param changes may be empty; an address may come again on a later page, the later one counts
     */
    record Page(List<Change> changes) implements FeedStep {
        public Page {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Everything was read.
     *
     * @param next the cursor for the following run; to be stored only after every change was dealt with
     */
    record End(Cursor next) implements FeedStep {}

    /** The cursor is no longer valid: a normal result, answered by a full pass from {@link Cursor#START}. */
    record Expired() implements FeedStep {}
}
