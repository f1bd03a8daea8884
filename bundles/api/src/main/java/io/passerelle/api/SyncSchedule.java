// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import java.time.Instant;
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

    /** Makes the schedule follow the integration's settings; called after every change of them. */
    void reconcile(UserId owner, IntegrationId id);

    /** Ends the schedule of an integration. */
    void remove(UserId owner, IntegrationId id);

    /** When the next periodic run is due. */
    Optional<Instant> nextRun(UserId owner, IntegrationId id);
}
