// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** The runs under way on this node, and how they are asked to stop. */
final class ActiveRuns {
    private final Set<Run> runs = new HashSet<>();

    /** A run under way; closed when it has ended. */
    final class Run implements AutoCloseable {
        private final IntegrationId integration;
        private final ProviderId provider;
        private final AtomicReference<ErrorCode> stop = new AtomicReference<>();

        private Run(IntegrationId integration, ProviderId provider) {
            this.integration = integration;
            this.provider = provider;
        }

        /** Throws what the run was asked to stop with; an interrupted thread means that the node stops. */
        void check() {
            if (Thread.interrupted()) {
                throw PasserelleException.of(ErrorCode.RUN_INTERRUPTED);
            }
            Optional.ofNullable(stop.get()).ifPresent(code -> {
                throw PasserelleException.of(code);
            });
        }

        @Override
        public void close() {
            synchronized (ActiveRuns.this) {
                runs.remove(this);
                ActiveRuns.this.notifyAll();
            }
        }
    }

    synchronized Run begin(IntegrationId integration, ProviderId provider) {
        Run run = new Run(integration, provider);
        runs.add(run);
        return run;
    }

    synchronized void cancel(IntegrationId integration) {
        stop(run -> run.integration.equals(integration), ErrorCode.RUN_CANCELLED);
    }

    /** Asks the runs of a provider to stop and waits for them, for a while. */
    void drain(ProviderId provider, Duration patience) {
        drain(run -> run.provider.equals(provider), ErrorCode.PROVIDER_UNAVAILABLE, patience);
    }

    /** Asks all runs to stop and waits for them, for a while. */
    void drain(Duration patience) {
        drain(run -> true, ErrorCode.RUN_INTERRUPTED, patience);
    }

    private synchronized void drain(Predicate<Run> which, ErrorCode why, Duration patience) {
        stop(which, why);
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = deadline - System.nanoTime();
                    left > 0 && runs.stream().anyMatch(which);
                    left = deadline - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(Predicate<Run> which, ErrorCode why) {
        runs.stream().filter(which).forEach(run -> run.stop.compareAndSet(null, why));
    }
}
