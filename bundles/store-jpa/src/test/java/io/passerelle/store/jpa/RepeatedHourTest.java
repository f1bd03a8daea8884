// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import static io.passerelle.testkit.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others on our connections hand times over as JDBC's own type, db-scheduler for one. */
@DisplayName("The hour that the local clock shows twice")
class RepeatedHourTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("the build runs where there is such an hour")
    void thereIsSuchAnHour() {
        assertThat(ZoneId.systemDefault().getRules().getValidOffsets(LocalDateTime.ofInstant(NOW, ZoneId.systemDefault())))
                .hasSize(2);
    }

    @Test
    @DisplayName("both halves of it are told apart on H2")
    void toldApartOnH2() throws SQLException {
        try (JpaStores stores = JpaStores.builder().url("jdbc:h2:async:" + folder.resolve("store")).open()) {
            assertToldApart(stores);
        }
    }

    @Test
    @DisplayName("both halves of it are told apart on PostgreSQL")
    void toldApartOnPostgres() throws SQLException {
        try (JpaStores stores = Postgres.open(Postgres.database())) {
            assertToldApart(stores);
        }
    }

    private static void assertToldApart(JpaStores stores) throws SQLException {
        try (Connection connection = stores.dataSource().getConnection()) {
            for (int minutes = -60; minutes <= 120; minutes += 30) {
                Instant moment = NOW.plusSeconds(60L * minutes);
                assertThat(written(connection, moment)).isEqualTo(moment);
            }
        }
    }

    private static Instant written(Connection connection, Instant moment) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values ('t', ?, ?, false, 1)")) {
            insert.setString(1, moment.toString());
            insert.setTimestamp(2, Timestamp.from(moment));
            insert.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement("select execution_time from scheduled_tasks where task_instance = ?")) {
            select.setString(1, moment.toString());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Columns.time(row, 1).orElseThrow();
            }
        }
    }
}
