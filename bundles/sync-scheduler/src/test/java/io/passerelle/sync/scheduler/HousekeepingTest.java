// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testkit.memory.MemoryHistoryStore;
import io.passerelle.testkit.memory.MemoryIntegrationStore;
import io.passerelle.testkit.memory.MemorySyncStore;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    @Test
    @DisplayName("a database that is not there yet is waited for")
    void waitsForTheDatabase() throws InterruptedException {
        SyncScheduler.Stores stores = new SyncScheduler.Stores(
                new MemoryIntegrationStore(), new MemorySyncStore(), new MemoryHistoryStore());
        MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
        Rows rows = new Rows(clock::instant);
        Pace pace = new Pace(() -> 0.5);
        Housekeeping housekeeping = new Housekeeping(
                stores,
                new Schedules(stores.integrations(), rows, pace),
                new Repairs(stores.history(), stores.states(), clock),
                clock,
                Duration.ofDays(1));
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
