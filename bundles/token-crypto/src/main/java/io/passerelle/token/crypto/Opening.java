// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the cipher once, waiting for a database that is not there yet, and hands it over.
 *
 * @param <T> what is handed over
 */
final class Opening<T> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final Supplier<T> open;
    private final Consumer<T> ready;
    private final CountDownLatch closed;
    private final Duration pause;

    Opening(Supplier<T> open, Consumer<T> ready, CountDownLatch closed, Duration pause) {
        this.open = open;
        this.ready = ready;
        this.closed = closed;
        this.pause = pause;
    }

    @Override
    public void run() {
        try {
            do {
                if (attempt()) {
                    return;
                }
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is nothing left to try. */
    private boolean attempt() {
        try {
            ready.accept(open.get());
        } catch (MasterKeyUnavailable refused) {
            LOG.error("Passerelle does not start: {}", refused.getMessage());
            LOG.debug("The master key is not available", refused);
        } catch (PasserelleException failed) {
            if (failed.code() == ErrorCode.STORE_UNAVAILABLE) {
                LOG.warn("The master key waits for the database");
                return false;
            }
            LOG.error("Passerelle does not start: the master key cannot be opened", failed);
        } catch (RuntimeException unexpected) {
            LOG.error("Passerelle does not start: the master key cannot be opened", unexpected);
        }
        return true;
    }
}
