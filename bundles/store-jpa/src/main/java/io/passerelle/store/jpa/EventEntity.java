// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.store.spi.EventStore.StoredEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code page_event}. */
@Entity(name = "Event")
@Table(name = "page_event")
class EventEntity {
    @Id
    private long id;

    private String organisation;

    @Column(name = "user_id")
    private String user;

    private String kind;
    private String data;

    @Column(name = "created_at")
    private Instant at;

    protected EventEntity() {}

    EventEntity(StoredEvent event) {
        id = event.id();
        organisation = event.organisation().value();
        user = event.user().map(UserId::value).orElse(null);
        kind = event.kind();
        data = event.data();
        at = Columns.micros(event.at());
    }

    StoredEvent toModel() {
        OrganisationId of = new OrganisationId(organisation);
        return new StoredEvent(id, of, Optional.ofNullable(user).map(value -> new UserId(of, value)), kind, data, at);
    }
}
