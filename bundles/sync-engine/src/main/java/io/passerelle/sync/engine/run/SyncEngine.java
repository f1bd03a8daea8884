// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.SyncReview.Explanation;
import io.passerelle.api.SyncReview.Verdict;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.SyncWindow;
import io.passerelle.store.spi.PairState;
import io.passerelle.sync.engine.plan.Masking;
import io.passerelle.sync.engine.plan.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs pairs. Knows neither users' settings nor services: it is given two open collections and says what came of them. Any
 * number of runs at a time, each on its caller's thread; of one pair only one.
 */
public final class SyncEngine {
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

    /** Counts up when digests are made in another way, so that everything is read anew. */
    private static final String FORMAT = "2";

    private static final char WISH = ' ';

    private final Ports ports;

    /** An engine over these ports. */
    public SyncEngine(Ports ports) {
        this.ports = ports;
    }

    /**
     * What a run came to.
     *
     * @param history as stored
     * @param retryAfter what the provider asked us to wait
     */
    public record Report(SyncHistory history, Optional<Duration> retryAfter) {}

    /**
     * Syncs a pair.
     *
     * @param scope which pair, with its collections; the caller closes them
     * @param trigger why
     * @param stopCheck called between pages and batches; throws when the run is to stop
     * @return how it ended; failures of the run are told here, not thrown
     * @throws PasserelleException {@code RUN_IN_PROGRESS} when another run has the pair
     */
    public Report run(RunScope scope, SyncTrigger trigger, Runnable stopCheck) {
        return under(scope, trigger, stopCheck, (run, state, settings) -> {
            Failures failures = new PairRun(ports, run, settings).sync(state);
            settings.restriction().ifPresent(run.recorder()::restricted);
            return failures;
        });
    }

    /** Carries held deletions out, as far as they are still what is to be done; otherwise as {@link #run}. */
    public Report applyHeld(RunScope scope, Runnable stopCheck) {
        return under(
                scope,
                SyncTrigger.REVIEW,
                stopCheck,
                (run, state, settings) -> new HeldReview(ports, run, settings).apply());
    }

    /** Creates the items of held deletions again where they vanished; otherwise as {@link #run}. */
    public Report discardHeld(RunScope scope, Runnable stopCheck) {
        return under(
                scope,
                SyncTrigger.REVIEW,
                stopCheck,
                (run, state, settings) -> new HeldReview(ports, run, settings).discard());
    }

    /** Leaves the items of held deletions as they are, on both sides, until they change; otherwise as {@link #run}. */
    public Report ignoreHeld(RunScope scope, Runnable stopCheck) {
        return under(
                scope,
                SyncTrigger.REVIEW,
                stopCheck,
                (run, state, settings) -> new HeldReview(ports, run, settings).ignore());
    }

    /**
     * Carries out what a person decided about a conflict; otherwise as {@link #run}.
     *
     * @param conflict which one
     * @param chosen whose value counts
     */
    public Report decide(RunScope scope, UUID conflict, Side chosen, Runnable stopCheck) {
        return under(
                scope,
                SyncTrigger.REVIEW,
                stopCheck,
                (run, state, settings) -> new Decision(ports, run, settings).decide(conflict, chosen));
    }

    /**
     * Carries out what a person decided about items that look like the same; otherwise as {@link #run}.
     *
     * @param which one of them; empty for all that wait
     */
    public Report decideDuplicates(RunScope scope, Optional<UUID> which, Verdict verdict, Runnable stopCheck) {
        return under(
                scope,
                SyncTrigger.REVIEW,
                stopCheck,
                (run, state, settings) -> new DuplicateReview(ports, run, settings).decide(which, verdict));
    }

    /**
     * Takes a run back; otherwise as {@link #run}.
     *
     * @param which the run that {@link #undoable} named
     */
    public Report undo(RunScope scope, RunId which, Runnable stopCheck) {
        return under(
                scope, SyncTrigger.UNDO, stopCheck, (run, state, settings) -> new Undo(ports, run).undo(which));
    }

    /**
     * Tries a single item once more; otherwise as {@link #run}.
     *
     * @param item what an earlier run recorded of it
     */
    public Report retry(RunScope scope, SyncItemResult item, Runnable stopCheck) {
        return under(
                scope,
                SyncTrigger.RETRY,
                stopCheck,
                (run, state, settings) -> new Retry(ports, run, settings).retry(Addresses.of(item)));
    }

    /**
     * Why items are, or are not, on the other side; reads both sides and is no run.
     *
     * @param words part of what a person calls them
     */
    public List<Explanation> explain(RunScope scope, String words, Runnable stopCheck) {
        Digester digester = new Digester(ports.cipher().fingerprints(scope.seal()), commonRoots(scope));
        return new Explainer(ports, scope, digester, stopCheck).explain(words);
    }

    /** The run of a pair that can be taken back now: the latest one that wrote, for seven days. */
    public Optional<RunId> undoable(OrganisationId organisation, PairId pair) {
        return Undo.undoable(ports, organisation, pair);
    }

    /** Records a run that came to nothing because one of its collections could not be opened. */
    public Report notOpened(UserId owner, SyncPair pair, SyncTrigger trigger, PasserelleException why) {
        Instant now = ports.clock().instant();
        SyncHistory history = new SyncHistory(
                RunId.random(),
                pair.integration(),
                pair.id(),
                trigger,
                now,
                Optional.of(now),
                SyncOutcome.FAILED,
                SyncCounts.NONE,
                Traffic.NONE,
                Optional.of(why.code()));
        ports.history().put(owner.organisation(), history);
        Recorder.tellEnd(ports, owner, history);
        return new Report(history, why.retryAfter());
    }

    /** What is done under the lease. */
    @FunctionalInterface
    private interface Work {
        Failures doIt(RunState run, PairState state, Settings settings);
    }

    private Report under(RunScope scope, SyncTrigger trigger, Runnable stopCheck, Work work) {
        RunId id = RunId.random();
        PairState state = ports.sync()
                .begin(scope.organisation(), scope.id(), ports.node() + "/" + id, ports.clock().instant(), Lease.LENGTH)
                .orElseThrow(() -> PasserelleException.of(ErrorCode.RUN_IN_PROGRESS));
        Lease lease = new Lease(ports, scope, state.fence(), stopCheck);
        try {
            Recorder recorder = new Recorder(ports, scope, id, trigger);
            recorder.begin();
            return recorded(scope, lease, recorder, state, work);
        } finally {
            release(lease);
        }
    }

    private Report recorded(RunScope scope, Lease lease, Recorder recorder, PairState state, Work work) {
        Digester digester = new Digester(ports.cipher().fingerprints(scope.seal()), commonRoots(scope));
        Rules rules = new Rules(scope.pair(), digester.roots(), scope.addresses());
        try (RunState run = new RunState(ports, scope, lease, recorder, digester, rules)) {
            Settings settings = Settings.of(
                    scope.pair(),
                    scope.host().info().access(),
                    scope.provider().info().access(),
                    rules.masking(wish(state.settingsVersion(), rules), digester));
            new OpenIntents(run).resolve();
            Failures failures = work.doIt(run, state, settings);
            boolean partial = recorder.isPartial() || recorder.restriction().isPresent();
            SyncOutcome outcome = partial ? SyncOutcome.PARTIAL : SyncOutcome.SUCCEEDED;
            return new Report(recorder.end(outcome, recorder.restriction()), failures.retryAfter());
        } catch (PasserelleException failure) {
            LOG.debug("Run {} of pair {} ended: {}", recorder.run(), scope.id(), failure.code());
            SyncOutcome outcome =
                    switch (failure.code()) {
                        case RUN_CANCELLED -> SyncOutcome.CANCELLED;
                        case PREVIEW_WAITS -> SyncOutcome.PREVIEWED;
                        // refused to the person who asked; the pair itself is well
                        case ITEM_CHANGED, NOT_UNDOABLE -> SyncOutcome.PARTIAL;
                        default -> SyncOutcome.FAILED;
                    };
            return new Report(recorder.end(outcome, Optional.of(failure.code())), failure.retryAfter());
        } catch (RuntimeException bug) {
            LOG.error("Run {} of pair {} failed", recorder.run(), scope.id(), bug);
            return new Report(
                    recorder.end(SyncOutcome.FAILED, Optional.of(ErrorCode.INTERNAL_ERROR)), Optional.empty());
        }
    }

    private void release(Lease lease) {
        try {
            lease.release();
        } catch (PasserelleException expires) {
            LOG.debug("The lease was not given back ({}); it expires by itself", expires.code());
        }
    }

    private static Set<String> commonRoots(RunScope scope) {
        Set<String> roots = new HashSet<>(scope.host().carriedFields());
        roots.retainAll(scope.provider().carriedFields());
        return roots;
    }

    /** What was asked for when the pair was last read in full; what is asked for now when it never was. */
    private static Masking.Wish wish(String settingsVersion, Rules rules) {
        return settingsVersion.isEmpty()
                ? rules.wish()
                : Masking.Wish.parse(settingsVersion.substring(settingsVersion.indexOf(WISH) + 1));
    }

    /** Changes when what was read so far no longer tells what is there. */
    static String settingsVersion(RunState run, Settings settings) {
        RunScope scope = run.scope();
        String version = run.digester()
                .version(
                        FORMAT,
                        scope.pair().hostCollection().value(),
                        scope.pair().providerCollection().value(),
                        settings.writesHost() + "/" + settings.writesProvider(),
                        scope.pair().window().map(SyncWindow::toString).orElse(""),
                        run.digester().roots().stream().sorted().toList().toString(),
                        run.rules().leftOut());
        return version + WISH + run.rules().wish();
    }
}
