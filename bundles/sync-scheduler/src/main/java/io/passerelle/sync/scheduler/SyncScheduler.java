// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.api.SyncSchedule;
import io.passerelle.api.SyncService;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.Provider;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SyncStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** The schedule of every integration, kept in the database. */
@Component(service = SyncSchedule.class, immediate = true, configurationPid = "io.passerelle.sync.scheduler")
@Designate(ocd = SchedulerConfig.class)
public final class SyncScheduler implements SyncSchedule {
    private final IntegrationStore integrations;
    private final Throttle throttle;
    private final Rows rows;
    private final Schedules schedules;
    private final SyncTask task;
    private final Housekeeping housekeeping;
    private final DueTimes dueTimes;

    /** Wired by the container; begins as soon as the database is there. */
    @Activate
    public SyncScheduler(
            SchedulerConfig config,
            @Reference(target = "(osgi.jndi.service.name=passerelle)") DataSource dataSource,
            @Reference SyncService sync,
            @Reference IntegrationStore integrations,
            @Reference SyncStore states,
            @Reference HistoryStore history,
            @Reference ReviewStore reviews) {
        this(
                config,
                dataSource,
                sync,
                new Stores(integrations, states, history, reviews),
                Clock.systemUTC(),
                new Pace(() -> ThreadLocalRandom.current().nextDouble()));
    }

    SyncScheduler(SchedulerConfig config, DataSource dataSource, SyncService sync, Stores stores, Clock clock, Pace pace) {
        this.integrations = stores.integrations();
        this.throttle = new Throttle(clock);
        DatabaseClock databaseClock = new DatabaseClock(dataSource, System::nanoTime);
        this.rows = new Rows(databaseClock);
        this.schedules = new Schedules(stores.integrations(), rows, pace);
        this.task = new SyncTask(sync, stores.integrations(), schedules, rows, pace);
        this.dueTimes = new DueTimes(dataSource);
        int threads = Math.max(1, Math.min(64, config.threads()));
        Duration polling = Duration.ofMillis(Math.max(100, Math.min(60_000, config.pollMillis())));
        Duration kept = Duration.ofDays(Math.max(1, Math.min(3650, config.historyDays())));
        this.housekeeping = new Housekeeping(
                stores, schedules, new Repairs(stores.history(), stores.states(), clock), clock, kept);
        housekeeping.start(
                () -> rows.begin(SchedulerFactory.build(dataSource, databaseClock, task.task(), threads, polling)));
    }

    /** Done once the first look at every integration is over. */
    CompletableFuture<Void> begun() {
        return housekeeping.begun();
    }

    /** The stores behind the schedule. */
    record Stores(IntegrationStore integrations, SyncStore states, HistoryStore history, ReviewStore reviews) {}

    /** A provider arrives: what was due in its absence is due now. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addProvider(Provider provider) {
        housekeeping.soon(() -> task.providerArrived(provider.descriptor().id()));
    }

    /** A provider goes: its rows stay, and their runs find that there is nothing to do. */
    public void removeProvider(Provider provider) {
        // runs under way are drained by whoever runs them
    }

    /** Lets what is under way finish its batch. */
    @Deactivate
    public void stop() {
        housekeeping.stop();
        rows.end();
    }

    @Override
    public Instant runNow(UserId owner, IntegrationId id) {
        UserIntegration integration = owned(owner, id);
        integration.facts().lostGrant().ifPresent(code -> {
            throw PasserelleException.of(code);
        });
        throttle.pass(id);
        rows.prefer(Address.of(integration));
        return rows.now();
    }

    @Override
    public void reconcile(UserId owner, IntegrationId id) {
        integrations.find(owner, id).ifPresentOrElse(schedules::reconcile, () -> remove(owner, id));
    }

    @Override
    public void runSoon(UserId owner, IntegrationId id) {
        integrations.find(owner, id).ifPresent(schedules::runSoon);
    }

    @Override
    public void remove(UserId owner, IntegrationId id) {
        rows.cancel(new Address(owner.organisation(), id));
    }

    @Override
    public Optional<Instant> nextRun(UserId owner, IntegrationId id) {
        return integrations.find(owner, id).flatMap(integration -> rows.due(Address.of(integration)));
    }

    @Override
    public Map<IntegrationId, Instant> nextRuns(UserId owner, Collection<IntegrationId> ids) {
        List<Address> own = integrations.list(owner).stream()
                .filter(integration -> ids.contains(integration.id()))
                .map(Address::of)
                .toList();
        Map<IntegrationId, Instant> due = new HashMap<>();
        dueTimes.of(own).forEach((address, time) -> due.put(address.integration(), time));
        return due;
    }

    private UserIntegration owned(UserId owner, IntegrationId id) {
        return integrations.find(owner, id).orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
    }
}
