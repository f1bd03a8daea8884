// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncWindow;
import java.util.List;
import java.util.Set;

/** Bodies of requests. Every component may be null: the resources check. */
public final class Requests {
    private Requests() {}

    /** An object without members. */
    public record Nothing() {}

    /** What to connect. */
    public record Connect(Set<Capability> capabilities, String reconnect) {}

    /** What to sync. */
    public record Settings(Long version, Integer intervalMinutes, List<Pair> pairs) {}

    /** One pair. */
    public record Pair(
            String id,
            CollectionKind kind,
            String hostCollection,
            String providerCollection,
            Direction direction,
            ConflictPolicy conflictPolicy,
            SyncWindow window,
            Boolean enabled) {}

    /** An OAuth client registration. */
    public record ClientCredentials(String clientId, String clientSecret) {
        /** Never the secret. */
        @Override
        public String toString() {
            return "ClientCredentials[not shown]";
        }
    }
}
