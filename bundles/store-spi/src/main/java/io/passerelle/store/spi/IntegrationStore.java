// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Integrations and their pairs. Called concurrently; each call is one transaction. */
public interface IntegrationStore {

    /**
     * Stores a new integration together with its first sealed credential, both or neither.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code ACCOUNT_IN_USE} when another user of the organisation,
     *     {@code STALE_VERSION} when the same user already has this account at this provider
     */
    void insert(UserIntegration integration, byte[] sealedCredential);

    /** An integration of this user. */
    Optional<UserIntegration> find(UserId owner, IntegrationId id);

    /** An integration by id alone, for background work. */
    Optional<UserIntegration> find(OrganisationId organisation, IntegrationId id);

    /** The integration of an account, whoever owns it. */
    Optional<UserIntegration> findByAccount(OrganisationId organisation, ProviderId provider, Account account);

    /** All integrations of a user, oldest first. */
    List<UserIntegration> list(UserId owner);

    /** All integrations, for schedules and administration, oldest first, after an id in id order. */
    List<UserIntegration> list(OrganisationId organisation, Optional<IntegrationId> after, int limit);

    /** The organisations that have anything stored. */
    List<OrganisationId> organisations();

    /**
     * Stores a changed integration and counts its version up.
     *
     * @return as stored
     * @throws io.passerelle.model.error.PasserelleException {@code STALE_VERSION} when {@code changed.version()} is not the
     *     stored one, {@code NOT_FOUND} when it is gone
     */
    UserIntegration update(UserIntegration changed);

    /** Integrations whose disconnection deadline has passed. */
    List<UserIntegration> dueDisconnects(Instant now, int limit);

    /** Deletes an integration with everything that hangs on it: credential, pairs, mappings, history, held plans, keys. */
    void delete(OrganisationId organisation, IntegrationId id);

    /** The pairs of an integration, in the order in which they were stored. */
    List<SyncPair> pairs(OrganisationId organisation, IntegrationId id);

    /**
     * The pairs of several integrations, each integration's in the order in which they were stored; one without pairs is left
     * out. A store may answer in fewer requests than one for each.
     */
    default Map<IntegrationId, List<SyncPair>> pairs(OrganisationId organisation, Collection<IntegrationId> ids) {
        Map<IntegrationId, List<SyncPair>> found = new HashMap<>();
        for (IntegrationId id : ids) {
            List<SyncPair> pairs = pairs(organisation, id);
            if (!pairs.isEmpty()) {
                found.put(id, pairs);
            }
        }
        return found;
    }

    /** One pair. */
    Optional<SyncPair> pair(OrganisationId organisation, PairId id);

    /**
     * Stores the pairs of an integration: new ones are added, known ones changed, missing ones removed with their
     * mappings. A pair whose collections changed is a new pair.
     */
    void putPairs(OrganisationId organisation, IntegrationId id, List<SyncPair> pairs);

    /**
     * Stores what the collections of a pair are called now; its settings stay as they are at that moment. Nothing happens to
     * a pair that is gone.
     */
    void rename(OrganisationId organisation, PairId pair, String hostName, String providerName);

    /**
     * Notes that what the settings of a pair lead to may be done. Nothing happens to a pair that is gone.
     *
     * @see SyncPair#confirmed()
     */
    void confirm(OrganisationId organisation, PairId pair);

    /**
     * The same, for settings that somebody saw a while ago, at the beginning of a run or beside a preview: done only while
     * direction, window and rules are still those.
     *
     * @return whether the pair is confirmed
     */
    boolean confirm(OrganisationId organisation, SyncPair seen);
}
