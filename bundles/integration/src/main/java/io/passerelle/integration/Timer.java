// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things later, one after the other. */
interface Timer {
    /** How much later than asked {@link #named} may begin. */
    long PRECISION_MILLIS = 10;

    /** Does something once after a delay; never after {@link #stop}. */
    void after(Duration delay, Runnable work);

    /** Ends; what is waiting is not done. */
    void stop();

    /** A timer with a daemon thread of this name. */
    static Timer named(String name) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        });
        Logger log = LoggerFactory.getLogger(Timer.class);
        return new Timer() {
            @Override
            public void after(Duration delay, Runnable work) {
                try {
                    // never a moment too early by the wall clock, which counts finer than this one
                    long millis = Math.max(0, delay.toMillis()) + (delay.isZero() ? 0 : PRECISION_MILLIS);
                    thread.schedule(() -> guarded(work), millis, TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException stopping) {
                    log.debug("{} is stopping", name);
                }
            }

            private void guarded(Runnable work) {
                try {
                    work.run();
                } catch (RuntimeException failure) {
                    log.warn("{} failed", name, failure);
                }
            }

            @Override
            public void stop() {
                thread.shutdownNow();
            }
        };
    }
}
