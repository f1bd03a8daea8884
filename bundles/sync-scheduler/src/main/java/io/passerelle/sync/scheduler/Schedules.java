// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.SyncStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the rows follow the integrations. */
final class Schedules {
    private final IntegrationStore integrations;
    private final SyncStore sync;
    private final Rows rows;
    private final Pace pace;

    Schedules(IntegrationStore integrations, SyncStore sync, Rows rows, Pace pace) {
        this.integrations = integrations;
        this.sync = sync;
        this.rows = rows;
        this.pace = pace;
    }

    /** Brings the row of an integration into line; one that cannot run at the moment has none. */
    void reconcile(UserIntegration integration) {
        Address address = Address.of(integration);
        List<SyncPair> pairs = enabledPairs(integration);
        if (!mayRun(integration, pairs)) {
            rows.cancel(address);
            return;
        }
        Instant now = rows.now();
        Optional<Instant> due = rows.due(address);
        Duration interval = interval(integration);
        if (due.isEmpty()) {
            rows.add(address, now);
        } else if (hasNewPair(integration, pairs)) {
            rows.move(address, now);
        } else if (due.get().isAfter(now.plus(interval))) {
            rows.move(address, now.plus(pace.spread(interval)));
        }
    }

    /** Whether runs may take place as far as the integration is concerned; its provider may be absent all the same. */
    boolean mayRun(UserIntegration integration) {
        return mayRun(integration, enabledPairs(integration));
    }

    private static boolean mayRun(UserIntegration integration, List<SyncPair> pairs) {
        return IntegrationStatus.of(integration.facts(), true, !pairs.isEmpty(), Optional.empty())
                .allowsRuns();
    }

    private List<SyncPair> enabledPairs(UserIntegration integration) {
        return integrations.pairs(integration.owner().organisation(), integration.id()).stream()
                .filter(SyncPair::enabled)
                .toList();
    }

    private boolean hasNewPair(UserIntegration integration, List<SyncPair> pairs) {
        return pairs.stream()
                .anyMatch(pair -> sync.state(integration.owner().organisation(), pair.id())
                        .settingsVersion()
                        .isEmpty());
    }

    static Duration interval(UserIntegration integration) {
        return Duration.ofMinutes(integration.intervalMinutes());
    }
}
