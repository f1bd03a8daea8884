// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.SyncService.RunReport;
import io.passerelle.model.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration INTERVAL = Duration.ofMinutes(30);

    private final Pace pace = new Pace(() -> 0.5);

    private static RunReport report(ErrorCode code, Duration retryAfter) {
        return new RunReport(List.of(), Optional.ofNullable(retryAfter), Optional.ofNullable(code));
    }

    private Duration after(ErrorCode code, Duration retryAfter, int failures) {
        return pace.after(report(code, retryAfter), INTERVAL, failures).delay();
    }

    @Test
    @DisplayName("success: the interval, spread by a tenth")
    void successKeepsTheInterval() {
        assertThat(after(null, null, 7)).isEqualTo(INTERVAL);
        assertThat(new Pace(() -> 0.0).spread(INTERVAL)).isEqualTo(Duration.ofMinutes(27));
        assertThat(new Pace(() -> 0.999999).spread(INTERVAL)).isLessThanOrEqualTo(Duration.ofMinutes(33));
    }

    @Test
    @DisplayName("B30 failures back off from five minutes to six hours")
    void failuresBackOff() {
        assertThat(after(ErrorCode.PROVIDER_ERROR, null, 0)).isEqualTo(Duration.ofMinutes(5));
        assertThat(after(ErrorCode.PROVIDER_ERROR, null, 2)).isEqualTo(Duration.ofMinutes(20));
        assertThat(after(ErrorCode.PROVIDER_ERROR, null, 60)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    @DisplayName("C12 a delay that the service states is never shortened, whatever the dice say")
    void statedDelayIsObeyed() {
        for (double dice : new double[] {0, 0.5, 0.999}) {
            Pace.Next next = new Pace(() -> dice)
                    .after(report(ErrorCode.RATE_LIMITED_BY_PROVIDER, Duration.ofMinutes(7)), INTERVAL, 0);
            assertThat(next.delay()).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(8));
        }
        assertThat(after(null, Duration.ofHours(3), 0)).isEqualTo(Duration.ofHours(3));
    }

    @Test
    @DisplayName("an absurd delay is limited to a day")
    void absurdDelaysAreLimited() {
        assertThat(after(ErrorCode.RATE_LIMITED_BY_PROVIDER, Duration.ofDays(400), 0)).isLessThan(Duration.ofHours(25));
    }

    @Test
    @DisplayName("B28 a quota that is used up waits for an hour at least")
    void quotaWaits() {
        assertThat(after(ErrorCode.QUOTA_EXHAUSTED, null, 0)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    @DisplayName("what a person has to repair is not hurried")
    void personsProblemsKeepTheInterval() {
        assertThat(after(ErrorCode.COLLECTION_GONE, null, 0)).isEqualTo(INTERVAL);
        assertThat(after(ErrorCode.GRANT_LOST, null, 0)).isEqualTo(INTERVAL);
    }

    @Test
    @DisplayName("a run that was cut off, or met another one, comes again soon and is no failure")
    void interruptionsComeAgainSoon() {
        assertThat(after(ErrorCode.RUN_INTERRUPTED, null, 0)).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(after(ErrorCode.STARTING, null, 0)).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(after(ErrorCode.RUN_IN_PROGRESS, null, 0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(pace.after(report(ErrorCode.RUN_IN_PROGRESS, null), INTERVAL, 0).failed()).isFalse();
    }
}
