// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Refuses people who ask more than once in ten seconds. */
final class Throttle {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<IntegrationId, Instant> latest = new HashMap<>();

    Throttle(Clock clock) {
        this.clock = clock;
    }

    synchronized void pass(IntegrationId id) {
        Instant now = clock.instant();
        latest.values().removeIf(then -> !then.plus(PAUSE).isAfter(now));
        Instant then = latest.putIfAbsent(id, now);
        if (then != null) {
            throw PasserelleException.of(ErrorCode.TOO_OFTEN)
                    .retryAfter(Duration.between(now, then.plus(PAUSE)));
        }
    }
}
