// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.HistoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells a service that is confused for a while from one that refuses for good, although its token endpoint goes on renewing:
 * only when nothing but refusals came of at least {@value #LEAST_RUNS} runs over at least twelve hours is the grant taken for
 * lost. Derived from the history, so that neither a restart nor another node changes the answer.
 */
final class Refusals {
    static final int LEAST_RUNS = 4;
    static final Duration PATIENCE = Duration.ofHours(12);

    private static final int PAGE = 200;
    private static final int PAGES = 20;

    private final HistoryStore history;
    private final Clock clock;

    Refusals(HistoryStore history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** Whether the runs of late ended with a refused token, often enough and for long enough. */
    boolean areLasting(UserIntegration integration) {
        Instant patientUntil = clock.instant().minus(PATIENCE);
        Optional<Instant> before = Optional.empty();
        int refused = 0;
        for (int page = 0; page < PAGES; page++) {
            List<SyncHistory> runs = history.runs(integration.owner().organisation(), integration.id(), before, PAGE);
            for (SyncHistory run : runs) {
                if (showsThatTheGrantWorked(run)) {
                    return false;
                }
                if (run.error().equals(Optional.of(ErrorCode.TOKEN_REJECTED))) {
                    refused++;
                    if (refused >= LEAST_RUNS && !run.startedAt().isAfter(patientUntil)) {
                        return true;
                    }
                }
            }
            if (runs.size() < PAGE) {
                return false;
            }
            before = Optional.of(runs.get(runs.size() - 1).startedAt());
        }
        return false;
    }

    /** Or that it was lost before, and has been granted anew since. A failure of another kind says nothing. */
    private static boolean showsThatTheGrantWorked(SyncHistory run) {
        return run.outcome() == SyncOutcome.SUCCEEDED
                || run.outcome() == SyncOutcome.PARTIAL
                || run.error().filter(code -> code.type() == ErrorType.AUTH).isPresent();
    }
}
