// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves the snapshot a few seconds after a change and when closed. */
public final class Keeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int SECONDS = 3;

    private final Snapshot snapshot;
    private final LongSupplier version;
    private final ScheduledExecutorService timer;
    private long saved;

    /**
     * @param version grows with every change
     */
    public Keeper(Snapshot snapshot, LongSupplier version) {
        this.snapshot = snapshot;
        this.version = version;
        this.saved = version.getAsLong();
        this.timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "sandbox-snapshot");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::save, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void save() {
        long now = version.getAsLong();
        if (now != saved) {
            try {
                snapshot.save();
                saved = now;
            } catch (IOException | UncheckedIOException failed) {
                LOG.warn("The sandbox could not save its data: {}", failed.getMessage());
            }
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        save();
    }
}
