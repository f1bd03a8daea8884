// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of the schedule: one for each integration that may run. Called concurrently. */
final class Rows {
    /** Name of the task in its table. */
    static final String TASK = "sync";

    private static final Logger LOG = LoggerFactory.getLogger(Rows.class);
    private static final int ATTEMPTS = 3;

    private final Clock clock;
    private final Set<Address> oncemore = ConcurrentHashMap.newKeySet();
    private volatile Scheduler scheduler;

    Rows(Clock clock) {
        this.clock = clock;
    }

    /** Begins; until then there are no rows, and what is to be changed is made up for when all of them are reconciled. */
    void begin(Scheduler built) {
        scheduler = built;
        built.start();
    }

    /** Ends; runs under way finish their batch. */
    void end() {
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    Instant now() {
        return clock.now();
    }

    /** When an integration is due. */
    Optional<Instant> due(Address address) {
        return row(address).map(ScheduledExecution::getExecutionTime);
    }

    void add(Address address, Instant at) {
        put(address, Priority.MEDIUM, at);
    }

    /** Moves a row; one whose run is under way runs again right after it. */
    void move(Address address, Instant at) {
        changed(address, true, id -> {
            scheduler.reschedule(id, at);
            wake(at);
        });
    }

    /** Lets a person's wish pass before periodic runs. */
    void prefer(Address address) {
        if (scheduler == null) {
            throw PasserelleException.of(ErrorCode.STARTING);
        }
        changed(address, true, scheduler::cancel);
        if (!oncemore.contains(address)) {
            put(address, Priority.HIGH, now());
        }
    }

    /** Puts a new row; does nothing when there is one. */
    void put(Address address, int priority, Instant at) {
        if (scheduler == null) {
            return;
        }
        scheduler.scheduleIfNotExists(
                new TaskInstance.Builder<Void>(TASK, address.toString()).priority(priority).scheduledTo(at));
        wake(at);
    }

    /** Ends a row; a run under way is not touched, and its row ends when it reads the integration again. */
    void cancel(Address address) {
        oncemore.remove(address);
        changed(address, false, id -> scheduler.cancel(id));
    }

    /** Changes a row that others may be changing at the same moment: tried a few times, then left to the run under way. */
    private void changed(Address address, boolean again, Consumer<TaskInstanceId> change) {
        TaskInstanceId id = new TaskInstance<Void>(TASK, address.toString());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (row(address).isPresent()) {
                    change.accept(id);
                }
                return;
            } catch (TaskInstanceNotFoundException ended) {
                return;
            } catch (TaskInstanceCurrentlyExecutingException underWay) {
                break;
            } catch (ExecutionException overtaken) {
                LOG.debug("The row of {} changed at the same moment", address.integration());
            }
        }
        if (again) {
            oncemore.add(address);
        }
    }

    /** Whether somebody asked for another run while one was under way; asking forgets it. */
    boolean takeOnceMore(Address address) {
        return oncemore.remove(address);
    }

    private Optional<ScheduledExecution<Object>> row(Address address) {
        return scheduler == null
                ? Optional.empty()
                : scheduler.getScheduledExecution(new TaskInstance<Void>(TASK, address.toString()));
    }

    private void wake(Instant at) {
        if (!at.isAfter(now())) {
            scheduler.triggerCheckForDueExecutions();
        }
    }
}
