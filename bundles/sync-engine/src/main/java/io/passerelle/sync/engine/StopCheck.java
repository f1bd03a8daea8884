// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Stops a run between two batches: asked to, paused, disconnected, suspended, or its grant lost. */
final class StopCheck implements Runnable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final ActiveRuns.Run run;
    private final IntegrationStore integrations;
    private final UserIntegration integration;
    private final Clock clock;
    private Instant looked;

    StopCheck(ActiveRuns.Run run, IntegrationStore integrations, UserIntegration integration, Clock clock) {
        this.run = run;
        this.integrations = integrations;
        this.integration = integration;
        this.clock = clock;
        this.looked = clock.instant();
    }

    @Override
    public void run() {
        run.check();
        Instant now = clock.instant();
        if (Duration.between(looked, now).abs().compareTo(LOOK_EVERY) < 0) {
            return;
        }
        looked = now;
        IntegrationFacts facts = integrations
                .find(integration.owner(), integration.id())
                .map(UserIntegration::facts)
                .orElseThrow(() -> PasserelleException.of(ErrorCode.RUN_CANCELLED));
        // who asks for something while the integration is paused, wants it done
        boolean pausedSince = facts.paused() && !integration.facts().paused();
        if (pausedSince || facts.disconnect().isPresent() || facts.suspension().isPresent()) {
            throw PasserelleException.of(ErrorCode.RUN_CANCELLED);
        }
        facts.lostGrant().ifPresent(code -> {
            throw PasserelleException.of(code);
        });
    }
}
