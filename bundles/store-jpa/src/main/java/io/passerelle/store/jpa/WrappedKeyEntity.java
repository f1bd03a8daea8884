// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.store.spi.WrappedKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A row of {@code wrapped_key}. */
@Entity(name = "WrappedKey")
@Table(name = "wrapped_key")
@IdClass(WrappedKeyEntity.Key.class)
class WrappedKeyEntity {
    @Id
    private String organisation;

    @Id
    private String scope;

    @Id
    private int version;

    @Column(name = "wrapped_by")
    private String wrappedBy;

    private byte[] wrapped;

    protected WrappedKeyEntity() {}

    WrappedKeyEntity(WrappedKey key) {
        organisation = key.organisation().value();
        scope = key.scope();
        version = key.version();
        wrappedBy = key.wrappedBy();
        wrapped = key.wrapped();
    }

    WrappedKey toModel() {
        return new WrappedKey(new OrganisationId(organisation), scope, version, wrappedBy, wrapped);
    }

    /** Primary key. */
    record Key(String organisation, String scope, int version) {}
}
