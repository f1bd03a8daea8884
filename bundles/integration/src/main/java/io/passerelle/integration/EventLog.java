// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.Events;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.EventStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events in the store. What this node publishes wakes its pages at once, what others publish within two seconds. */
@Component(service = Events.class)
public final class EventLog implements Events {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int LONGEST_ANSWER = 1000;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PRUNE = Duration.ofHours(1);
    static final Duration KEPT = Duration.ofDays(1);

    private final EventStore store;
    private final Clock clock;
    private final List<Runnable> subscribers = new CopyOnWriteArrayList<>();
    private final Timer timer;
    private long seen;

    /** Over the store. */
    @Activate
    public EventLog(@Reference EventStore store) {
        this(store, Clock.systemUTC(), Timer.named("passerelle-events"));
    }

    EventLog(EventStore store, Clock clock, Timer timer) {
        this.store = store;
        this.clock = clock;
        this.timer = timer;
        timer.after(LOOK, this::look);
        timer.after(LOOK, this::prune);
    }

    @Deactivate
    void deactivate() {
        timer.stop();
    }

    @Override
    public void publish(UserId user, String kind, String data) {
        store.append(user.organisation(), Optional.of(user), kind, data, clock.instant());
        wake();
    }

    @Override
    public void publish(OrganisationId organisation, String kind, String data) {
        store.append(organisation, Optional.empty(), kind, data, clock.instant());
        wake();
    }

    @Override
    public List<Event> after(UserId user, long after, int limit) {
        if (limit < 1 || limit > LONGEST_ANSWER) {
            throw PasserelleException.invalid("limit", "is between 1 and " + LONGEST_ANSWER);
        }
        if (after < 0) {
            return List.of();
        }
        return store.after(user, after, limit).stream()
                .map(stored -> new Event(stored.id(), stored.user(), stored.kind(), stored.data()))
                .toList();
    }

    @Override
    public long latest() {
        return store.latest();
    }

    @Override
    public AutoCloseable subscribe(Runnable wake) {
        // The same callback may come twice; each closes its own subscription.
        Runnable subscription = wake::run;
        subscribers.add(subscription);
        return () -> subscribers.remove(subscription);
    }

    private void wake() {
        for (Runnable subscriber : subscribers) {
            try {
                subscriber.run();
            } catch (RuntimeException broken) {
                LOG.warn("A subscriber of events failed: {}", broken.getClass().getName());
            }
        }
    }

    /** For what other nodes publish; asks only while a page is open. */
    private void look() {
        timer.after(LOOK, this::look);
        if (subscribers.isEmpty()) {
            return;
        }
        try {
            long latest = store.latest();
            if (latest != seen) {
                seen = latest;
                wake();
            }
        } catch (PasserelleException unavailable) {
            LOG.debug("Events cannot be read: {}", unavailable.code());
        }
    }

    private void prune() {
        timer.after(PRUNE, this::prune);
        try {
            store.prune(clock.instant().minus(KEPT));
        } catch (PasserelleException unavailable) {
            LOG.debug("Events cannot be pruned: {}", unavailable.code());
        }
    }
}
