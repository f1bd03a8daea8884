// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.Events;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.FlowRecord.Status;
import io.passerelle.store.spi.FlowStore;
import java.util.Optional;
import java.util.Set;

/** Moves flows from status to status; of two that try one succeeds. Open pages hear of it. */
final class FlowLedger {
    private static final Set<Status> ENDED = Set.of(Status.CONNECTED, Status.FAILED, Status.CANCELLED);
    private static final byte[] NOTHING = {};

    private final FlowStore store;
    private final Events events;

    FlowLedger(FlowStore store, Events events) {
        this.store = store;
        this.events = events;
    }

    static boolean isEnded(FlowRecord flow) {
        return ENDED.contains(flow.status());
    }

    Optional<FlowRecord> parked(FlowRecord flow, byte[] sealed) {
        return move(flow, Status.RETURNED, sealed, Optional.empty(), Optional.empty());
    }

    /** From here on the store holds neither code nor verifier. */
    Optional<FlowRecord> completing(FlowRecord flow) {
        return move(flow, Status.COMPLETING, NOTHING, Optional.empty(), Optional.empty());
    }

    Optional<FlowRecord> connected(FlowRecord flow, IntegrationId integration) {
        return move(flow, Status.CONNECTED, NOTHING, Optional.empty(), Optional.of(integration));
    }

    Optional<FlowRecord> failed(FlowRecord flow, ErrorCode why) {
        return move(flow, Status.FAILED, NOTHING, Optional.of(why), Optional.empty());
    }

    Optional<FlowRecord> cancelled(FlowRecord flow, ErrorCode why) {
        return move(flow, Status.CANCELLED, NOTHING, Optional.of(why), Optional.empty());
    }

    private Optional<FlowRecord> move(
            FlowRecord flow, Status to, byte[] sealed, Optional<ErrorCode> error, Optional<IntegrationId> integration) {
        FlowRecord moved = new FlowRecord(
                flow.id(),
                flow.owner(),
                flow.sessionKey(),
                flow.cookieDigest(),
                flow.stateDigest(),
                flow.provider(),
                flow.reconnect(),
                flow.capabilities(),
                sealed,
                to,
                error,
                integration,
                flow.createdAt(),
                flow.expiresAt());
        if (!store.replace(moved, flow.status())) {
            return Optional.empty();
        }
        events.publish(flow.owner(), "flow-changed", "{\"flow\":\"" + flow.id() + "\",\"status\":\"" + to + "\"}");
        return Optional.of(moved);
    }
}
