// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.api.SyncService;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncTrigger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Stands in for the engine: remembers what was run, and answers what the test says. */
final class RecordedSync implements SyncService {
    /** One call. */
    record Call(IntegrationId integration, SyncTrigger trigger) {}

    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<RunReport> answers = new LinkedBlockingQueue<>();
    final Semaphore gate = new Semaphore(1_000_000);

    static RunReport failed(ErrorCode code) {
        return new RunReport(List.of(), Optional.empty(), Optional.of(code));
    }

    Call next() throws InterruptedException {
        Call call = calls.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("nothing was run");
        }
        return call;
    }

    @Override
    public RunReport run(UserId owner, IntegrationId id, SyncTrigger trigger) {
        calls.add(new Call(id, trigger));
        try {
            gate.acquire();
        } catch (InterruptedException stopped) {
            throw PasserelleException.of(ErrorCode.RUN_INTERRUPTED);
        }
        RunReport answer = answers.poll();
        return answer != null ? answer : new RunReport(List.of(), Optional.empty(), Optional.empty());
    }

    @Override
    public void cancel(UserId owner, IntegrationId id) {
        throw new AssertionError("nobody cancels");
    }

    @Override
    public Optional<HeldView> held(UserId owner, IntegrationId id, PairId pair) {
        return Optional.empty();
    }

    @Override
    public SyncHistory applyHeld(UserId owner, IntegrationId id, PairId pair) {
        throw new AssertionError("nothing is held");
    }

    @Override
    public SyncHistory discardHeld(UserId owner, IntegrationId id, PairId pair) {
        throw new AssertionError("nothing is held");
    }

    @Override
    public SyncHistory ignoreHeld(UserId owner, IntegrationId id, PairId pair) {
        throw new AssertionError("nothing is held");
    }
}
