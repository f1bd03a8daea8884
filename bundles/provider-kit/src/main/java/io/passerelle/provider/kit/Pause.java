// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.Duration;

/**
 * How a connector waits between two attempts of a request that failed in transit. Only for moments; the delays that a service
 * asks for belong to the scheduler.
 */
@FunctionalInterface
public interface Pause {
    /** Really waits. */
    Pause SLEEPING = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw PasserelleException.of(ErrorCode.RUN_INTERRUPTED, "while waiting to repeat a request");
        }
    };

    /**
     * Waits.
     *
     * @param duration at most a few seconds
     * @throws PasserelleException {@code RUN_INTERRUPTED} when the thread is interrupted; its interrupt status stays set
     */
    void of(Duration duration);
}
