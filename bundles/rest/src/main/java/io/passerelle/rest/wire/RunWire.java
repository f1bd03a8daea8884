// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One sync run of one pair. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RunWire(
        String id,
        String pair,
        Optional<String> hostName,
        Optional<String> providerName,
        SyncTrigger trigger,
        Instant startedAt,
        Optional<Instant> finishedAt,
        SyncOutcome outcome,
        SyncCounts counts,
        long requests,
        long bytesSent,
        long bytesReceived,
        Optional<Problem> error) {

    /** Runs, latest first. */
    public record RunList(List<RunWire> runs) {}

    /** What became of one item; by its position it is tried once more. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ItemWire(
            String label,
            Side side,
            SyncItemResult.Action action,
            Optional<Problem> reason,
            String detail,
            int position) {}

    /** What became of the items, failures first. */
    public record ItemList(List<ItemWire> items) {}
}
