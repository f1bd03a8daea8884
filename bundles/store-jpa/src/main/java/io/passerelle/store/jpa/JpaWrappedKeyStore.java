// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.store.spi.WrappedKeyStore;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Wrapped keys in the database. */
@Component(service = WrappedKeyStore.class)
public final class JpaWrappedKeyStore implements WrappedKeyStore {
    private final Database database;

    /** Over the store's database. */
    @Activate
    public JpaWrappedKeyStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public byte[] keyCheckValue(String name, byte[] checkValue) {
        try {
            database.statements(connection -> Rows.update(
                    connection, "insert into key_check (name, check_value) values (?, ?)", name, checkValue));
        } catch (ConstraintViolation somebodyWasFaster) {
            return keyCheckValue(name).orElseThrow(() -> somebodyWasFaster);
        }
        database.harden();
        return checkValue.clone();
    }

    @Override
    public Optional<byte[]> keyCheckValue(String name) {
        return database.statements(connection -> Rows.first(
                connection, "select check_value from key_check where name = ?", row -> row.getBytes(1), name));
    }

    @Override
    public boolean isEmpty() {
        return database.statements(connection -> Rows.list(
                        connection,
                        "select 1 from key_check union all select 1 from wrapped_key fetch first 1 rows only",
                        row -> row.getInt(1))
                .isEmpty());
    }

    @Override
    public List<WrappedKey> find(OrganisationId organisation, String scope) {
        return database.transaction(manager -> models(manager
                .createQuery(
                        "select k from WrappedKey k where k.organisation = :o and k.scope = :s order by k.version",
                        WrappedKeyEntity.class)
                .setParameter("o", organisation.value())
                .setParameter("s", scope)));
    }

    @Override
    public boolean add(WrappedKey key) {
        try {
            database.transaction(manager -> {
                manager.persist(new WrappedKeyEntity(key));
                return null;
            });
            return true;
        } catch (ConstraintViolation somebodyWasFaster) {
            return false;
        }
    }

    @Override
    public boolean rewrap(WrappedKey key, String wrappedBefore) {
        return database.statements(connection -> Rows.update(
                        connection,
                        "update wrapped_key set wrapped_by = ?, wrapped = ?"
                                + " where organisation = ? and scope = ? and version = ? and wrapped_by = ?",
                        key.wrappedBy(),
                        key.wrapped(),
                        key.organisation().value(),
                        key.scope(),
                        key.version(),
                        wrappedBefore)
                == 1);
    }

    @Override
    public List<WrappedKey> wrappedBy(String wrappingKey, int limit) {
        return database.transaction(manager -> models(manager
                .createQuery(
                        "select k from WrappedKey k where k.wrappedBy = :w order by k.organisation, k.scope, k.version",
                        WrappedKeyEntity.class)
                .setParameter("w", wrappingKey)
                .setMaxResults(limit)));
    }

    private static List<WrappedKey> models(TypedQuery<WrappedKeyEntity> query) {
        return query.getResultList().stream().map(WrappedKeyEntity::toModel).toList();
    }

    @Override
    public void shred(OrganisationId organisation, String scope) {
        database.statements(connection -> Rows.update(
                connection, "delete from wrapped_key where organisation = ? and scope = ?", organisation.value(), scope));
    }
}
