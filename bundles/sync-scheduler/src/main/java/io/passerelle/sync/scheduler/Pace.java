// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.api.SyncService.RunReport;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long to wait until the next run. Pure but for its dice. */
final class Pace {
    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration LONGEST_RETRY = Duration.ofHours(6);
    private static final Duration BUSY = Duration.ofMinutes(1);
    private static final Duration INTERRUPTED = Duration.ofSeconds(30);
    private static final Duration QUOTA = Duration.ofHours(1);
    private static final Duration LONGEST_WISH = Duration.ofHours(24);
    private static final double SPREAD = 0.1;

    private final DoubleSupplier dice;

    /** Between 0 and 1, for the spread. */
    Pace(DoubleSupplier dice) {
        this.dice = dice;
    }

    /**
     * What comes after a run.
     *
     * @param delay how long to wait
     * @param failed whether it counts as a failure in a row
     */
    record Next(Duration delay, boolean failed) {}

    /**
     * After a run.
     *
     * @param report what it did
     * @param interval time between periodic runs
     * @param failures how many runs in a row failed before this one
     */
    Next after(RunReport report, Duration interval, int failures) {
        Optional<Duration> wish = report.retryAfter().map(delay -> delay.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : delay);
        if (report.error().isEmpty()) {
            return new Next(longer(wish, spread(interval)), false);
        }
        ErrorCode code = report.error().get();
        if (code == ErrorCode.RUN_IN_PROGRESS) {
            return new Next(spread(BUSY), false);
        }
        if (code == ErrorCode.RUN_INTERRUPTED || code == ErrorCode.STARTING) {
            return new Next(spread(INTERRUPTED), false);
        }
        if (code.type() != ErrorType.RATE_LIMITED && !code.type().isRetried()) {
            return new Next(spread(interval), true);
        }
        Duration backoff = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 10));
        backoff = backoff.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : backoff;
        if (code == ErrorCode.QUOTA_EXHAUSTED && backoff.compareTo(QUOTA) < 0) {
            backoff = QUOTA;
        }
        // a stated delay is obeyed and not shortened; the spread only ever adds to it
        return wish.isPresent()
                ? new Next(wish.get().plus(spread(Duration.ofSeconds(10))), true)
                : new Next(spread(backoff), true);
    }

    /** A time of about this length: that many integrations do not fall due together. */
    Duration spread(Duration about) {
        return Duration.ofMillis((long) (about.toMillis() * (1 - SPREAD + 2 * SPREAD * dice.getAsDouble())));
    }

    private static Duration longer(Optional<Duration> wish, Duration other) {
        return wish.filter(delay -> delay.compareTo(other) > 0).orElse(other);
    }
}
