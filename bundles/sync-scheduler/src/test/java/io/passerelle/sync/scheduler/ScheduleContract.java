// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.api.SyncService.RunReport;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.testkit.memory.MemoryHistoryStore;
import io.passerelle.testkit.memory.MemoryIntegrationStore;
import io.passerelle.testkit.memory.MemoryReviewStore;
import io.passerelle.testkit.memory.MemorySyncStore;
import io.passerelle.testkit.time.MutableClock;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the schedule promises, on either database. */
abstract class ScheduleContract {
    private final UserId owner = UserId.of(OrganisationId.DEFAULT, "alice");
    private final MemoryIntegrationStore integrations = new MemoryIntegrationStore();
    private final MemorySyncStore states = new MemorySyncStore();
    private final MemoryHistoryStore history = new MemoryHistoryStore();
    private final RecordedSync sync = new RecordedSync();
    private final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
    private SyncScheduler schedule;

    abstract TestDatabase database();

    @BeforeEach
    void start() {
        database().execute("delete from scheduled_tasks");
        schedule = started();
    }

    @AfterEach
    void stop() {
        sync.gate.release(1_000_000);
        schedule.stop();
    }

    /** Once its first look at every integration is over, which would otherwise race with what a test does. */
    private SyncScheduler started() {
        SyncScheduler started = new SyncScheduler(
                config(),
                database().dataSource(),
                sync,
                new SyncScheduler.Stores(integrations, states, history, new MemoryReviewStore()),
                clock,
                new Pace(() -> 0.5));
        assertThat(started.begun()).succeedsWithin(Duration.ofSeconds(30));
        return started;
    }

    private static SchedulerConfig config() {
        return new SchedulerConfig() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return SchedulerConfig.class;
            }

            @Override
            public int threads() {
                return 2;
            }

            @Override
            public int pollMillis() {
                return 100;
            }

            @Override
            public int historyDays() {
                return 60;
            }
        };
    }

    private UserIntegration connected() {
        UserIntegration integration = new UserIntegration(
                IntegrationId.random(),
                owner,
                ProviderId.of("google"),
                new Account("https://accounts.example", IntegrationId.random().toString(), "a@example.org"),
                Set.of(),
                Set.of(),
                30,
                IntegrationFacts.NONE,
                Instant.parse("2026-01-01T00:00:00Z"),
                0);
        integrations.insert(integration, new byte[0]);
        SyncPair pair = new SyncPair(
                PairId.random(),
                integration.id(),
                CollectionKind.CALENDAR,
                CollectionId.of("h"),
                "h",
                CollectionId.of("p"),
                "p",
                Direction.BOTH,
                ConflictPolicy.HOST,
                Optional.empty(),
                true);
        integrations.putPairs(owner.organisation(), integration.id(), List.of(pair));
        return integration;
    }

    /** The row as it is once no run is under way. */
    private Instant settledDue(UserIntegration integration) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(deadline)) {
            Optional<Instant> due = schedule.nextRun(owner, integration.id());
            if (database().count("picked = true") == 0 && due.isPresent() && due.get().isAfter(Instant.now().plusSeconds(2))) {
                return due.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the row does not settle");
    }

    @Test
    @DisplayName("a new integration is run at once and then by its interval")
    void runsAtOnceAndThenByInterval() throws InterruptedException {
        UserIntegration integration = connected();

        schedule.reconcile(owner, integration.id());

        assertThat(sync.next()).isEqualTo(new RecordedSync.Call(integration.id(), SyncTrigger.SCHEDULE));
        assertThat(settledDue(integration))
                .isBetween(Instant.now().plus(Duration.ofMinutes(29)), Instant.now().plus(Duration.ofMinutes(31)));
    }

    @Test
    @DisplayName("77 a person's wish is run at once, as such, and only once in ten seconds")
    void personsComeFirst() throws InterruptedException {
        UserIntegration integration = connected();
        schedule.reconcile(owner, integration.id());
        sync.next();
        settledDue(integration);

        schedule.runNow(owner, integration.id());

        assertThat(sync.next().trigger()).isEqualTo(SyncTrigger.USER);
        assertThatThrownBy(() -> schedule.runNow(owner, integration.id()))
                .isInstanceOfSatisfying(PasserelleException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_OFTEN);
                    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(10));
                });
        settledDue(integration);
        clock.advance(Duration.ofSeconds(10));
        schedule.runNow(owner, integration.id());
        assertThat(sync.next().trigger()).isEqualTo(SyncTrigger.USER);
        settledDue(integration);
        assertThat(database().count("priority = 50")).isEqualTo(1);
    }

    @Test
    @DisplayName("a wish during a run is run right after it")
    void wishDuringARun() throws InterruptedException {
        UserIntegration integration = connected();
        sync.gate.drainPermits();
        schedule.reconcile(owner, integration.id());
        sync.next();

        schedule.runNow(owner, integration.id());
        sync.gate.release(1_000_000);

        assertThat(sync.next().trigger()).isEqualTo(SyncTrigger.USER);
    }

    @Test
    @DisplayName("a change that asks for a run gets exactly one, however often the schedule is brought into line meanwhile")
    void oneRunForAChange() throws InterruptedException {
        UserIntegration integration = connected();
        sync.gate.drainPermits();
        schedule.runSoon(owner, integration.id());
        sync.next();

        schedule.reconcile(owner, integration.id());
        schedule.reconcile(owner, integration.id());
        sync.gate.release(1_000_000);

        settledDue(integration);
        assertThat(sync.calls).isEmpty();
    }

    @Test
    @DisplayName("a change during a run gets exactly one run after it")
    void oneRunAfterAChangeDuringARun() throws InterruptedException {
        UserIntegration integration = connected();
        sync.gate.drainPermits();
        schedule.reconcile(owner, integration.id());
        sync.next();

        schedule.runSoon(owner, integration.id());
        schedule.runSoon(owner, integration.id());
        sync.gate.release(1_000_000);

        sync.next();
        settledDue(integration);
        assertThat(sync.calls).isEmpty();
    }

    @Test
    @DisplayName("a change that asks for a run does not wait for the interval")
    void changeDoesNotWait() throws InterruptedException {
        UserIntegration integration = connected();
        schedule.reconcile(owner, integration.id());
        sync.next();
        settledDue(integration);

        schedule.runSoon(owner, integration.id());

        sync.next();
        settledDue(integration);
        assertThat(sync.calls).isEmpty();
    }

    @Test
    @DisplayName("a change of an integration that may not run starts nothing")
    void noRunWhilePaused() {
        UserIntegration integration = connected();
        integrations.update(integration.with(integration.facts().withPaused(true)));

        schedule.runSoon(owner, integration.id());

        assertThat(database().count("1 = 1")).isZero();
    }

    @Test
    @DisplayName("Retry-After moves the row")
    void retryAfterMovesTheRow() throws InterruptedException {
        UserIntegration integration = connected();
        sync.answers.add(new RunReport(
                List.of(), Optional.of(Duration.ofHours(2)), Optional.of(ErrorCode.RATE_LIMITED_BY_PROVIDER)));

        schedule.reconcile(owner, integration.id());
        sync.next();

        assertThat(settledDue(integration)).isAfter(Instant.now().plus(Duration.ofMinutes(119)));
    }

    @Test
    @DisplayName("a failure is tried again after five minutes")
    void failuresBackOff() throws InterruptedException {
        UserIntegration integration = connected();
        sync.answers.add(RecordedSync.failed(ErrorCode.PROVIDER_UNREACHABLE));

        schedule.reconcile(owner, integration.id());
        sync.next();

        assertThat(settledDue(integration))
                .isBetween(Instant.now().plus(Duration.ofMinutes(4)), Instant.now().plus(Duration.ofMinutes(6)));
        assertThat(database().count("consecutive_failures = 1")).isEqualTo(1);
    }

    @Test
    @DisplayName("a paused integration has no row, a resumed one is due at once")
    void pauseAndResume() throws InterruptedException {
        UserIntegration integration = connected();
        schedule.reconcile(owner, integration.id());
        sync.next();
        settledDue(integration);
        UserIntegration paused = integrations.update(integration.with(integration.facts().withPaused(true)));
        schedule.reconcile(owner, integration.id());
        assertThat(schedule.nextRun(owner, integration.id())).isEmpty();

        integrations.update(paused.with(paused.facts().withPaused(false)));
        schedule.reconcile(owner, integration.id());

        sync.next();
    }

    @Test
    @DisplayName("a shorter interval takes effect at once")
    void shorterIntervalTakesEffect() throws InterruptedException {
        UserIntegration integration = connected();
        states.begin(owner.organisation(), pairOf(integration), "x", clock.instant(), Duration.ofSeconds(1));
        schedule.reconcile(owner, integration.id());
        sync.next();
        settledDue(integration);
        finish(integration);
        integrations.update(integration.withInterval(5));

        schedule.reconcile(owner, integration.id());

        assertThat(schedule.nextRun(owner, integration.id()).orElseThrow())
                .isBefore(Instant.now().plus(Duration.ofMinutes(6)));
    }

    private PairId pairOf(UserIntegration integration) {
        return integrations.pairs(owner.organisation(), integration.id()).get(0).id();
    }

    private void finish(UserIntegration integration) {
        PairId pair = pairOf(integration);
        var state = states.state(owner.organisation(), pair);
        states.finish(
                owner.organisation(),
                pair,
                state.fence(),
                new io.passerelle.store.spi.PairState(
                        state.hostCursor(),
                        state.providerCursor(),
                        "read before",
                        Optional.empty(),
                        Optional.empty(),
                        state.fence()));
    }

    @Test
    @DisplayName("the schedule ends with the integration, also when its row is due")
    void endsWithTheIntegration() throws InterruptedException {
        UserIntegration integration = connected();
        schedule.reconcile(owner, integration.id());
        sync.next();
        settledDue(integration);
        integrations.delete(owner.organisation(), integration.id());

        schedule.remove(owner, integration.id());

        assertThat(database().count("1 = 1")).isZero();
    }

    @Test
    @DisplayName("when several are due is told as for each of them; strangers' and those without a row are left out")
    void dueTimesOfSeveral() throws InterruptedException {
        UserIntegration first = connected();
        UserIntegration second = connected();
        UserIntegration without = connected();
        for (UserIntegration integration : List.of(first, second)) {
            schedule.reconcile(owner, integration.id());
            sync.next();
            settledDue(integration);
        }
        List<IntegrationId> ids = List.of(first.id(), second.id(), without.id(), IntegrationId.random());

        assertThat(schedule.nextRuns(owner, ids))
                .containsOnlyKeys(first.id(), second.id())
                .containsEntry(first.id(), schedule.nextRun(owner, first.id()).orElseThrow())
                .containsEntry(second.id(), schedule.nextRun(owner, second.id()).orElseThrow());
        assertThat(schedule.nextRuns(UserId.of(OrganisationId.DEFAULT, "bob"), ids)).isEmpty();
        assertThat(schedule.nextRuns(owner, List.of())).isEmpty();
    }

    @Test
    @DisplayName("a stranger's integration is not found")
    void strangersFindNothing() {
        UserIntegration integration = connected();
        UserId bob = UserId.of(OrganisationId.DEFAULT, "bob");

        assertThatThrownBy(() -> schedule.runNow(bob, integration.id()))
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(schedule.nextRun(bob, integration.id())).isEmpty();
    }

    @Test
    @DisplayName("a restart finds the rows again and makes those that are missing")
    void restartReconciles() throws InterruptedException {
        UserIntegration integration = connected();
        schedule.stop();

        schedule = started();

        assertThat(sync.next().integration()).isEqualTo(integration.id());
    }

    @Test
    @DisplayName("runs that a crash cut off are marked, runs that somebody works on are not")
    void repairsCutOffRuns() {
        UserIntegration integration = connected();
        PairId pair = pairOf(integration);
        SyncHistory running = running(integration, pair);
        history.put(owner.organisation(), running);
        Repairs repairs = new Repairs(history, states, clock);
        states.begin(owner.organisation(), pair, "node", clock.instant(), Duration.ofSeconds(90));

        assertThat(repairs.repair(owner.organisation())).isZero();
        clock.advance(Duration.ofSeconds(91));
        // The schedule's own housekeeping may have come first, so the count says nothing.
        repairs.repair(owner.organisation());

        SyncHistory repaired = history.run(owner.organisation(), running.run()).orElseThrow();
        assertThat(repaired.outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(repaired.error()).contains(ErrorCode.RUN_INTERRUPTED);
    }

    private SyncHistory running(UserIntegration integration, PairId pair) {
        return new SyncHistory(
                RunId.random(),
                integration.id(),
                pair,
                SyncTrigger.SCHEDULE,
                clock.instant().minusSeconds(5),
                Optional.empty(),
                SyncOutcome.RUNNING,
                SyncCounts.NONE,
                Traffic.NONE,
                Optional.empty());
    }
}
