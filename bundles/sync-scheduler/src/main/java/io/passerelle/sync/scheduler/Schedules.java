// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes the rows follow the integrations. */
final class Schedules {
    private final IntegrationStore integrations;
    private final Rows rows;
    private final Pace pace;

    Schedules(IntegrationStore integrations, Rows rows, Pace pace) {
        this.integrations = integrations;
        this.rows = rows;
        this.pace = pace;
    }

    /** Brings the row of an integration into line; one that cannot run at the moment has none. */
    void reconcile(UserIntegration integration) {
        Address address = Address.of(integration);
        if (!mayRun(integration)) {
            rows.cancel(address);
            return;
        }
        Instant now = rows.now();
        Optional<Instant> due = rows.due(address);
        Duration interval = interval(integration);
        if (due.isEmpty()) {
            rows.add(address, now);
        } else if (due.get().isAfter(now.plus(interval))) {
            rows.move(address, now.plus(pace.spread(interval)));
        }
    }

    /** One run as soon as possible; right after the one that is under way, if one is. */
    void runSoon(UserIntegration integration) {
        Address address = Address.of(integration);
        if (!mayRun(integration)) {
            rows.cancel(address);
        } else if (rows.due(address).isEmpty()) {
            rows.add(address, rows.now());
        } else {
            rows.move(address, rows.now());
        }
    }

    /** Whether runs may take place as far as the integration is concerned; its provider may be absent all the same. */
    boolean mayRun(UserIntegration integration) {
        boolean hasPairs = integrations.pairs(integration.owner().organisation(), integration.id()).stream()
                .anyMatch(SyncPair::enabled);
        return IntegrationStatus.of(integration.facts(), true, hasPairs, Optional.empty())
                .allowsRuns();
    }

    static Duration interval(UserIntegration integration) {
        return Duration.ofMinutes(integration.intervalMinutes());
    }
}
