// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncWindow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A user's integrations: what is connected, what is synced, pausing and disconnecting. */
public interface IntegrationService {

    /** The providers that are there now, in the order of their names. */
    List<ProviderView> providers(UserId user, Locale locale);

    /** A provider's picture; empty when the provider is not there. */
    Optional<IconView> icon(ProviderId provider);

    /** A picture with its media type. */
    record IconView(String mediaType, byte[] content) {}

    /** A user's integrations, oldest first. */
    List<IntegrationView> list(UserId user, Locale locale);

    /** One of a user's integrations. */
    Optional<IntegrationView> find(UserId user, IntegrationId id, Locale locale);

    /**
     * What can be chosen to be synced. Asks host and provider live.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code NOT_FOUND}, {@code GRANT_LOST},
     *     {@code PROVIDER_UNAVAILABLE}, {@code PROVIDER_UNREACHABLE}, …
     */
    CollectionChoices collections(UserId user, IntegrationId id);

    /** Collections of both sides. */
    record CollectionChoices(List<CollectionInfo> host, List<CollectionInfo> provider) {}

    /**
     * Changes what is synced. Pairs that stay keep their mappings; nothing is wiped.
     *
     * @param version the version that the change was made from
     * @throws io.passerelle.model.error.PasserelleException {@code INVALID_INPUT} with the field, {@code STALE_VERSION},
     *     {@code COLLECTION_READ_ONLY}, {@code SCOPE_MISSING}, {@code NOT_FOUND}
     */
    IntegrationView updateSettings(UserId user, IntegrationId id, long version, SettingsChange change, Locale locale);

    /**
     * What to sync.
     *
     * @param intervalMinutes minutes between periodic runs
     * @param pairs all pairs; one that is missing ends
     */
    record SettingsChange(int intervalMinutes, List<PairChange> pairs) {}

    /**
     * One pair as it should be.
     *
     * @param id of a known pair, or empty for a new one
     * @param kind what it holds
     * @param hostCollection existing host collection, or empty to create one with the provider collection's name
     * @param providerCollection provider collection
     * @param direction which way
     * @param conflictPolicy who wins
     * @param window what part; empty for everything
     * @param rules deletions, privacy, what is left out; empty for those that a known pair has, the usual ones for a new pair
     * @param enabled whether it takes part in runs
     */
    record PairChange(
            Optional<PairId> id,
            CollectionKind kind,
            Optional<CollectionId> hostCollection,
            CollectionId providerCollection,
            Direction direction,
            ConflictPolicy conflictPolicy,
            Optional<SyncWindow> window,
            Optional<PairRules> rules,
            boolean enabled) {
        /** Without a word about rules. */
        public PairChange(
                Optional<PairId> id,
                CollectionKind kind,
                Optional<CollectionId> hostCollection,
                CollectionId providerCollection,
                Direction direction,
                ConflictPolicy conflictPolicy,
                Optional<SyncWindow> window,
                boolean enabled) {
            this(
                    id,
                    kind,
                    hostCollection,
                    providerCollection,
                    direction,
                    conflictPolicy,
                    window,
                    Optional.empty(),
                    enabled);
        }
    }

    /** Pauses: no runs, data stay. */
    IntegrationView pause(UserId user, IntegrationId id, Locale locale);

    /** Resumes. */
    IntegrationView resume(UserId user, IntegrationId id, Locale locale);

    /** What a disconnection would delete, by place. */
    DisconnectPreview disconnectPreview(UserId user, IntegrationId id);

    /**
     * What a disconnection would delete.
     *
     * @param pairs each pair with the number of items that sync created on the host
     */
    record DisconnectPreview(List<PairCopies> pairs) {
        /** A pair and what sync created on the host for it. */
        public record PairCopies(PairId pair, String hostName, String providerName, long copies) {}
    }

    /**
     * Disconnects. For ten seconds it can be taken back; then the grant is revoked (as far as the provider allows), and
     * tokens, mappings, history and keys are deleted, whatever the provider answers.
     *
     * @param keepCopies whether items that sync created on the host stay
     * @return the deadline
     */
    Instant disconnect(UserId user, IntegrationId id, boolean keepCopies);

    /**
     * Takes a disconnection back.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code NOT_FOUND} when it is too late
     */
    IntegrationView undoDisconnect(UserId user, IntegrationId id, Locale locale);

    /**
     * Runs of an integration, latest first.
     *
     * @param before only runs that began before
     * @param limit 1 to 200
     */
    List<SyncHistory> history(UserId user, IntegrationId id, Optional<Instant> before, int limit);

    /** One run of an integration. */
    Optional<SyncHistory> run(UserId user, IntegrationId id, RunId run);

    /**
     * What a run did with each item, failures first.
     *
     * @param offset from 0
     * @param limit 1 to 500
     */
    List<SyncItemResult> items(UserId user, IntegrationId id, RunId run, int offset, int limit);
}
