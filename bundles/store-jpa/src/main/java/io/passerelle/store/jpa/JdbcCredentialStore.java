// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.CredentialStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sealed credentials in the database. */
@Component(service = CredentialStore.class)
public final class JdbcCredentialStore implements CredentialStore {
    private static final String SELECT = "select sealed from credential where organisation = ? and integration_id = ?";

    /** As many as the pool may hold connections that died with the one in use, within reason. */
    private static final int ATTEMPTS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(JdbcCredentialStore.class);

    private final Database database;
    private final LocalLocks<IntegrationId> locks;

    /** Over the store's database. */
    @Activate
    public JdbcCredentialStore(@Reference Database database) {
        this.database = database;
        locks = new LocalLocks<>(Math.max(1, database.poolSize() / 2));
    }

    @Override
    public Optional<byte[]> get(OrganisationId organisation, IntegrationId id) {
        return database.statements(connection -> Rows.first(
                connection, SELECT, row -> row.getBytes(1), organisation.value(), id.value()));
    }

    @Override
    public void put(OrganisationId organisation, IntegrationId id, byte[] sealed) {
        try {
            database.statements(connection -> {
                if (store(connection, organisation, id, sealed) == 0) {
                    insert(connection, organisation, id, sealed);
                }
                return null;
            });
        } catch (ConstraintViolation goneOrFaster) {
            if (!goneOrFaster.isDuplicate()
                    || database.statements(connection -> store(connection, organisation, id, sealed)) == 0) {
                throw PasserelleException.of(ErrorCode.NOT_FOUND);
            }
        }
    }

    private static void insert(Connection connection, OrganisationId organisation, IntegrationId id, byte[] sealed)
            throws SQLException {
        int inserted = Rows.update(
                connection,
                "insert into credential (integration_id, organisation, sealed)"
                        + " select id, organisation, ? from user_integration where organisation = ? and id = ?",
                sealed,
                organisation.value(),
                id.value());
        if (inserted == 0) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
    }

    private static int store(Connection connection, OrganisationId organisation, IntegrationId id, byte[] sealed)
            throws SQLException {
        return Rows.update(
                connection,
                "update credential set sealed = ? where organisation = ? and integration_id = ?",
                sealed,
                organisation.value(),
                id.value());
    }

    @Override
    public byte[] underLock(OrganisationId organisation, IntegrationId id, Function<byte[], Optional<byte[]>> work) {
        return locks.locked(id, () -> {
            Change change = new Change();
            byte[] result = underRowLock(organisation, id, work, change);
            change.made.ifPresent(made -> database.harden());
            return result;
        });
    }

    private byte[] underRowLock(
            OrganisationId organisation, IntegrationId id, Function<byte[], Optional<byte[]>> work, Change change) {
        try {
            return database.statementsOnce(connection -> {
                change.before = Rows.first(
                                connection, SELECT + " for update", row -> row.getBytes(1), organisation.value(), id.value())
                        .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
                Optional<byte[]> made = work.apply(change.before.clone());
                if (made.isPresent()) {
                    change.made = made;
                    store(connection, organisation, id, made.get());
                }
                return made.orElse(change.before);
            });
        } catch (PasserelleException lostConnection) {
            if (lostConnection.code() != ErrorCode.STORE_UNAVAILABLE || change.made.isEmpty()) {
                throw lostConnection;
            }
            return storedAfterAll(organisation, id, change, lostConnection);
        }
    }

    /** What {@code work} got may exist only once (a rotated refresh token): it is worth more than one connection. */
    private byte[] storedAfterAll(
            OrganisationId organisation, IntegrationId id, Change change, PasserelleException lostConnection) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return storedNow(organisation, id, change, lostConnection);
            } catch (PasserelleException stillGone) {
                LOG.debug("Attempt {} to store a renewed credential: {}", attempt, stillGone.code());
            }
        }
        throw lostConnection;
    }

    private byte[] storedNow(
            OrganisationId organisation, IntegrationId id, Change change, PasserelleException lostConnection) {
        byte[] made = change.made.orElseThrow();
        int stored = database.statements(connection -> Rows.update(
                connection,
                "update credential set sealed = ? where organisation = ? and integration_id = ? and sealed in (?, ?)",
                made,
                organisation.value(),
                id.value(),
                change.before,
                made));
        if (stored == 0) {
            throw lostConnection;
        }
        return made;
    }

    /** What happened under the lock, for when the connection is lost at its end. */
    private static final class Change {
        private byte[] before;
        private Optional<byte[]> made = Optional.empty();
    }
}
