// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** A fresh database with the scheduler's table. */
final class TestDatabase implements AutoCloseable {
    private static final String TABLE = "create table scheduled_tasks (task_name varchar(100) not null,"
            + " task_instance varchar(300) not null, task_data %s, execution_time timestamp(6) with time zone not null,"
            + " picked boolean not null, picked_by varchar(100), last_success timestamp(6) with time zone,"
            + " last_failure timestamp(6) with time zone, consecutive_failures integer,"
            + " last_heartbeat timestamp(6) with time zone, version bigint not null, priority smallint,"
            + " primary key (task_name, task_instance))";

    private final HikariDataSource pool;
    private final AutoCloseable server;

    private TestDatabase(DataSource source, String blob, AutoCloseable server) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(5);
        this.pool = new HikariDataSource(config);
        this.server = server;
        execute(String.format(TABLE, blob));
    }

    static TestDatabase h2() {
        org.h2.jdbcx.JdbcDataSource source = new org.h2.jdbcx.JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return new TestDatabase(source, "varbinary(1048576)", () -> {});
    }

    static TestDatabase postgres() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            return new TestDatabase(server.getPostgresDatabase(), "bytea", server);
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    DataSource dataSource() {
        return pool;
    }

    void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    long count(String where) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from scheduled_tasks where " + where)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() throws Exception {
        pool.close();
        server.close();
    }
}
