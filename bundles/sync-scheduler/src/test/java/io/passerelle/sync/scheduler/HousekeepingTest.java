// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.RunId;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.testkit.memory.MemoryHistoryStore;
import io.passerelle.testkit.memory.MemoryIntegrationStore;
import io.passerelle.testkit.memory.MemoryReviewStore;
import io.passerelle.testkit.memory.MemorySyncStore;
import io.passerelle.testkit.store.Samples;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private final SyncScheduler.Stores stores = new SyncScheduler.Stores(
            new MemoryIntegrationStore(), new MemorySyncStore(), new MemoryHistoryStore(), new MemoryReviewStore());
    private final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
    private final Rows rows = new Rows(clock::instant);
    private final Housekeeping housekeeping = new Housekeeping(
            stores,
            new Schedules(stores.integrations(), rows, new Pace(() -> 0.5)),
            new Repairs(stores.history(), stores.states(), clock),
            clock,
            Duration.ofDays(1));

    @Test
    @DisplayName("old runs go, and what could be undone, decided or looked at until now")
    void prunes() {
        UserIntegration integration = Samples.integration(Samples.user());
        OrganisationId organisation = integration.owner().organisation();
        SyncPair pair = Samples.pair(integration.id());
        stores.integrations().insert(integration, new byte[0]);
        SyncHistory old = Samples.run(pair, clock.instant().minus(Duration.ofDays(2)));
        SyncHistory kept = Samples.run(pair, clock.instant().minus(Duration.ofHours(2)));
        stores.history().put(organisation, old);
        stores.history().put(organisation, kept);
        ReviewStore.Entry due = entry(pair, Duration.ZERO);
        ReviewStore.Entry waits = entry(pair, Duration.ofSeconds(1));
        stores.reviews().put(organisation, List.of(due, waits));

        housekeeping.prune();

        assertThat(stores.history().run(organisation, old.run())).isEmpty();
        assertThat(stores.history().run(organisation, kept.run())).isPresent();
        assertThat(stores.reviews().find(organisation, due.id())).isEmpty();
        assertThat(stores.reviews().find(organisation, waits.id())).isPresent();
    }

    private ReviewStore.Entry entry(SyncPair pair, Duration left) {
        return new ReviewStore.Entry(
                UUID.randomUUID(),
                pair.id(),
                RunId.random(),
                ReviewStore.Kind.UNDO,
                "",
                false,
                clock.instant().minusSeconds(60),
                clock.instant().plus(left),
                new byte[0]);
    }

    @Test
    @DisplayName("a database that is not there yet is waited for")
    void waitsForTheDatabase() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);

        housekeeping.start(() -> {
            if (attempts.incrementAndGet() < 2) {
                throw new IllegalStateException("the database does not answer");
            }
            begun.countDown();
        });

        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(attempts).hasValue(2);
        housekeeping.stop();
    }
}
