// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool and the entity manager factory. A database that is not there yet is no reason to fail: it is opened (and migrated)
 * by the first call that finds it.
 */
@Component(service = Database.class, configurationPid = StoreConfig.PID)
@Designate(ocd = StoreConfig.class)
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 4;

    private final Dialect dialect;
    private final HikariDataSource pool;
    private final int poolSize;
    private volatile EntityManagerFactory factory;
    private volatile boolean closed;

    /** With the configuration. */
    @Activate
    public Database(StoreConfig config) {
        this(DatabaseSettings.of(config));
        // Opening takes longer than everything else at the start; whoever needs the database sooner waits for it.
        Thread opener = new Thread(this::openQuietly, "passerelle-database");
        opener.setDaemon(true);
        opener.start();
    }

    private void openQuietly() {
        try {
            open();
        } catch (RuntimeException notThereYet) {
            LOG.warn("The database is not there yet ({}); every call tries again", Failures.translate(notThereYet).getMessage());
        }
    }

    Database(DatabaseSettings settings) {
        dialect = Dialect.of(settings.url());
        poolSize = settings.poolSize();
        HikariConfig config = new HikariConfig();
        config.setPoolName("passerelle");
        config.setDataSource(dialect.connect(settings));
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(Math.min(2, poolSize));
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(5));
        config.setValidationTimeout(TimeUnit.SECONDS.toMillis(2));
        pool = new HikariDataSource(config);
    }

    /** Does something in a transaction. */
    <T> T transaction(Function<EntityManager, T> work) {
        return repeated(() -> {
            EntityManager manager = open().createEntityManager();
            EntityTransaction transaction = manager.getTransaction();
            try {
                transaction.begin();
                T result = work.apply(manager);
                transaction.commit();
                return result;
            } finally {
                end(manager, transaction);
            }
        });
    }

    private static void end(EntityManager manager, EntityTransaction transaction) {
        try (manager) {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException connectionLost) {
            LOG.debug("Rolling back failed: {}", Failures.translate(connectionLost).getMessage());
        }
    }

    /** Does something with a connection in a transaction. */
    <T> T statements(SqlWork<T> work) {
        return repeated(() -> once(work));
    }

    /** The same, but never again: what {@code work} does outside the database must not be repeated. */
    <T> T statementsOnce(SqlWork<T> work) {
        try {
            return once(work);
        } catch (RuntimeException failure) {
            throw Failures.translate(failure);
        }
    }

    private <T> T once(SqlWork<T> work) {
        open();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.with(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollback(connection);
                }
            }
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException connectionLost) {
            LOG.debug("Rolling back failed: SQLState {}", connectionLost.getSQLState());
        }
    }

    private static <T> T repeated(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException failure) {
                if (attempt == ATTEMPTS || !Failures.isLostRace(failure)) {
                    throw Failures.translate(failure);
                }
            }
        }
    }

    /** Forces what was committed to the disk, where a commit alone only reaches the operating system. */
    void harden() {
        if (dialect == Dialect.H2) {
            statements(connection -> Rows.update(connection, "checkpoint sync"));
        }
    }

    Dialect dialect() {
        return dialect;
    }

    int poolSize() {
        return poolSize;
    }

    /** A connection of the pool, to a database that is migrated. */
    Connection connection() throws SQLException {
        try {
            open();
        } catch (RuntimeException failure) {
            throw new SQLException(Failures.translate(failure).getMessage(), "08001", failure);
        }
        return pool.getConnection();
    }

    /** For what asks for the pool itself. */
    DataSource pool() {
        return pool;
    }

    EntityManagerFactory open() {
        EntityManagerFactory opened = factory;
        return opened != null ? opened : openNow();
    }

    private synchronized EntityManagerFactory openNow() {
        if (factory == null) {
            if (closed) {
                throw new SqlFailure(new SQLException("closed", "08003"));
            }
            long start = System.nanoTime();
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(Database.class.getClassLoader());
            try {
                migrate();
                factory = PersistenceUnit.open(pool, dialect);
            } finally {
                thread.setContextClassLoader(before);
            }
            LOG.info("Database ready: {}, {} ms", dialect, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        return factory;
    }

    private void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool)
                .locations(dialect.migrations())
                .failOnMissingLocations(true)
                .table("passerelle_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    @Override
    @Deactivate
    public synchronized void close() {
        closed = true;
        EntityManagerFactory opened = factory;
        factory = null;
        if (opened != null) {
            opened.close();
        }
        pool.close();
    }

    /** What is done with a connection. */
    interface SqlWork<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Carries an {@link SQLException} to where it is translated. */
    static final class SqlFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SqlFailure(SQLException cause) {
            super(cause);
        }
    }
}
