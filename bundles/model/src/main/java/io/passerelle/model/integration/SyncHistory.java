// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one sync run of one pair did.
 *
 * @param run identity
 * @param integration whose
 * @param pair which pair
 * @param trigger why it took place
 * @param startedAt when it began
 * @param finishedAt when it ended; empty while it is under way
 * @param outcome how it ended
 * @param counts what it did
 * @param traffic requests and bytes at the provider
 * @param error what ended it, for {@link SyncOutcome#FAILED}; what a {@link SyncOutcome#PARTIAL} run could not do for all of
 *     the pair, because a side accepts no writes any more
 */
public record SyncHistory(
        RunId run,
        IntegrationId integration,
        PairId pair,
        SyncTrigger trigger,
        Instant startedAt,
        Optional<Instant> finishedAt,
        SyncOutcome outcome,
        SyncCounts counts,
        Traffic traffic,
        Optional<ErrorCode> error) {
    public SyncHistory {
        Objects.requireNonNull(run);
        Objects.requireNonNull(integration);
        Objects.requireNonNull(pair);
        Objects.requireNonNull(trigger);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(finishedAt);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(counts);
        Objects.requireNonNull(traffic);
        Objects.requireNonNull(error);
    }
}
