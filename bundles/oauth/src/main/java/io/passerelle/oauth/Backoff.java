// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.error.PasserelleException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Waits longer after each refresh that failed for a reason that may pass, with jitter, so that a thousand integrations do
 * not come back at the same second. Per node and in memory: a restart asks once more, which does no harm.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 12;
    private static final int CAPACITY = 10_000;

    private final Clock clock;
    private final DoubleSupplier jitter;
    private final Map<IntegrationId, Pause> pauses = new LinkedHashMap<>(64, 0.75f, true);

    private record Pause(int failures, Instant until, ErrorCode why) {}

    /**
     * Makes one.
     *
     * @param jitter from 0 to 1
     */
    Backoff(Clock clock, DoubleSupplier jitter) {
        this.clock = clock;
        this.jitter = jitter;
    }

    /** Throws what failed last as long as the pause lasts. */
    synchronized void check(IntegrationId id) {
        Pause pause = pauses.get(id);
        if (pause == null) {
            return;
        }
        Duration left = Duration.between(clock.instant(), pause.until());
        // A clock that was set back must not make a pause of it.
        if (left.compareTo(LONGEST) > 0) {
            pauses.remove(id);
        } else if (!left.isNegative() && !left.isZero()) {
            throw PasserelleException.of(pause.why(), "waiting before the next attempt to refresh")
                    .retryAfter(left);
        }
    }

    /** Only what lies outside is waited for; a lost grant is a fact of the integration already. */
    synchronized void failed(IntegrationId id, PasserelleException failure) {
        ErrorType type = failure.code().type();
        if (type != ErrorType.EXTERNAL && type != ErrorType.RATE_LIMITED) {
            return;
        }
        Pause before = pauses.get(id);
        int failures = before == null ? 1 : Math.min(before.failures() + 1, DOUBLINGS);
        Duration pause = FIRST.multipliedBy(1L << (failures - 1));
        pause = failure.retryAfter().filter(asked -> asked.compareTo(FIRST) > 0).orElse(pause);
        pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        // Between half of it and all of it; what the service asked for in full.
        long millis = failure.retryAfter().isPresent()
                ? pause.toMillis()
                : (long) (pause.toMillis() * (0.5 + jitter.getAsDouble() / 2));
        pauses.put(id, new Pause(failures, clock.instant().plusMillis(millis), failure.code()));
        if (pauses.size() > CAPACITY) {
            pauses.remove(pauses.keySet().iterator().next());
        }
    }

    synchronized void succeeded(IntegrationId id) {
        pauses.remove(id);
    }
}
