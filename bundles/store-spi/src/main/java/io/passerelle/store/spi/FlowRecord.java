// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Capability;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A connection being made. Lives ten minutes.
 *
 * @param id public identifier; not the state
 * @param owner who started it
 * @param sessionKey in which session
 * @param cookieDigest SHA-256 of the per-flow cookie
 * @param stateDigest SHA-256 of the state
 * @param provider with which provider
 * @param reconnect the integration to be reconnected, if any
 * @param capabilities what was asked for
 * @param sealed verifier and, once the callback came, the parked answer; sealed under the owner's key
 * @param status where it stands
 * @param error why it failed
 * @param integration what came of it
 * @param createdAt when it was started
 * @param expiresAt when it ends
 */
public record FlowRecord(
        String id,
        UserId owner,
        String sessionKey,
        byte[] cookieDigest,
        byte[] stateDigest,
        ProviderId provider,
        Optional<IntegrationId> reconnect,
        Set<Capability> capabilities,
        byte[] sealed,
        Status status,
        Optional<ErrorCode> error,
        Optional<IntegrationId> integration,
        Instant createdAt,
        Instant expiresAt) {

    /** Where a flow stands. */
    public enum Status {
        /** The person is at the provider. */
        WAITING,
        /** The callback came and is parked. */
        RETURNED,
        /** The code is being exchanged. */
        COMPLETING,
        /** Connected. */
        CONNECTED,
        /** Ended by an error. */
        FAILED,
        /** Ended by the person. */
        CANCELLED
    }

    public FlowRecord {
        Objects.requireNonNull(id);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(sessionKey);
        Objects.requireNonNull(provider);
        Objects.requireNonNull(status);
        capabilities = Set.copyOf(capabilities);
        cookieDigest = cookieDigest.clone();
        stateDigest = stateDigest.clone();
        sealed = sealed.clone();
    }

    @Override
    public byte[] cookieDigest() {
        return cookieDigest.clone();
    }

    @Override
    public byte[] stateDigest() {
        return stateDigest.clone();
    }

    @Override
    public byte[] sealed() {
        return sealed.clone();
    }

    @Override
    public String toString() {
        return "FlowRecord[" + id + ", " + status + "]";
    }
}
