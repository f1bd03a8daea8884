// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    @Test
    @DisplayName("goes on by the timer, and survives a database that is away")
    void goesOnByTheTimer() throws Exception {
        long[] nanos = {0};
        TestDatabase database = TestDatabase.h2();
        DatabaseClock clock = new DatabaseClock(database.dataSource(), () -> nanos[0]);
        Instant first = clock.now();
        nanos[0] += Duration.ofSeconds(5).toNanos();
        assertThat(clock.now()).isEqualTo(first.plusSeconds(5));

        database.close();
        nanos[0] += Duration.ofSeconds(60).toNanos();

        assertThat(clock.now()).isEqualTo(first.plusSeconds(65));
    }
}
