// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Looks without a pause at the ports a process listens on, and keeps every one it has ever seen. One thread, from start to close. */
final class ListenerWatch implements AutoCloseable {
    private final Set<InetSocketAddress> seen = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean(true);
    private final AtomicLong looks = new AtomicLong();
    private final Thread thread;
    private final long pid;

    private ListenerWatch(long pid) {
        this.pid = pid;
        thread = new Thread(this::watch, "listener-watch");
    }

    static ListenerWatch of(long pid) {
        ListenerWatch watch = new ListenerWatch(pid);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (watching.get()) {
                seen.addAll(Listeners.of(pid));
                looks.incrementAndGet();
            }
        } catch (NoSuchFileException ended) {
            watching.set(false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All there ever were. */
    Set<InetSocketAddress> seen() {
        return Set.copyOf(seen);
    }

    /** How often it has looked. */
    long looks() {
        return looks.get();
    }

    @Override
    public void close() {
        watching.set(false);
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
