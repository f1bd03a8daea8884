// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import java.util.Locale;
import javax.sql.DataSource;
import org.eclipse.persistence.platform.database.H2Platform;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What differs between the databases. */
enum Dialect {
    H2(H2Platform.class.getName(), 1) {
        /**
         * Other defaults of H2 lose the last half second when the process is killed, close the database under us, and read a
         * {@link java.sql.Timestamp} as a time on the local clock: in the hour that the clock shows twice, as the wrong one.
         */
        @Override
        DataSource connect(DatabaseSettings settings) {
            JdbcDataSource source = new JdbcDataSource();
            String url = withDefault(settings.url(), "WRITE_DELAY", "0");
            url = withDefault(url, "LOCK_TIMEOUT", "60000");
            url = withDefault(url, "DB_CLOSE_ON_EXIT", "FALSE");
            source.setURL(withDefault(url, "TIME ZONE", "UTC"));
            source.setUser(settings.user());
            source.setPassword(settings.password());
            return source;
        }

        private String withDefault(String url, String name, String value) {
            return url.toUpperCase(Locale.ROOT).contains(";" + name + "=") ? url : url + ";" + name + "=" + value;
        }

        @Override
        String putMapping() {
            return "merge into mapping (" + MappingRows.COLUMNS + ") key (pair_id, host_ref) values (" + MappingRows.MARKS + ")";
        }
    },
    POSTGRESQL(PostgreSQLPlatform.class.getName(), 500) {
        @Override
        DataSource connect(DatabaseSettings settings) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setURL(settings.url());
            source.setUser(settings.user());
            source.setPassword(settings.password());
            source.setConnectTimeout(5);
            source.setSocketTimeout(120);
            source.setTcpKeepAlive(true);
            source.setReWriteBatchedInserts(true);
            source.setApplicationName("passerelle");
            source.setOptions("-c lock_timeout=60000");
            // Details of a constraint violation quote the row.
            source.setLogServerErrorDetail(false);
            return source;
        }

        @Override
        String putMapping() {
            return "insert into mapping (" + MappingRows.COLUMNS + ") values (" + MappingRows.MARKS
                    + ") on conflict (pair_id, host_ref) do update set " + MappingRows.EXCLUDED;
        }
    };

    private final String target;
    private final int lookups;

    Dialect(String target, int lookups) {
        this.target = target;
        this.lookups = lookups;
    }

    /** The database that a JDBC URL names. */
    static Dialect of(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException("the store's URL begins with jdbc:h2: or jdbc:postgresql:");
    }

    /** Connections without a pool. */
    abstract DataSource connect(DatabaseSettings settings);

    /** Adds or replaces a mapping. */
    abstract String putMapping();

    /** EclipseLink's class for the database. */
    String target() {
        return target;
    }

    /** How many addresses are looked up in one statement: H2 does not use its index for a list. */
    int lookups() {
        return lookups;
    }

    /** Folder of the migrations. */
    String migrations() {
        return "classpath:db/migration/" + name().toLowerCase(Locale.ROOT);
    }
}
