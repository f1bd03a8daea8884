// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.passerelle.api.SyncService;
import io.passerelle.api.SyncService.RunReport;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when a row is due: the integration is run, and its row moves to when it is due next. */
final class SyncTask {
    private static final Logger LOG = LoggerFactory.getLogger(SyncTask.class);
    private static final Duration AFTER_A_BUG = Duration.ofMinutes(5);

    private final SyncService sync;
    private final IntegrationStore integrations;
    private final Schedules schedules;
    private final Rows rows;
    private final Pace pace;
    private final Map<Address, ProviderId> waiting = new ConcurrentHashMap<>();

    SyncTask(SyncService sync, IntegrationStore integrations, Schedules schedules, Rows rows, Pace pace) {
        this.sync = sync;
        this.integrations = integrations;
        this.schedules = schedules;
        this.rows = rows;
        this.pace = pace;
    }

    CustomTask<Void> task() {
        return Tasks.custom(Rows.TASK, Void.class)
                .defaultPriority(Priority.MEDIUM)
                .onDeadExecutionRevive()
                .onFailure((failed, operations) -> operations.reschedule(failed, rows.now().plus(AFTER_A_BUG)))
                .execute(this::execute);
    }

    /** A provider is back: what was due in its absence is due now. */
    void providerArrived(ProviderId provider) {
        waiting.forEach((address, absent) -> {
            if (absent.equals(provider) && waiting.remove(address, absent)) {
                rows.move(address, rows.now());
            }
        });
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        Optional<Address> address = Address.parse(instance.getId());
        Optional<UserIntegration> found = address.flatMap(this::integration);
        if (found.isEmpty()) {
            return (completed, operations) -> operations.remove();
        }
        Execution execution = context.getExecution();
        Instant started = rows.now();
        boolean asked = instance.getPriority() >= Priority.HIGH;
        RunReport report = run(found.get(), asked ? SyncTrigger.USER : SyncTrigger.SCHEDULE);
        note(address.get(), found.get(), report);
        return (completed, operations) ->
                completed(address.get(), report, execution, started, completed, operations);
    }

    private Optional<UserIntegration> integration(Address address) {
        return integrations.find(address.organisation(), address.integration());
    }

    private RunReport run(UserIntegration integration, SyncTrigger trigger) {
        try {
            return sync.run(integration.owner(), integration.id(), trigger);
        } catch (PasserelleException failure) {
            LOG.debug("Integration {} was not run: {}", integration.id(), failure.code());
            return new RunReport(List.of(), failure.retryAfter(), Optional.of(failure.code()));
        }
    }

    private void note(Address address, UserIntegration integration, RunReport report) {
        boolean idle = report.runs().isEmpty() && report.error().isEmpty();
        if (idle || report.error().equals(Optional.of(ErrorCode.PROVIDER_UNAVAILABLE))) {
            waiting.put(address, integration.provider());
        } else {
            waiting.remove(address);
        }
    }

    private void completed(
            Address address,
            RunReport report,
            Execution execution,
            Instant started,
            ExecutionComplete completed,
            ExecutionOperations<Void> operations) {
        Optional<UserIntegration> now = integration(address);
        if (now.isEmpty() || !schedules.mayRun(now.get())) {
            waiting.remove(address);
            operations.remove();
            return;
        }
        Instant time = rows.now();
        if (rows.takeOnceMore(address)) {
            // removed and put anew, since a moved row keeps its priority
            operations.remove();
            rows.put(address, Priority.HIGH, time);
            return;
        }
        Pace.Next next = pace.after(report, Schedules.interval(now.get()), execution.consecutiveFailures);
        if (execution.taskInstance.getPriority() >= Priority.HIGH) {
            operations.remove();
            rows.put(address, Priority.MEDIUM, time.plus(next.delay()));
        } else if (next.failed()) {
            operations.reschedule(
                    ExecutionComplete.failure(execution, started, time, null), time.plus(next.delay()));
        } else {
            operations.reschedule(completed, time.plus(next.delay()));
        }
    }
}
