// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.FlowStore;
import io.passerelle.store.spi.IntegrationStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Takes in flows of either kind, not too many, for what a provider can do. */
final class FlowIntake {
    static final int OPEN_FLOWS = 5;
    static final int STARTS_A_MINUTE = 10;

    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);
    private static final int STRIPES = 64;

    private final FlowStore flows;
    private final IntegrationStore integrations;
    private final Clock clock;
    private final Object[] locks = IntStream.range(0, STRIPES).mapToObj(i -> new Object()).toArray();

    FlowIntake(FlowStore flows, IntegrationStore integrations, Clock clock) {
        this.flows = flows;
        this.integrations = integrations;
        this.clock = clock;
    }

    /** The integration to be reconnected, if one is; throws {@code NOT_FOUND} for one of somebody else or another provider. */
    Optional<UserIntegration> existing(UserId owner, ProviderId provider, Optional<IntegrationId> reconnect) {
        return reconnect.map(integration -> integrations
                .find(owner, integration)
                .filter(found -> found.provider().equals(provider))
                .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND)));
    }

    /** What is asked for with what comes along; of a reconnection that names nothing, what the integration had. */
    static Set<Capability> asked(
            ProviderDescriptor provider, Set<Capability> capabilities, Optional<UserIntegration> existing) {
        Set<Capability> wanted = capabilities.isEmpty()
                ? existing.map(UserIntegration::capabilities).orElse(Set.of())
                : capabilities;
        if (wanted.isEmpty()) {
            throw PasserelleException.invalid("capabilities", "names at least one capability");
        }
        if (!Grants.isOffered(provider, wanted)) {
            throw PasserelleException.invalid("capabilities", "names what the provider cannot do");
        }
        Set<Capability> asked = Grants.complete(wanted);
        asked.removeIf(capability -> !Grants.isOffered(provider, Set.of(capability)));
        return asked;
    }

    /** Throws {@code TOO_MANY_FLOWS}. */
    void insert(FlowRecord flow) {
        Instant now = clock.instant();
        // Counting and inserting is one step on this node; between nodes a few flows more do no harm.
        synchronized (locks[Math.floorMod(flow.owner().hashCode(), STRIPES)]) {
            flows.prune(now.minus(KEPT_AFTER_EXPIRY));
            if (flows.open(flow.owner(), now) >= OPEN_FLOWS) {
                throw PasserelleException.of(ErrorCode.TOO_MANY_FLOWS, "open flows");
            }
            Duration minute = Duration.ofMinutes(1);
            if (flows.startedSince(flow.owner(), now.minus(minute)) >= STARTS_A_MINUTE) {
                throw PasserelleException.of(ErrorCode.TOO_MANY_FLOWS, "flows started")
                        .retryAfter(minute);
            }
            flows.insert(flow);
        }
    }
}
