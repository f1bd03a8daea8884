// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** When runs happen. */
public interface SyncSchedule {

    /**
     * Runs an integration as soon as possible, before periodic runs.
     *
     * @return when it is expected to start
     * @throws io.passerelle.model.error.PasserelleException {@code TOO_OFTEN} when a person asks more than once in ten
     *     seconds
     */
    Instant runNow(UserId owner, IntegrationId id);

    /**
     * Makes the schedule follow the integration: one that may run has a next run within its interval (at once, when it had
     * none), one that may not has none. Starts nothing that is planned for later. Can be repeated.
     */
    void reconcile(UserId owner, IntegrationId id);

    /**
     * Runs an integration as soon as possible because something changed that asks for it: other settings, a new grant.
     * Exactly one run follows, however often this is called before that run begins; a run that is under way does not count,
     * since it may not know of the change. Does nothing for an integration that may not run.
     */
    void runSoon(UserId owner, IntegrationId id);

    /** Ends the schedule of an integration. */
    void remove(UserId owner, IntegrationId id);

    /** When the next periodic run of each of a user's integrations is due; those without one are left out. */
    default Map<IntegrationId, Instant> nextRuns(UserId owner, Collection<IntegrationId> ids) {
        Map<IntegrationId, Instant> due = new HashMap<>();
        ids.forEach(id -> nextRun(owner, id).ifPresent(next -> due.put(id, next)));
        return due;
    }

    /** When the next periodic run is due. */
    Optional<Instant> nextRun(UserId owner, IntegrationId id);
}
