// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import com.github.kagkarlsson.scheduler.Clock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, so that nodes whose clocks differ agree on what is due. Asked for again every few seconds; in between
 * it goes on by the monotonic timer, which nobody can set. Called concurrently.
 */
final class DatabaseClock implements Clock {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final long TRUSTED_NANOS = Duration.ofSeconds(10).toNanos();

    private final DataSource dataSource;
    private final LongSupplier timer;
    private Instant asked;
    private long askedAt;

    DatabaseClock(DataSource dataSource, LongSupplier timer) {
        this.dataSource = dataSource;
        this.timer = timer;
    }

    @Override
    public synchronized Instant now() {
        long since = timer.getAsLong() - askedAt;
        if (asked != null && since < TRUSTED_NANOS) {
            return asked.plusNanos(since);
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select current_timestamp");
                ResultSet row = statement.executeQuery()) {
            row.next();
            asked = row.getObject(1, OffsetDateTime.class).toInstant();
            askedAt = timer.getAsLong();
            return asked;
        } catch (SQLException away) {
            if (asked == null) {
                throw new IllegalStateException("the database does not tell the time", away);
            }
            LOG.debug("The database does not tell the time; going on by the timer");
            return asked.plusNanos(since);
        }
    }
}
