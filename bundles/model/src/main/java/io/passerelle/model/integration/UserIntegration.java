// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * One user's link to one account of a provider. A user may have several for one provider, each with another account.
 * Facts are stored, the status a person sees is derived from them ({@link IntegrationStatus#of}).
 *
 * @param id identity
 * @param owner whose it is
 * @param provider which service
 * @param account which remote account
 * @param grantedScopes what the person consented to
 * @param capabilities what the granted scopes allow and the person wants
 * @param intervalMinutes minutes between periodic runs, 5 to 1,440
 * @param facts what happened to it
 * @param createdAt when it was connected first
 * @param version counts changes; a change names the version it was made from
 */
public record UserIntegration(
        IntegrationId id,
        UserId owner,
        ProviderId provider,
        Account account,
        Set<String> grantedScopes,
        Set<Capability> capabilities,
        int intervalMinutes,
        IntegrationFacts facts,
        Instant createdAt,
        long version) {
    /** Periodic runs are no closer than this. */
    public static final int SHORTEST_INTERVAL_MINUTES = 5;

    /** Periodic runs are no further apart than this. */
    public static final int LONGEST_INTERVAL_MINUTES = 1440;

    public UserIntegration {
        Objects.requireNonNull(id);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(provider);
        Objects.requireNonNull(account);
        Objects.requireNonNull(facts);
        Objects.requireNonNull(createdAt);
        grantedScopes = Set.copyOf(grantedScopes);
        capabilities = Set.copyOf(capabilities);
        if (intervalMinutes < SHORTEST_INTERVAL_MINUTES || intervalMinutes > LONGEST_INTERVAL_MINUTES) {
            throw new IllegalArgumentException("the interval is between 5 and 1440 minutes");
        }
    }

    /** The same with other facts. */
    public UserIntegration with(IntegrationFacts changed) {
        return new UserIntegration(
                id, owner, provider, account, grantedScopes, capabilities, intervalMinutes, changed, createdAt, version);
    }

    /** The same with another interval. */
    public UserIntegration withInterval(int minutes) {
        return new UserIntegration(
                id, owner, provider, account, grantedScopes, capabilities, minutes, facts, createdAt, version);
    }

    /** The same after a new grant; the account keeps its identity. */
    public UserIntegration withGrant(Account renamed, Set<String> scopes, Set<Capability> allowed) {
        return new UserIntegration(
                id, owner, provider, renamed, scopes, allowed, intervalMinutes, facts.withoutLostGrant(), createdAt, version);
    }

    @Override
    public String toString() {
        return "UserIntegration[" + id + ", " + provider + "]";
    }
}
