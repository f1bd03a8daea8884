// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import java.util.Objects;

/**
 * How a person wants a pair to be treated, beyond direction, window and conflicts.
 *
 * @param deletions what a deletion on one side means for the other
 * @param privacy how much of an event reaches the other side
 * @param privateAsBusy whether of events marked private or confidential only the time reaches the other side
 * @param filter what is left out
 */
public record PairRules(DeletionPolicy deletions, Privacy privacy, boolean privateAsBusy, SyncFilter filter) {
    /** Deletions follow, everything is shown but what is private, nothing is left out. */
    public static final PairRules DEFAULT =
            new PairRules(DeletionPolicy.FOLLOW, Privacy.FULL, true, SyncFilter.NONE);

    public PairRules {
        Objects.requireNonNull(deletions);
        Objects.requireNonNull(privacy);
        Objects.requireNonNull(filter);
    }
}
