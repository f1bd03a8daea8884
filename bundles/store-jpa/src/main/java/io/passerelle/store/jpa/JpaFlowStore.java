// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.FlowStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Connections being made, in the database. */
@Component(service = FlowStore.class)
public final class JpaFlowStore implements FlowStore {
    private static final List<FlowRecord.Status> OPEN =
            List.of(FlowRecord.Status.WAITING, FlowRecord.Status.RETURNED, FlowRecord.Status.COMPLETING);

    private final Database database;

    /** Over the store's database. */
    @Activate
    public JpaFlowStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(FlowRecord flow) {
        try {
            database.transaction(manager -> {
                manager.persist(new FlowEntity(flow));
                return null;
            });
        } catch (ConstraintViolation sameIdOrState) {
            throw PasserelleException.of(ErrorCode.INTERNAL_ERROR, "a flow with this id or state exists");
        }
    }

    @Override
    public Optional<FlowRecord> find(UserId owner, String id) {
        return database.transaction(manager -> entity(manager, owner, id, LockModeType.NONE)).map(FlowEntity::toModel);
    }

    private static Optional<FlowEntity> entity(EntityManager manager, UserId owner, String id, LockModeType lock) {
        return manager.createQuery(
                        "select f from Flow f where f.organisation = :o and f.owner = :u and f.id = :id", FlowEntity.class)
                .setParameter("o", owner.organisation().value())
                .setParameter("u", owner.value())
                .setParameter("id", id)
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<FlowRecord> findByState(byte[] stateDigest) {
        return database.transaction(manager -> manager
                .createQuery("select f from Flow f where f.stateDigest = :s", FlowEntity.class)
                .setParameter("s", stateDigest)
                .getResultStream()
                .findFirst()
                .map(FlowEntity::toModel));
    }

    @Override
    public boolean replace(FlowRecord flow, FlowRecord.Status expected) {
        return database.transaction(manager -> {
            Optional<FlowEntity> stored = entity(manager, flow.owner(), flow.id(), LockModeType.PESSIMISTIC_WRITE)
                    .filter(found -> found.status() == expected);
            stored.ifPresent(found -> found.change(flow));
            return stored.isPresent();
        });
    }

    @Override
    public int open(UserId owner, Instant now) {
        return database.transaction(manager -> manager
                .createQuery(
                        "select count(f) from Flow f where f.organisation = :o and f.owner = :u and f.status in :open"
                                + " and f.expiresAt > :now",
                        Long.class)
                .setParameter("o", owner.organisation().value())
                .setParameter("u", owner.value())
                .setParameter("open", OPEN)
                .setParameter("now", now)
                .getSingleResult()
                .intValue());
    }

    @Override
    public int startedSince(UserId owner, Instant since) {
        return database.transaction(manager -> manager
                .createQuery(
                        "select count(f) from Flow f where f.organisation = :o and f.owner = :u and f.createdAt >= :since",
                        Long.class)
                .setParameter("o", owner.organisation().value())
                .setParameter("u", owner.value())
                .setParameter("since", since)
                .getSingleResult()
                .intValue());
    }

    @Override
    public int prune(Instant before) {
        return database.transaction(manager -> manager
                .createQuery("delete from Flow f where f.expiresAt < :before")
                .setParameter("before", before)
                .executeUpdate());
    }
}
