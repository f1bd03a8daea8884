// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How well synchronisation works, for its owner. Called concurrently. */
public interface StatisticsService {

    /**
     * Figures of one of a user's integrations.
     *
     * @param period how far back
     * @throws io.passerelle.model.error.PasserelleException {@code NOT_FOUND}
     */
    Statistics of(UserId owner, IntegrationId id, Period period);

    /** How far back, and in which steps. */
    enum Period {
        /** 24 hours, by the hour. */
        DAY(24, 3600),
        /** 7 days, by six hours. */
        WEEK(28, 6 * 3600),
        /** 30 days, by the day. */
        MONTH(30, 24 * 3600);

        private final int steps;
        private final int stepSeconds;

        Period(int steps, int stepSeconds) {
            this.steps = steps;
            this.stepSeconds = stepSeconds;
        }

        /** Number of steps. */
        public int steps() {
            return steps;
        }

        /** Length of a step in seconds. */
        public int stepSeconds() {
            return stepSeconds;
        }
    }

    /**
     * Figures of a period that ends now.
     *
     * @param from its beginning
     * @param until its end
     * @param total sums over the period
     * @param steps sums of each step, oldest first; every step is there, also those without a run
     * @param lastSuccess when a run last ended well, also before the period
     */
    record Statistics(Instant from, Instant until, Sums total, List<Step> steps, Optional<Instant> lastSuccess) {}

    /** One step of a period. */
    record Step(Instant from, Sums sums) {}

    /**
     * Sums.
     *
     * @param succeeded runs that did everything
     * @param partial runs with items that failed or wait
     * @param failed runs that an error ended
     * @param written items created, changed or deleted, on both sides
     * @param failedItems items that could not be synced
     * @param requests calls of the provider
     */
    record Sums(int succeeded, int partial, int failed, long written, long failedItems, long requests) {
        /** Nothing. */
        public static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);
    }
}
