// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A real PostgreSQL, one server for all tests of this virtual machine, a database for each that asks. */
final class Postgres {
    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private Postgres() {}

    static EmbeddedPostgres server() {
        return Server.RUNNING;
    }

    /** Makes an empty database; its URL. */
    static String database() throws SQLException {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return server().getJdbcUrl("postgres", name);
    }

    static JpaStores open(String url) {
        return JpaStores.builder().url(url).user("postgres").password("postgres").open();
    }
}
