// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncItemResult.Action;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.store.spi.HistoryStore.SealedItemResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the history of a run: counts, sealed results of single items, and progress for open pages. */
final class Recorder {
    private static final Duration PROGRESS = Duration.ofMillis(350);
    private static final int MOST_SUCCESSES = 5000;
    private static final int FLUSHED_AT_ONCE = 200;

    private final Ports ports;
    private final RunScope scope;
    private final RunId run;
    private final SyncTrigger trigger;
    private final Instant startedAt;
    private final int[] writes = new int[6];
    private final List<SealedItemResult> pending = new ArrayList<>();
    private int conflicts;
    private int undecided;
    private int held;
    private int duplicates;
    private int failures;
    private int successes;
    private int position;
    private int total;
    private int done;
    private Instant told = Instant.MIN;
    private Addresses about = Addresses.UNKNOWN;
    private ErrorCode restriction;

    Recorder(Ports ports, RunScope scope, RunId run, SyncTrigger trigger) {
        this.ports = ports;
        this.scope = scope;
        this.run = run;
        this.trigger = trigger;
        this.startedAt = ports.clock().instant();
    }

    RunId run() {
        return run;
    }

    Instant startedAt() {
        return startedAt;
    }

    void begin() {
        ports.history().put(scope.organisation(), history(SyncOutcome.RUNNING, Optional.empty()));
        tell("reading", 0, -1);
    }

    void reading(int items) {
        progress("reading", items, -1);
    }

    void applying(int actions) {
        total = actions;
        progress("applying", 0, total);
    }

    void step() {
        done++;
        progress("applying", Math.min(done, total), total);
    }

    /** Created, without the fields that the side cannot hold. */
    void created(String label, Side side, Set<String> missing) {
        if (missing.isEmpty()) {
            succeeded(label, side, Action.CREATE);
            return;
        }
        count(side, Action.CREATE);
        if (successes++ < MOST_SUCCESSES) {
            Optional<ErrorCode> reason = Optional.of(ErrorCode.FIELDS_NOT_CARRIED);
            add(new SyncItemResult(label, side, Action.CREATE, reason, String.join(", ", missing)), false);
        }
    }

    void succeeded(String label, Side side, Action action) {
        count(side, action);
        if (successes++ < MOST_SUCCESSES) {
            add(new SyncItemResult(label, side, action, Optional.empty(), ""), false);
        }
    }

    /** Done, after the policy decided. */
    void decided(String label, Side side, int fields) {
        count(side, Action.UPDATE);
        conflicts += fields;
        add(
                new SyncItemResult(
                        label, side, Action.UPDATE, Optional.of(ErrorCode.FIELD_CONFLICT), fields + " field(s)"),
                false);
    }

    void failed(String label, Side side, Action action, ErrorCode code, String detail) {
        failures++;
        add(new SyncItemResult(label, side, action, Optional.of(code), detail), true);
    }

    /** Left as it is on both sides until a person decides. */
    void undecided(String label, int fields) {
        conflicts += fields;
        undecided += fields;
        add(
                new SyncItemResult(
                        label, Side.HOST, Action.READ, Optional.of(ErrorCode.FIELD_CONFLICT), fields + " field(s)"),
                true);
    }

    /** What waited is being decided by this very run. */
    void decides() {
        conflicts -= undecided;
        undecided = 0;
    }

    void held(String label, Side side) {
        held++;
        add(new SyncItemResult(label, side, Action.DELETE, Optional.of(whyHeld(scope.pair())), ""), false);
    }

    /** Left as it is, as a person decided. */
    void ignored(String label, Side side) {
        add(new SyncItemResult(label, side, Action.READ, Optional.of(ErrorCode.DELETION_IGNORED), ""), false);
    }

    /** Copied to neither side until a person decides. */
    void duplicate(String label) {
        duplicates++;
        add(
                new SyncItemResult(label, Side.PROVIDER, Action.LINK, Optional.of(ErrorCode.POSSIBLE_DUPLICATE), ""),
                false);
    }

    /** Because the settings ask for it, or because they are many. */
    static ErrorCode whyHeld(SyncPair pair) {
        return pair.rules().deletions() == DeletionPolicy.ASK ? ErrorCode.DELETIONS_ASKED : ErrorCode.DELETIONS_HELD;
    }

    /** The run did all that it was allowed to; what else there is to do waits. */
    void restricted(ErrorCode why) {
        restriction = why;
    }

    Optional<ErrorCode> restriction() {
        return Optional.ofNullable(restriction);
    }

    boolean wroteAnything() {
        return counts().writes() > 0;
    }

    boolean isPartial() {
        return failures > 0 || held > 0 || duplicates > 0 || undecided > 0;
    }

    SyncHistory end(SyncOutcome outcome, Optional<ErrorCode> error) {
        flush();
        SyncHistory history = history(outcome, error);
        ports.history().put(scope.organisation(), history);
        tellEnd(ports, scope.owner(), history);
        return history;
    }

    static void tellEnd(Ports ports, UserId owner, SyncHistory history) {
        ports.events()
                .publish(
                        owner,
                        "sync-finished",
                        "{\"integration\":\"" + history.integration() + "\",\"pair\":\"" + history.pair()
                                + "\",\"run\":\"" + history.run() + "\",\"outcome\":\"" + history.outcome() + "\"}");
    }

    /** Writes what was collected of single items; before the mappings of a batch are committed nothing is lost by it. */
    void flush() {
        if (!pending.isEmpty()) {
            ports.history().addItems(scope.organisation(), run, List.copyOf(pending));
            pending.clear();
        }
    }

    SyncHistory history(SyncOutcome outcome, Optional<ErrorCode> error) {
        Optional<Instant> finishedAt =
                outcome == SyncOutcome.RUNNING ? Optional.empty() : Optional.of(ports.clock().instant());
        return new SyncHistory(
                run, scope.integration(), scope.id(), trigger, startedAt, finishedAt, outcome, counts(), traffic(), error);
    }

    private SyncCounts counts() {
        return new SyncCounts(
                writes[0], writes[1], writes[2], writes[3], writes[4], writes[5], conflicts, held, failures);
    }

    private Traffic traffic() {
        return scope.provider().traffic();
    }

    private void count(Side side, Action action) {
        int offset = side == Side.HOST ? 0 : 3;
        switch (action) {
            case CREATE -> writes[offset]++;
            case UPDATE -> writes[offset + 1]++;
            case DELETE -> writes[offset + 2]++;
            case LINK, READ -> {
                // no write
            }
        }
    }

    /** Whatever is recorded meanwhile is about the item at these addresses. */
    void about(Addresses addresses, Runnable work) {
        Addresses before = about;
        about = addresses;
        try {
            work.run();
        } finally {
            about = before;
        }
    }

    private void add(SyncItemResult result, boolean failed) {
        SyncItemResult located = new SyncItemResult(
                result.label(),
                result.side(),
                result.action(),
                result.reason(),
                result.detail(),
                about.on(Side.HOST),
                about.on(Side.PROVIDER));
        byte[] sealed = ports.cipher().seal(scope.seal(), SyncItemResult.SEALED_AS, located.encode());
        pending.add(new SealedItemResult(position++, failed, sealed));
        if (pending.size() >= FLUSHED_AT_ONCE) {
            flush();
        }
    }

    private void progress(String phase, int count, int of) {
        Instant now = ports.clock().instant();
        if (told.plus(PROGRESS).isAfter(now)) {
            return;
        }
        ports.history().put(scope.organisation(), history(SyncOutcome.RUNNING, Optional.empty()));
        tell(phase, count, of);
    }

    private void tell(String phase, int count, int of) {
        told = ports.clock().instant();
        ports.events()
                .publish(
                        scope.owner(),
                        "sync-progress",
                        "{\"integration\":\"" + scope.integration() + "\",\"pair\":\"" + scope.id() + "\",\"run\":\""
                                + run + "\",\"phase\":\"" + phase + "\",\"done\":" + count + ",\"total\":"
                                + (of < 0 ? "null" : of) + "}");
    }
}
