// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The rows of the schedule: one for each integration that may run. Called concurrently. */
final class Rows {
    /** Name of the task in its table. */
    static final String TASK = "sync";

    private final Clock clock;
    private final Set<Address> oncemore = ConcurrentHashMap.newKeySet();
    private Scheduler scheduler;

    Rows(Clock clock) {
        this.clock = clock;
    }

    /** Called once, before anything else: the scheduler needs the task, which needs the rows. */
    void use(Scheduler built) {
        scheduler = built;
    }

    Instant now() {
        return clock.now();
    }

    /** When an integration is due. */
    Optional<Instant> due(Address address) {
        return row(address).map(ScheduledExecution::getExecutionTime);
    }

    void add(Address address, Instant at) {
        scheduler.scheduleIfNotExists(instance(address, Priority.MEDIUM, at));
        wake(at);
    }

    /** Moves a row; one whose run is under way runs again right after it. */
    void move(Address address, Instant at) {
        try {
            scheduler.reschedule(new TaskInstance<Void>(TASK, address.toString()), at);
            wake(at);
        } catch (TaskInstanceCurrentlyExecutingException underWay) {
            oncemore.add(address);
        } catch (TaskInstanceNotFoundException ended) {
            add(address, at);
        }
    }

    /** Lets a person's wish pass before periodic runs. */
    void prefer(Address address) {
        try {
            if (row(address).isPresent()) {
                scheduler.cancel(new TaskInstance<Void>(TASK, address.toString()));
            }
        } catch (TaskInstanceCurrentlyExecutingException underWay) {
            oncemore.add(address);
            return;
        } catch (TaskInstanceNotFoundException ended) {
            // it is added again below
        }
        scheduler.scheduleIfNotExists(instance(address, Priority.HIGH, now()));
        scheduler.triggerCheckForDueExecutions();
    }

    /** Ends a row; a run under way is not touched, and its row ends with it when it finds nothing to do. */
    void cancel(Address address) {
        oncemore.remove(address);
        try {
            if (row(address).isPresent()) {
                scheduler.cancel(new TaskInstance<Void>(TASK, address.toString()));
            }
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException alreadyDealtWith) {
            // the run that is under way reads the integration again when it ends
        }
    }

    /** Whether somebody asked for another run while one was under way; asking forgets it. */
    boolean takeOnceMore(Address address) {
        return oncemore.remove(address);
    }

    static SchedulableInstance<Void> instance(Address address, int priority, Instant at) {
        return new TaskInstance.Builder<Void>(TASK, address.toString()).priority(priority).scheduledTo(at);
    }

    private Optional<ScheduledExecution<Object>> row(Address address) {
        return scheduler.getScheduledExecution(new TaskInstance<Void>(TASK, address.toString()));
    }

    private void wake(Instant at) {
        if (!at.isAfter(now())) {
            scheduler.triggerCheckForDueExecutions();
        }
    }
}
