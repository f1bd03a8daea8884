// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.store.spi.ClientStore;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.EventStore;
import io.passerelle.store.spi.FlowStore;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SyncStore;
import io.passerelle.store.spi.WrappedKeyStore;
import javax.sql.DataSource;

/** All stores over one database without a container, for tests and tools. Called concurrently; closed by the caller. */
public final class JpaStores implements AutoCloseable {
    private final Database database;
    private final IntegrationStore integrations;
    private final CredentialStore credentials;
    private final SyncStore sync;
    private final HistoryStore history;
    private final ReviewStore reviews;
    private final FlowStore flows;
    private final ClientStore clients;
    private final WrappedKeyStore keys;
    private final EventStore events;
    private final DataSource dataSource;

    private JpaStores(Database database) {
        this.database = database;
        integrations = new JpaIntegrationStore(database);
        credentials = new JdbcCredentialStore(database);
        sync = new JdbcSyncStore(database);
        history = new JpaHistoryStore(database);
        reviews = new JdbcReviewStore(database);
        flows = new JpaFlowStore(database);
        clients = new JpaClientStore(database);
        keys = new JpaWrappedKeyStore(database);
        events = new JpaEventStore(database);
        dataSource = new PublishedDataSource(database);
    }

    /** Begins with an H2 user {@code sa} without password and 16 connections. */
    public static Builder builder() {
        return new Builder();
    }

    /** Which database. */
    public static final class Builder {
        private String url;
        private String user = "sa";
        private String password = "";
        private int poolSize = 16;

        private Builder() {}

        /** JDBC URL of H2 or PostgreSQL. */
        public Builder url(String value) {
            url = value;
            return this;
        }

        /** Who connects. */
        public Builder user(String value) {
            user = value;
            return this;
        }

        /** Password of the user. */
        public Builder password(String value) {
            password = value;
            return this;
        }

        /** Most connections at a time, 2 to 200. */
        public Builder poolSize(int value) {
            poolSize = value;
            return this;
        }

        /** Opens and migrates the database; while it is not there, every call tries again. */
        public JpaStores open() {
            return new JpaStores(new Database(new DatabaseSettings(url, user, password, poolSize)));
        }
    }

    /** Integrations and pairs. */
    public IntegrationStore integrations() {
        return integrations;
    }

    /** Sealed credentials. */
    public CredentialStore credentials() {
        return credentials;
    }

    /** Mappings, cursors and fences. */
    public SyncStore sync() {
        return sync;
    }

    /** Runs and held deletions. */
    public HistoryStore history() {
        return history;
    }

    /** Previews, conflicts and what is needed to undo a run. */
    public ReviewStore reviews() {
        return reviews;
    }

    /** Connections being made. */
    public FlowStore flows() {
        return flows;
    }

    /** Client registrations. */
    public ClientStore clients() {
        return clients;
    }

    /** Wrapped keys. */
    public WrappedKeyStore keys() {
        return keys;
    }

    /** Events for open pages. */
    public EventStore events() {
        return events;
    }

    /** The pool, to a database that is migrated. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Closes the pool and with it an embedded database. */
    @Override
    public void close() {
        database.close();
    }
}
