// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local;

import io.passerelle.host.local.database.HostDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Empty databases of both kinds. */
public final class TestDatabases {
    private static EmbeddedPostgres postgres;

    private TestDatabases() {}

    /** In memory, gone with its last connection. */
    public static HostDatabase h2() {
        return new HostDatabase(h2Source());
    }

    public static DataSource h2Source() {
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        pool.setMaxConnections(16);
        return pool;
    }

    /** A database of its own on a server that ends with the tests. */
    public static synchronized HostDatabase postgres() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.start();
            }
            String name = "host_" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (java.sql.SQLException refused) {
                throw new IllegalStateException(refused);
            }
            return new HostDatabase(postgres.getDatabase("postgres", name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
