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
import java.util.Optional;
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
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(1);

    /** A run that does not stop by then is overtaken; its next commit fails. */
    static final Duration PATIENCE_WITH_RUNS = Duration.ofMinutes(2);
    /** Copies that the host does not let go by then stay. */
    static final Duration PATIENCE_WITH_HOST = Duration.ofHours(1);

    private final Stores stores;
    private final Neighbours neighbours;
    private final Announcements announcements;
    private final Copies copies;
    private final Clock clock;
    private final Timer timer;

    /** With a timer of its own. */
    @Activate
    public Disconnections(
            @Reference Stores stores, @Reference Neighbours neighbours, @Reference Announcements announcements) {
        this(stores, neighbours, announcements, Clock.systemUTC(), Timer.named("passerelle-disconnections"));
    }

    Disconnections(Stores stores, Neighbours neighbours, Announcements announcements, Clock clock, Timer timer) {
        this.stores = stores;
        this.neighbours = neighbours;
        this.announcements = announcements;
        this.clock = clock;
        this.timer = timer;
        copies = new Copies(stores.sync());
        timer.after(Duration.ZERO, this::patrol);
    }

    @Deactivate
    void deactivate() {
        timer.stop();
    }

    /** For the disconnections that other nodes, or this one before a restart, have left. */
    private void patrol() {
        timer.after(IDLE, this::patrol);
        sweepUntilDone();
    }

    /** Has a look when a deadline passes. */
    void wakeAt(Instant deadline) {
        timer.after(Duration.between(clock.instant(), deadline), this::sweepUntilDone);
    }

    private void sweepUntilDone() {
        try {
            if (!sweep()) {
                timer.after(SOON, this::sweepUntilDone);
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
            } catch (RuntimeException broken) {
                // The others are not to wait for it.
                LOG.error("Disconnecting {} goes on later", integration.id(), broken);
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
        Optional<Boolean> claimed = claim(integration, now);
        if (claimed.isPresent()) {
            return claimed.get();
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

    /**
     * Makes sure that nobody takes the disconnection back while it is carried out: whoever does so started from a version
     * that is not the stored one any more, and after the deadline nobody may.
     *
     * @return empty when it may be carried out; otherwise whether nothing is left to be done
     */
    private Optional<Boolean> claim(UserIntegration due, Instant now) {
        Optional<UserIntegration> stored =
                stores.integrations().find(due.owner().organisation(), due.id());
        if (stored.flatMap(found -> found.facts().disconnect())
                .filter(disconnect -> !disconnect.deadline().isAfter(now))
                .isEmpty()) {
            return Optional.of(true);
        }
        try {
            stores.integrations().update(stored.get());
            return Optional.empty();
        } catch (PasserelleException changed) {
            if (changed.code() == ErrorCode.STALE_VERSION || changed.code() == ErrorCode.NOT_FOUND) {
                return Optional.of(changed.code() == ErrorCode.NOT_FOUND);
            }
            throw changed;
        }
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
        } catch (RuntimeException failure) {
            // Whatever a provider's code does: disconnecting goes on.
            LOG.info("Revoking the grant of {} failed: {}", integration.id(), reason(failure));
        }
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof PasserelleException known ? known.code().name() : failure.getClass().getName();
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
