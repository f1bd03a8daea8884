// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Does several things at the same time, the caller's thread among those who do them. Shared by the collections of an account. */
public final class Lanes implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final int width;
    private final ThreadPoolExecutor threads;

    /** @param width how many at the same time */
    public Lanes(int width) {
        this.width = width;
        threads = new ThreadPoolExecutor(
                Math.max(1, width - 1), Math.max(1, width - 1), 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "passerelle-dav-" + NUMBER.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does something with each; the first failure ends it and is thrown, when all that had begun is done. */
    <T> void each(List<T> all, Consumer<T> work) {
        Queue<T> open = new ConcurrentLinkedQueue<>(all);
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i < Math.min(width, all.size()); i++) {
            others.add(threads.submit(() -> drain(open, work)));
        }
        RuntimeException failure = null;
        try {
            drain(open, work);
        } catch (RuntimeException failed) {
            failure = failed;
        }
        for (Future<?> other : others) {
            try {
                other.get();
            } catch (ExecutionException failed) {
                failure = failure == null && failed.getCause() instanceof RuntimeException cause ? cause : failure;
            } catch (InterruptedException stopped) {
                open.clear();
                Thread.currentThread().interrupt();
                throw PasserelleException.of(ErrorCode.RUN_INTERRUPTED, "while writing");
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static <T> void drain(Queue<T> open, Consumer<T> work) {
        for (T next = open.poll(); next != null; next = open.poll()) {
            try {
                work.accept(next);
            } catch (RuntimeException failed) {
                open.clear();
                throw failed;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
