// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.store.spi.ClientStore.StoredClient;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A row of {@code oauth_client}. */
@Entity(name = "Client")
@Table(name = "oauth_client")
@IdClass(ClientEntity.Key.class)
class ClientEntity {
    @Id
    private String organisation;

    @Id
    private String provider;

    @Column(name = "client_id")
    private String clientId;

    @Column(name = "sealed_secret")
    private byte[] sealedSecret;

    protected ClientEntity() {}

    ClientEntity(OrganisationId organisation, ProviderId provider, StoredClient client) {
        this.organisation = organisation.value();
        this.provider = provider.value();
        clientId = client.clientId();
        sealedSecret = client.sealedSecret().clone();
    }

    StoredClient toModel() {
        return new StoredClient(clientId, sealedSecret.clone());
    }

    /** Primary key. */
    record Key(String organisation, String provider) {
        static Key of(OrganisationId organisation, ProviderId provider) {
            return new Key(organisation.value(), provider.value());
        }
    }
}
