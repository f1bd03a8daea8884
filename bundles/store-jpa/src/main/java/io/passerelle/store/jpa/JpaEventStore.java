// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.store.spi.EventStore;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Events for open pages in the database. */
@Component(service = EventStore.class)
public final class JpaEventStore implements EventStore {
    private final Database database;

    /** Over the store's database. */
    @Activate
    public JpaEventStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public long append(OrganisationId organisation, Optional<UserId> user, String kind, String data, Instant at) {
        return database.transaction(manager -> {
            // Under this row's lock until the commit: no reader sees a number before the smaller ones.
            manager.createNativeQuery("update event_counter set last_id = last_id + 1").executeUpdate();
            long id = last(manager);
            manager.persist(new EventEntity(new StoredEvent(id, organisation, user, kind, data, at)));
            return id;
        });
    }

    @Override
    public List<StoredEvent> after(UserId user, long id, int limit) {
        return database.transaction(manager -> manager
                .createQuery(
                        "select e from Event e where e.organisation = :o and (e.user is null or e.user = :u) and e.id > :id"
                                + " order by e.id",
                        EventEntity.class)
                .setParameter("o", user.organisation().value())
                .setParameter("u", user.value())
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(EventEntity::toModel)
                .toList());
    }

    @Override
    public long latest() {
        return database.transaction(JpaEventStore::last);
    }

    private static long last(EntityManager manager) {
        return ((Number) manager.createNativeQuery("select last_id from event_counter").getSingleResult()).longValue();
    }

    @Override
    public int prune(Instant before) {
        return database.transaction(manager -> manager
                .createQuery("delete from Event e where e.at < :before")
                .setParameter("before", before)
                .executeUpdate());
    }
}
