// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orchestrates synchronisation. */
public interface SyncService {

    /**
     * Runs every enabled pair of an integration, one after the other, on the calling thread. Used by the scheduler.
     *
     * @return what each run did; empty when the integration's status allows no runs
     */
    RunReport run(UserId owner, IntegrationId id, SyncTrigger trigger);

    /**
     * What a call of {@link #run} did.
     *
     * @param runs one entry for each pair
     * @param retryAfter how long the provider asked us to wait
     * @param error the error that ended the last failed run
     */
    record RunReport(List<SyncHistory> runs, Optional<Duration> retryAfter, Optional<ErrorCode> error) {}

    /** Asks the runs of an integration that are under way on this node to stop after the current batch. */
    void cancel(UserId owner, IntegrationId id);

    /** Deletions that wait for review. */
    Optional<HeldView> held(UserId owner, IntegrationId id, PairId pair);

    /**
     * Held deletions of a pair.
     *
     * @param pair of which pair
     * @param heldAt since when
     * @param items what would be deleted where
     */
    record HeldView(PairId pair, Instant heldAt, List<HeldItem> items) {
        /**
         * One held deletion.
         *
         * @param label what a person calls the item; personal data
         * @param side where it would be deleted
         */
        public record HeldItem(String label, Side side) {
            @Override
            public String toString() {
                return "HeldItem[" + side + "]";
            }
        }
    }

    /**
     * Carries held deletions out, as far as the items have not changed since.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code NOT_FOUND}, {@code RUN_IN_PROGRESS}, …
     */
    SyncHistory applyHeld(UserId owner, IntegrationId id, PairId pair);

    /** Discards held deletions: the items stay, and are created again on the side where they vanished. */
    SyncHistory discardHeld(UserId owner, IntegrationId id, PairId pair);

    /**
     * Leaves the items of held deletions as they are: neither deleted nor created again where they vanished, and not asked about
     * again until they change.
     */
    SyncHistory ignoreHeld(UserId owner, IntegrationId id, PairId pair);
}
