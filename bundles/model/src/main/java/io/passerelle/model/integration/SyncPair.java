// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import java.util.Objects;
import java.util.Optional;

/**
 * A host collection and a provider collection that are kept in sync. Changing the settings of a pair never wipes data.
 *
 * @param id identity
 * @param integration the integration it belongs to
 * @param kind what both collections hold
 * @param hostCollection address on the host
 * @param hostName display name when last seen
 * @param providerCollection address at the provider
 * @param providerName display name when last seen
 * @param direction which way
 * @param conflictPolicy who wins
 * @param window what part; empty for everything
 * @param rules deletions, privacy, what is left out
 * @param confirmed whether what these settings lead to may be done; until then a run that would touch more than a few items
 *     writes nothing and leaves a preview
 * @param enabled whether it takes part in runs
 */
public record SyncPair(
        PairId id,
        IntegrationId integration,
        CollectionKind kind,
        CollectionId hostCollection,
        String hostName,
        CollectionId providerCollection,
        String providerName,
        Direction direction,
        ConflictPolicy conflictPolicy,
        Optional<SyncWindow> window,
        PairRules rules,
        boolean confirmed,
        boolean enabled) {
    public SyncPair {
        Objects.requireNonNull(id);
        Objects.requireNonNull(integration);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(hostCollection);
        Objects.requireNonNull(hostName);
        Objects.requireNonNull(providerCollection);
        Objects.requireNonNull(providerName);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(conflictPolicy);
        Objects.requireNonNull(window);
        Objects.requireNonNull(rules);
    }

    /** A confirmed pair with the usual rules. */
    public SyncPair(
            PairId id,
            IntegrationId integration,
            CollectionKind kind,
            CollectionId hostCollection,
            String hostName,
            CollectionId providerCollection,
            String providerName,
            Direction direction,
            ConflictPolicy conflictPolicy,
            Optional<SyncWindow> window,
            boolean enabled) {
        this(
                id,
                integration,
                kind,
                hostCollection,
                hostName,
                providerCollection,
                providerName,
                direction,
                conflictPolicy,
                window,
                PairRules.DEFAULT,
                true,
                enabled);
    }

    /** The same pair, confirmed or not. */
    public SyncPair withConfirmed(boolean value) {
        return new SyncPair(
                id,
                integration,
                kind,
                hostCollection,
                hostName,
                providerCollection,
                providerName,
                direction,
                conflictPolicy,
                window,
                rules,
                value,
                enabled);
    }

    /** The same pair, its collections called otherwise. */
    public SyncPair withNames(String atHost, String atProvider) {
        return new SyncPair(
                id,
                integration,
                kind,
                hostCollection,
                atHost,
                providerCollection,
                atProvider,
                direction,
                conflictPolicy,
                window,
                rules,
                confirmed,
                enabled);
    }

    @Override
    public String toString() {
        return "SyncPair[" + id + ", " + direction + "]";
    }
}
