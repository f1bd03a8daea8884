// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncPair;
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
import org.flywaydb.core.Flyway;
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
            "review_entry",
            "write_intent",
            "connect_flow",
            "oauth_client",
            "key_check",
            "wrapped_key",
            "event_counter",
            "page_event",
            "scheduled_tasks");

    private static final SyncPair OLD = Samples.pair(PairId.random(), IntegrationId.random(), "h", "p");

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

    @Test
    @DisplayName("on H2, pairs of the schema before rules go on as they did")
    void pairsBeforeRulesGoOnH2() throws SQLException {
        migrateToSecond(h2(), "sa", "", Dialect.H2);
        try (JpaStores stores = JpaStores.builder().url(h2()).open()) {
            assertOldPairGoesOn(stores);
        }
    }

    @Test
    @DisplayName("on PostgreSQL, pairs of the schema before rules go on as they did")
    void pairsBeforeRulesGoOnPostgres() throws SQLException {
        String url = Postgres.database();
        migrateToSecond(url, "postgres", "postgres", Dialect.POSTGRESQL);
        try (JpaStores stores = Postgres.open(url)) {
            assertOldPairGoesOn(stores);
        }
    }

    /** Makes the schema of before, with a pair in it. */
    private static void migrateToSecond(String url, String user, String password, Dialect dialect) throws SQLException {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations(dialect.migrations())
                .table("passerelle_schema_history")
                .target("2")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into user_integration (id, organisation, owner_id, provider, account_issuer,"
                    + " account_subject, account_label, scopes, capabilities, interval_minutes, paused,"
                    + " disconnect_keep_copies, created_at, version) values ('" + OLD.integration() + "', 'acme', 'alice',"
                    + " 'google', 'https://accounts.example', '1', 'alice', '', 'CALENDAR_READ', 15, false, false,"
                    + " '2026-11-01 10:00:00+00', 1)");
            statement.execute("insert into sync_pair (id, organisation, integration_id, position, kind, host_collection,"
                    + " host_name, provider_collection, provider_name, direction, conflict_policy, window_past,"
                    + " window_future, enabled) values ('" + OLD.id() + "', 'acme', '" + OLD.integration()
                    + "', 0, 'CALENDAR', 'h', 'Privé', 'p', 'Work \uD83D\uDCC5', 'BOTH', 'PROVIDER', 30, 365, true)");
            statement.execute("insert into pair_state (pair_id, organisation, host_cursor, provider_cursor,"
                    + " settings_version, fence) values ('" + OLD.id() + "', 'acme', 'cursor', '', 'v', 7)");
        }
    }

    private static void assertOldPairGoesOn(JpaStores stores) {
        OrganisationId acme = OrganisationId.of("acme");
        SyncPair pair = stores.integrations().pair(acme, OLD.id()).orElseThrow();
        assertThat(pair.confirmed()).isTrue();
        assertThat(pair.rules())
                .isEqualTo(new PairRules(DeletionPolicy.FOLLOW, Privacy.FULL, false, SyncFilter.NONE));
        assertThat(pair).usingRecursiveComparison().ignoringFields("rules").isEqualTo(OLD);
        assertThat(stores.sync().state(acme, OLD.id()).hostCursor().value()).isEqualTo("cursor");
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
