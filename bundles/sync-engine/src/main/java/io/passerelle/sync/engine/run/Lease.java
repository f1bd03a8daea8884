// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.Duration;
import java.time.Instant;

/** The right to work on a pair, renewed by the progress of the run itself, and the place where a run can be stopped. */
final class Lease {
    static final Duration LENGTH = Duration.ofSeconds(90);
    private static final Duration RENEWAL = Duration.ofSeconds(15);

    private final Ports ports;
    private final RunScope scope;
    private final long fence;
    private final Runnable stopCheck;
    private Instant renewed;

    Lease(Ports ports, RunScope scope, long fence, Runnable stopCheck) {
        this.ports = ports;
        this.scope = scope;
        this.fence = fence;
        this.stopCheck = stopCheck;
        this.renewed = ports.clock().instant();
    }

    long fence() {
        return fence;
    }

    /**
     * Called between pages and batches.
     *
     * @throws PasserelleException {@code RUN_INTERRUPTED} when another run took over, or whatever the stop check throws
     */
    void check() {
        stopCheck.run();
        Instant now = ports.clock().instant();
        if (Duration.between(renewed, now).abs().compareTo(RENEWAL) < 0) {
            return;
        }
        if (!ports.sync().renew(scope.organisation(), scope.id(), fence, now, LENGTH)) {
            throw PasserelleException.of(ErrorCode.RUN_INTERRUPTED, "another run took over");
        }
        renewed = now;
    }

    void release() {
        ports.sync().release(scope.organisation(), scope.id(), fence);
    }
}
