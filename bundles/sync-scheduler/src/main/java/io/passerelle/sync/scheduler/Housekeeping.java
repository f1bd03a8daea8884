// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.UserIntegration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is looked after beside the runs: cut-off runs every minute, rows, old history and what has expired every hour. One thread. */
final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final int PAGE = 500;
    private static final int RETRY_SECONDS = 3;

    private final SyncScheduler.Stores stores;
    private final Schedules schedules;
    private final Repairs repairs;
    private final Clock clock;
    private final Duration kept;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread worker = new Thread(work, "sync-housekeeping");
        worker.setDaemon(true);
        return worker;
    });

    Housekeeping(SyncScheduler.Stores stores, Schedules schedules, Repairs repairs, Clock clock, Duration kept) {
        this.stores = stores;
        this.schedules = schedules;
        this.repairs = repairs;
        this.clock = clock;
        this.kept = kept;
    }

    /**
     * Begins, as soon as the database is there: the server starts without it, too.
     *
     * @param beginning what is to be done before everything else; tried again until it succeeds
     */
    void start(Runnable beginning) {
        thread.execute(() -> begin(beginning));
    }

    private void begin(Runnable beginning) {
        try {
            beginning.run();
        } catch (RuntimeException notThereYet) {
            LOG.warn("The schedule waits for the database: {}", notThereYet.getMessage());
            try {
                thread.schedule(() -> begin(beginning), RETRY_SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("Stopping");
            }
            return;
        }
        thread.scheduleWithFixedDelay(quietly(this::repair), 0, 1, TimeUnit.MINUTES);
        thread.scheduleWithFixedDelay(quietly(this::reconcileAll), 0, 60, TimeUnit.MINUTES);
        thread.scheduleWithFixedDelay(quietly(this::prune), 10, 60, TimeUnit.MINUTES);
        soon(() -> begun.complete(null));
    }

    /** Done once the first look at every integration is over. */
    CompletableFuture<Void> begun() {
        return begun;
    }

    /** Does something on the housekeeping thread. */
    void soon(Runnable work) {
        try {
            thread.execute(quietly(work));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Stopping");
        }
    }

    void stop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Housekeeping did not end in time");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    void repair() {
        stores.integrations().organisations().forEach(repairs::repair);
    }

    void reconcileAll() {
        for (OrganisationId organisation : stores.integrations().organisations()) {
            Optional<IntegrationId> after = Optional.empty();
            List<UserIntegration> page;
            do {
                page = stores.integrations().list(organisation, after, PAGE);
                page.forEach(schedules::reconcile);
                after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1).id());
            } while (page.size() == PAGE);
        }
    }

    void prune() {
        for (OrganisationId organisation : stores.integrations().organisations()) {
            stores.history().prune(organisation, clock.instant().minus(kept));
            stores.reviews().prune(organisation, clock.instant());
        }
    }

    /** An exception would end the repetition. */
    private static Runnable quietly(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (PasserelleException failed) {
                LOG.warn("Housekeeping failed, tried again later: {}", failed.code());
            } catch (RuntimeException failed) {
                LOG.warn("Housekeeping failed, tried again later", failed);
            }
        };
    }
}
