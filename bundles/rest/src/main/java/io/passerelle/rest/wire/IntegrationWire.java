// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.IntegrationStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of the user's integrations. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record IntegrationWire(
        String id,
        String provider,
        String providerName,
        String iconUrl,
        String account,
        IntegrationStatus status,
        Optional<Problem> problem,
        Set<Capability> capabilities,
        Set<Capability> missingCapabilities,
        int intervalMinutes,
        long version,
        Instant createdAt,
        Optional<Instant> lastSuccess,
        Optional<Instant> nextRun,
        int held,
        int conflicts,
        int duplicates,
        Set<String> previews,
        Optional<Instant> disconnectDeadline,
        List<PairWire> pairs,
        Optional<RunningWire> running) {

    /** A run under way. */
    public record RunningWire(String pair, String run, String phase, int done, Optional<Integer> total) {}

    /** Everything the page shows first, and the event from which it listens on. */
    public record IntegrationList(List<IntegrationWire> integrations, List<ProviderWire> providers, long eventId) {}
}
