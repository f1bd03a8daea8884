// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;

/** Builds db-scheduler with the settings that were found to be safe. */
final class SchedulerFactory {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration LAST_WORD = Duration.ofSeconds(3);

    /** A provider may be away for years; its schedules are not to be deleted. */
    private static final Duration NEVER = Duration.ofDays(36500);

    private SchedulerFactory() {}

    static Scheduler build(DataSource dataSource, Clock clock, Task<?> task, int threads, Duration polling) {
        SchedulerBuilder builder = Scheduler.create(dataSource, List.of(task))
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .threads(threads)
                .pollingInterval(polling)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LAST_WORD)
                .deleteUnresolvedAfter(NEVER)
                .serializer(new NoPayload())
                .failureLogging(LogLevel.ERROR, true)
                .enablePriority()
                .clock(clock);
        // above 1.0, more is fetched than there are threads, and what waits too long is run twice
        if (isPostgreSql(dataSource)) {
            builder.pollUsingLockAndFetch(0.5, 1.0);
        } else {
            builder.pollUsingFetchAndLockOnExecute(0.5, 1.0);
        }
        return builder.build();
    }

    private static boolean isPostgreSql(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT).contains("postgresql");
        } catch (SQLException away) {
            throw new IllegalStateException("the database does not answer", away);
        }
    }
}
