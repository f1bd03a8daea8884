// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps the threads of this node in line before they ask the database for a row: whoever waits holds no connection, and
 * whoever holds one leaves others to the stores that it calls.
 *
 * @param <K> what is locked
 */
final class LocalLocks<K> {
    private static final long PATIENCE_SECONDS = 60;

    private final ConcurrentMap<K, Turn> turns = new ConcurrentHashMap<>();
    private final Semaphore connections;

    LocalLocks(int atOnce) {
        connections = new Semaphore(atOnce, true);
    }

    <T> T locked(K key, Supplier<T> work) {
        Turn turn = turns.compute(key, (same, there) -> (there == null ? new Turn() : there).joined());
        try {
            acquire(turn.permit);
            try {
                acquire(connections);
                try {
                    return work.get();
                } finally {
                    connections.release();
                }
            } finally {
                turn.permit.release();
            }
        } finally {
            turns.computeIfPresent(key, (same, there) -> there.left());
        }
    }

    private static void acquire(Semaphore permit) {
        try {
            if (permit.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE, "no turn within " + PATIENCE_SECONDS + " s");
    }

    /** Threads that want the same; the count is kept under the map's lock of the key. */
    private static final class Turn {
        private final Semaphore permit = new Semaphore(1, true);
        private int threads;

        Turn joined() {
            threads++;
            return this;
        }

        Turn left() {
            threads--;
            return threads == 0 ? null : this;
        }
    }
}
