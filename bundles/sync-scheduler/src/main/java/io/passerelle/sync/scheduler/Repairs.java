// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.PairState;
import io.passerelle.store.spi.SyncStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks runs that a crash cut off, so that no page shows them as under way for ever. */
final class Repairs {
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final HistoryStore history;
    private final SyncStore sync;
    private final Clock clock;

    Repairs(HistoryStore history, SyncStore sync, Clock clock) {
        this.history = history;
        this.sync = sync;
        this.clock = clock;
    }

    /** Marks what nobody works on any more; returns how many. */
    int repair(OrganisationId organisation) {
        int repaired = 0;
        for (SyncHistory run : history.unfinished(organisation, clock.instant())) {
            if (isAbandoned(organisation, run)) {
                history.put(organisation, interrupted(run));
                repaired++;
                LOG.info("Run {} was cut off", run.run());
            }
        }
        return repaired;
    }

    /** Whoever gets the lease of the pair knows that nobody else works on it; a run that ended meanwhile is left alone. */
    private boolean isAbandoned(OrganisationId organisation, SyncHistory run) {
        try {
            Optional<PairState> leased =
                    sync.begin(organisation, run.pair(), "repair", clock.instant(), A_MOMENT);
            if (leased.isEmpty()) {
                return false;
            }
            sync.release(organisation, run.pair(), leased.get().fence());
        } catch (PasserelleException pairIsGone) {
            if (pairIsGone.code() != ErrorCode.NOT_FOUND) {
                throw pairIsGone;
            }
        }
        return history.run(organisation, run.run())
                .map(now -> now.outcome() == SyncOutcome.RUNNING)
                .orElse(false);
    }

    private SyncHistory interrupted(SyncHistory run) {
        Instant now = clock.instant();
        return new SyncHistory(
                run.run(),
                run.integration(),
                run.pair(),
                run.trigger(),
                run.startedAt(),
                Optional.of(now.isBefore(run.startedAt()) ? run.startedAt() : now),
                SyncOutcome.FAILED,
                run.counts(),
                run.traffic(),
                Optional.of(ErrorCode.RUN_INTERRUPTED));
    }
}
