// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.SealScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes disconnections whose deadline has passed, also those of before a restart. Every step can be repeated, so a crash in
 * between costs nothing but the repetition.
 */
@Component(service = Disconnections.class, immediate = true)
public final class Disconnections {
    private static final Logger LOG = LoggerFactory.getLogger(Disconnections.class);
    private static final int AT_ONCE = 100;
    private static final long IDLE_SECONDS = 30;

    /** A run that does not stop by then is overtaken; its next commit fails. */
    static final Duration PATIENCE_WITH_RUNS = Duration.ofMinutes(2);
    /** Copies that the host does not let go by then stay. */
    static final Duration PATIENCE_WITH_HOST = Duration.ofHours(1);

    private final Stores stores;
    private final Neighbours neighbours;
    private final Announcements announcements;
    private final Copies copies;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    /** With a timer of its own. */
    @Activate
    public Disconnections(
            @Reference Stores stores, @Reference Neighbours neighbours, @Reference Announcements announcements) {
        this(stores, neighbours, announcements, Clock.systemUTC(), Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "passerelle-disconnections");
            thread.setDaemon(true);
            return thread;
        }));
        wakeAt(clock.instant());
    }

    Disconnections(
            Stores stores,
            Neighbours neighbours,
            Announcements announcements,
            Clock clock,
            ScheduledExecutorService timer) {
        this.stores = stores;
        this.neighbours = neighbours;
        this.announcements = announcements;
        this.clock = clock;
        this.timer = timer;
        copies = new Copies(stores.sync());
        timer.scheduleWithFixedDelay(this::sweepQuietly, IDLE_SECONDS, IDLE_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void deactivate() {
        timer.shutdownNow();
    }

    /** Has a look when a deadline passes. */
    void wakeAt(Instant deadline) {
        long delay = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
        try {
            timer.schedule(this::sweepQuietly, delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Stopping: due disconnections are finished after the next start");
        }
    }

    private void sweepQuietly() {
        try {
            if (!sweep()) {
                wakeAt(clock.instant().plusSeconds(1));
            }
        } catch (PasserelleException unavailable) {
            LOG.warn("Due disconnections cannot be looked up: {}", unavailable.code());
        }
    }

    /**
     * Finishes what is due.
     *
     * @return whether nothing is left to be done
     */
    boolean sweep() {
        Instant now = clock.instant();
        List<UserIntegration> due = stores.integrations().dueDisconnects(now, AT_ONCE);
        boolean done = due.size() < AT_ONCE;
        for (UserIntegration integration : due) {
            try {
                done &= finish(integration, now);
            } catch (PasserelleException failure) {
                LOG.warn("Disconnecting {} goes on later: {}", integration.id(), failure.code());
                done = false;
            }
        }
        return done;
    }

    private boolean finish(UserIntegration integration, Instant now) {
        OrganisationId organisation = integration.owner().organisation();
        Instant deadline = integration.facts().disconnect().orElseThrow().deadline();
        List<SyncPair> pairs = stores.integrations().pairs(organisation, integration.id());
        neighbours.cancelRuns(integration.owner(), integration.id());
        if (!stopped(organisation, pairs, now) && now.isBefore(deadline.plus(PATIENCE_WITH_RUNS))) {
            return false;
        }
        revoke(integration);
        boolean deleted = integration.facts().disconnect().orElseThrow().keepCopies() || copiesDeleted(integration, pairs);
        if (!deleted && now.isBefore(deadline.plus(PATIENCE_WITH_HOST))) {
            return false;
        }
        stores.cipher().shred(new SealScope.OfIntegration(integration.owner(), integration.id()));
        stores.integrations().delete(organisation, integration.id());
        neighbours.unschedule(integration.owner(), integration.id());
        announcements.removed(integration.owner(), integration.id());
        LOG.info("Disconnected {}", integration.id());
        return true;
    }

    /** Holding every pair's lease means that no run is under way on any node. */
    private boolean stopped(OrganisationId organisation, List<SyncPair> pairs, Instant now) {
        boolean all = true;
        for (SyncPair pair : pairs) {
            all &= stores.sync()
                    .begin(organisation, pair.id(), "disconnect", now, Duration.ofMillis(1))
                    .isPresent();
        }
        return all;
    }

    private void revoke(UserIntegration integration) {
        try {
            neighbours.tokensIfPresent().ifPresent(tokens -> tokens.revoke(integration.owner(), integration.id()));
        } catch (PasserelleException failure) {
            LOG.info("Revoking the grant of {} failed: {}", integration.id(), failure.code());
        }
    }

    private boolean copiesDeleted(UserIntegration integration, List<SyncPair> pairs) {
        try {
            for (SyncPair pair : pairs) {
                copies.delete(integration, pair, neighbours.host());
            }
            return true;
        } catch (PasserelleException failure) {
            if (failure.code() == ErrorCode.STORE_UNAVAILABLE) {
                throw failure;
            }
            LOG.warn("Copies of {} cannot be deleted now: {}", integration.id(), failure.code());
            return false;
        }
    }
}
