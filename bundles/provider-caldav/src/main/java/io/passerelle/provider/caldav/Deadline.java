// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A point in time by which an answer has to be there, however slowly it comes. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Milliseconds that are left, 1 or more, and no more than wanted. */
    int millis(Duration wanted) throws SocketTimeoutException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("the time is up");
        }
        return (int) Math.min(left, wanted.toMillis());
    }
}
