// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Items that could not be synced. When a later run may succeed without the item changing again, the cursor of the side that
 * reported the change stays where it was: the next run reads the same changes once more, and those that were dealt with come
 * back as echoes.
 */
final class Failures {
    private final Recorder recorder;
    private final Set<Side> rereading = EnumSet.noneOf(Side.class);
    private Duration retryAfter;

    Failures(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Sides whose cursor must not move on. */
    Set<Side> rereading() {
        return rereading;
    }

    /** The longest delay that an item's answer asked for. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * A write that failed.
     *
     * @param result what was answered
     * @param side where
     * @param action what was tried
     * @param label what a person calls the item
     * @param sources the sides whose reports led to the write: both, unless the item is new on one of them. A deletion rests
     *     on what both said, the surviving side perhaps only that the item has moved
     */
    void of(WriteResult result, Side side, SyncItemResult.Action action, String label, Set<Side> sources) {
        ErrorCode code = ErrorCode.ITEM_CHANGED;
        String detail = "";
        boolean transientFailure = true;
        if (result instanceof WriteResult.Failed failed) {
            code = failed.code();
            detail = failed.detail();
            transientFailure = isTransient(code);
            failed.retryAfter().ifPresent(delay -> {
                if (retryAfter == null || delay.compareTo(retryAfter) > 0) {
                    retryAfter = delay;
                }
            });
        }
        recorder.failed(label, side, action, code, detail);
        if (transientFailure) {
            rereading.addAll(sources);
        }
    }

    void changedTooOften(String label, Side side) {
        recorder.failed(label, side, SyncItemResult.Action.UPDATE, ErrorCode.ITEM_CHANGED, "left for the next run");
        leftForNextRun();
    }

    void leftForNextRun() {
        rereading.addAll(EnumSet.allOf(Side.class));
    }

    void leftForNextRun(Side side) {
        rereading.add(side);
    }

    /** Whether a write that failed may succeed later although nothing changes. */
    boolean mayPass(WriteResult result) {
        return !(result instanceof WriteResult.Failed failed) || isTransient(failed.code());
    }

    /** Whether the same write may succeed later although nothing changes. */
    static boolean isTransient(ErrorCode code) {
        return switch (code) {
            case ITEM_MALFORMED, ITEM_REJECTED, FOREIGN_ADDRESS, CLIENT_REJECTED, REDIRECT_NOT_REGISTERED -> false;
            default -> code.type() == ErrorType.RATE_LIMITED
                    || code.type() == ErrorType.EXTERNAL
                    || code.type() == ErrorType.INTERNAL;
        };
    }
}
