// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** When rows are due, many at a time: a page with a hundred cards asks once. The scheduler itself reads one row or all. */
final class DueTimes {
    private static final int CHUNK = 500;

    private final DataSource dataSource;

    DueTimes(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Those that have a row. */
    Map<Address, Instant> of(List<Address> addresses) {
        Map<Address, Instant> due = new HashMap<>();
        if (addresses.isEmpty()) {
            return due;
        }
        try (Connection connection = dataSource.getConnection()) {
            for (int from = 0; from < addresses.size(); from += CHUNK) {
                read(connection, addresses.subList(from, Math.min(addresses.size(), from + CHUNK)), due);
            }
            return due;
        } catch (SQLException away) {
            throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE, "the schedule cannot be read");
        }
    }

    private static void read(Connection connection, List<Address> addresses, Map<Address, Instant> due) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(addresses.size(), "?"));
        try (PreparedStatement statement = connection.prepareStatement("select task_instance, execution_time"
                + " from scheduled_tasks where task_name = ? and task_instance in (" + marks + ")")) {
            statement.setString(1, Rows.TASK);
            for (int i = 0; i < addresses.size(); i++) {
                statement.setString(i + 2, addresses.get(i).toString());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Instant time = rows.getObject(2, OffsetDateTime.class).toInstant();
                    Address.parse(rows.getString(1)).ifPresent(address -> due.put(address, time));
                }
            }
        }
    }
}
