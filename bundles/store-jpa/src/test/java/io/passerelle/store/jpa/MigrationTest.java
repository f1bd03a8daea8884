// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testkit.store.Samples;
import io.passerelle.testkit.store.Together;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Migrations")
class MigrationTest {
    private static final Set<String> TABLES = Set.of(
            "user_integration",
            "credential",
            "sync_pair",
            "pair_state",
            "mapping",
            "sync_run",
            "sync_item",
            "held_deletions",
            "connect_flow",
            "oauth_client",
            "key_check",
            "wrapped_key",
            "event_counter",
            "page_event",
            "scheduled_tasks");

    @TempDir
    Path folder;

    private String h2() {
        return "jdbc:h2:async:" + folder.resolve("store");
    }

    @Test
    @DisplayName("an empty H2 gets every table")
    void emptyH2GetsEveryTable() throws SQLException {
        try (JpaStores stores = JpaStores.builder().url(h2()).open()) {
            assertThat(tables(stores)).containsAll(TABLES);
        }
    }

    @Test
    @DisplayName("an empty PostgreSQL gets every table")
    void emptyPostgresGetsEveryTable() throws SQLException {
        try (JpaStores stores = Postgres.open(Postgres.database())) {
            assertThat(tables(stores)).containsAll(TABLES);
        }
    }

    @Test
    @DisplayName("both databases have the same tables and columns")
    void databasesHaveTheSameColumns() throws SQLException {
        try (JpaStores h2 = JpaStores.builder().url(h2()).open();
                JpaStores postgres = Postgres.open(Postgres.database())) {
            assertThat(columns(h2)).isEqualTo(columns(postgres));
        }
    }

    @Test
    @DisplayName("what was stored is there after the database was opened again")
    void dataSurviveReopening() {
        var integration = Samples.integration(Samples.user());
        try (JpaStores stores = JpaStores.builder().url(h2()).open()) {
            stores.integrations().insert(integration, Samples.bytes("sealed"));
        }
        try (JpaStores stores = JpaStores.builder().url(h2()).open()) {
            assertThat(stores.integrations().find(integration.owner(), integration.id())).contains(integration);
        }
    }

    @Test
    @DisplayName("a database that holds somebody else's tables is migrated beside them")
    void foreignTablesAreLeftAlone() throws SQLException {
        String url = Postgres.database();
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create table somebody_elses (id integer)");
        }
        try (JpaStores stores = Postgres.open(url)) {
            assertThat(tables(stores)).containsAll(TABLES).contains("somebody_elses");
        }
    }

    @Test
    @DisplayName("several nodes that start on an empty PostgreSQL at once all come up")
    void severalNodesStartAtOnce() throws Exception {
        String url = Postgres.database();
        Callable<Set<String>> start = () -> {
            try (JpaStores stores = Postgres.open(url)) {
                return tables(stores);
            }
        };
        assertThat(Together.run(Collections.nCopies(3, start)))
                .allMatch(outcome -> outcome.value().filter(tables -> tables.containsAll(TABLES)).isPresent());
    }

    private static Set<String> tables(JpaStores stores) throws SQLException {
        Set<String> tables = new TreeSet<>();
        columns(stores).forEach(column -> tables.add(column.substring(0, column.indexOf('.'))));
        return tables;
    }

    private static Set<String> columns(JpaStores stores) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = stores.dataSource().getConnection();
                ResultSet columns = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "%")) {
            while (columns.next()) {
                found.add((columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME")
                                + (columns.getInt("NULLABLE") == 1 ? "?" : ""))
                        .toLowerCase(Locale.ROOT));
            }
        }
        return found;
    }
}
