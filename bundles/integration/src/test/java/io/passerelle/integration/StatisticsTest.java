// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import static io.passerelle.integration.House.ACME;
import static io.passerelle.integration.House.ALICE;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.StatisticsService.Period;
import io.passerelle.api.StatisticsService.Statistics;
import io.passerelle.api.StatisticsService.Sums;
import io.passerelle.model.RunId;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.PairState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Statistics")
class StatisticsTest {
    private final House house = new House();
    private final SyncStatistics statistics = new SyncStatistics(house.stores, house.clock);
    private UserIntegration integration;
    private SyncPair pair;

    @BeforeEach
    void connect() {
        integration = house.connected();
        pair = house.pair(integration);
    }

    private void ran(Duration ago, SyncOutcome outcome) {
        Instant at = house.clock.instant().minus(ago);
        house.history.put(ACME, new SyncHistory(
                RunId.random(),
                integration.id(),
                pair.id(),
                SyncTrigger.SCHEDULE,
                at,
                Optional.of(at.plusSeconds(1)),
                outcome,
                new SyncCounts(1, 2, 0, 0, 0, 3, 0, 0, 4),
                new Traffic(5, 0, 0),
                Optional.empty()));
    }

    private Statistics of(Period period) {
        return statistics.of(ALICE, integration.id(), period);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("every step of a period is there, also without a run")
    void everyStepIsThere(Period period) {
        Statistics found = of(period);
        assertThat(found.until()).isEqualTo(house.clock.instant());
        assertThat(found.steps()).hasSize(period.steps()).allMatch(step -> step.sums().equals(Sums.NONE));
        assertThat(found.steps().get(0).from()).isEqualTo(found.from());
        assertThat(found.steps().get(1).from()).isEqualTo(found.from().plusSeconds(period.stepSeconds()));
        assertThat(found.from().plusSeconds((long) period.steps() * period.stepSeconds())).isEqualTo(found.until());
        assertThat(found.total()).isEqualTo(Sums.NONE);
    }

    @Test
    @DisplayName("runs count in their step and in the total")
    void runsCount() {
        ran(Duration.ofMinutes(10), SyncOutcome.SUCCEEDED);
        ran(Duration.ofMinutes(50), SyncOutcome.FAILED);
        ran(Duration.ofHours(24), SyncOutcome.PARTIAL);
        ran(Duration.ofHours(25), SyncOutcome.SUCCEEDED);
        Statistics day = of(Period.DAY);
        assertThat(day.steps().get(23).sums()).isEqualTo(new Sums(1, 0, 1, 12, 8, 10));
        assertThat(day.steps().get(0).sums()).isEqualTo(new Sums(0, 1, 0, 6, 4, 5));
        assertThat(day.total()).isEqualTo(new Sums(1, 1, 1, 18, 12, 15));
        assertThat(of(Period.WEEK).total().succeeded()).isEqualTo(2);
    }

    @Test
    @DisplayName("the last success is known when the history of it is gone")
    void lastSuccessOutlivesHistory() {
        Instant longAgo = house.clock.instant().minus(Duration.ofDays(100));
        long fence = house.sync.begin(ACME, pair.id(), "run", longAgo, Duration.ZERO).orElseThrow().fence();
        house.sync.finish(ACME, pair.id(), fence, new PairState(
                Cursor.START, Cursor.START, "", Optional.empty(), Optional.of(longAgo), fence));
        Statistics month = of(Period.MONTH);
        assertThat(month.total()).isEqualTo(Sums.NONE);
        assertThat(month.lastSuccess()).contains(longAgo);
    }

    @Test
    @DisplayName("statistics of somebody else's integration do not exist")
    void strangersStatistics() {
        assertFails(ErrorCode.NOT_FOUND, () -> statistics.of(House.BOB, integration.id(), Period.DAY));
        assertFails(ErrorCode.NOT_FOUND, () -> statistics.of(House.OTHER_ALICE, integration.id(), Period.DAY));
    }
}
