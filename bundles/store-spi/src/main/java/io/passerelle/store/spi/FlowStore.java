// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.UserId;
import java.time.Instant;
import java.util.Optional;

/** Connections being made. Called concurrently. */
public interface FlowStore {

    /** Stores a new flow. */
    void insert(FlowRecord flow);

    /** A flow of this user. */
    Optional<FlowRecord> find(UserId owner, String id);

    /** The flow with this state, whoever started it. */
    Optional<FlowRecord> findByState(byte[] stateDigest);

    /**
     * Replaces a flow, if it still has the expected status: of two that race, one wins.
     *
     * @return whether it was replaced
     */
    boolean replace(FlowRecord flow, FlowRecord.Status expected);

    /** Flows of a user that are neither ended nor expired. */
    int open(UserId owner, Instant now);

    /** Flows that a user started since. */
    int startedSince(UserId owner, Instant since);

    /** Deletes flows that expired before. */
    int prune(Instant before);
}
