// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing: after some failures under one name or from one address, nothing from there is tried for a while.
 * Remembers a bounded number of names and addresses.
 */
public final class SignInLimit {
    private static final int REMEMBERED = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PER_NAME = 8;
    private static final int PER_ADDRESS = 40;

    private final Clock clock;
    private final int perAddress;
    private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Failures(int count, Instant since) {}

    /** With the usual measures. */
    public SignInLimit(Clock clock) {
        this(clock, PER_ADDRESS);
    }

    /** With another number of failures that one address has. */
    public SignInLimit(Clock clock, int perAddress) {
        this.clock = clock;
        this.perAddress = perAddress;
    }

    /** How long to wait before the next attempt; empty when it may be made now. */
    public synchronized Optional<Duration> wait(String name, String address) {
        return blocked("name " + name, PER_NAME).or(() -> blocked("address " + address, perAddress));
    }

    private Optional<Duration> blocked(String key, int most) {
        Failures known = failures.get(key);
        Instant now = clock.instant();
        if (known == null || known.count() < most || !known.since().plus(WINDOW).isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(Duration.between(now, known.since().plus(WINDOW)));
    }

    /** Notes a failure. */
    public synchronized void failed(String name, String address) {
        note("name " + name);
        note("address " + address);
    }

    private void note(String key) {
        Instant now = clock.instant();
        failures.merge(key, new Failures(1, now), (known, one) ->
                known.since().plus(WINDOW).isAfter(now) ? new Failures(known.count() + 1, known.since()) : one);
    }

    /** Forgets the failures of a name whose owner has come in. */
    public synchronized void succeeded(String name) {
        failures.remove("name " + name);
    }
}
