// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does several things at the same moment, each on a thread of its own. */
public final class Together {
    private static final long PATIENCE_SECONDS = 60;

    private Together() {}

    /**
     * What came of one of them.
     *
     * @param <T> kind of result
     * @param value what it returned
     * @param failure what it threw
     */
    public record Outcome<T>(Optional<T> value, Optional<Throwable> failure) {}

    /** Starts all of them together and waits at most a minute. */
    public static <T> List<Outcome<T>> run(List<Callable<T>> works) throws Exception {
        CyclicBarrier start = new CyclicBarrier(works.size());
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> work : works) {
                futures.add(threads.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<Outcome<T>> outcomes = new ArrayList<>();
            for (Future<T> future : futures) {
                outcomes.add(outcome(future));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Outcome<T> outcome(Future<T> future) throws Exception {
        try {
            return new Outcome<>(Optional.ofNullable(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS)), Optional.empty());
        } catch (ExecutionException failed) {
            return new Outcome<>(Optional.empty(), Optional.of(failed.getCause()));
        }
    }
}
