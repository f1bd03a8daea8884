// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.fault;

import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.Behaviour;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Calls per account and minute, in whole minutes of the clock. Thread-safe. */
public final class Quota {
    private final Clock clock;
    private final Behaviour behaviour;
    private final Map<String, Integer> used = new HashMap<>();
    private long minute;

    public Quota(Clock clock, Behaviour behaviour) {
        this.clock = clock;
        this.behaviour = behaviour;
    }

    /** What the newer APIs say when too many calls were made. */
    public static GoogleError used() {
        return GoogleError.usageLimit(429, "rateLimitExceeded", "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user'.",
                Map.of());
    }

    /** Counts a call; the refusal if it was one too many. */
    public synchronized Optional<SandboxResponse> spend(String account) {
        int limit = behaviour.requestsPerMinute();
        if (limit <= 0 || account == null) {
            return Optional.empty();
        }
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            used.clear();
        }
        if (used.merge(account, 1, Integer::sum) <= limit) {
            return Optional.empty();
        }
        return Optional.of(GoogleError.usageLimit(403, "rateLimitExceeded", "Rate Limit Exceeded", Map.of()).response());
    }
}
