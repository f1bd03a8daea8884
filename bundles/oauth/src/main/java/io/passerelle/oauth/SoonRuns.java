// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.SyncSchedule;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever reconnects does not wait for the interval; without a schedule connecting works all the same. */
final class SoonRuns {
    private static final Logger LOG = LoggerFactory.getLogger(SoonRuns.class);

    private final Supplier<SyncSchedule> schedule;

    /**
     * Over a schedule that may come and go.
     *
     * @param schedule the one that is there now, or null
     */
    SoonRuns(Supplier<SyncSchedule> schedule) {
        this.schedule = schedule;
    }

    void of(UserId owner, IntegrationId integration) {
        SyncSchedule now = schedule.get();
        if (now == null) {
            return;
        }
        try {
            now.runSoon(owner, integration);
        } catch (RuntimeException notScheduled) {
            // It is connected all the same, and housekeeping brings its schedule into line.
            LOG.warn("Integration {} is not run at once: {}", integration, notScheduled.getClass().getName());
        }
    }
}
