// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.store.spi.ClientStore;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Client registrations in the database. */
@Component(service = ClientStore.class)
public final class JpaClientStore implements ClientStore {
    private final Database database;

    /** Over the store's database. */
    @Activate
    public JpaClientStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Optional<StoredClient> find(OrganisationId organisation, ProviderId provider) {
        return database.transaction(manager ->
                Optional.ofNullable(manager.find(ClientEntity.class, ClientEntity.Key.of(organisation, provider)))
                        .map(ClientEntity::toModel));
    }

    @Override
    public void put(OrganisationId organisation, ProviderId provider, StoredClient client) {
        try {
            store(organisation, provider, client);
        } catch (ConstraintViolation somebodyWasFaster) {
            store(organisation, provider, client);
        }
    }

    private void store(OrganisationId organisation, ProviderId provider, StoredClient client) {
        database.transaction(manager -> manager.merge(new ClientEntity(organisation, provider, client)));
    }

    @Override
    public void delete(OrganisationId organisation, ProviderId provider) {
        database.statements(connection -> Rows.update(
                connection,
                "delete from oauth_client where organisation = ? and provider = ?",
                organisation.value(),
                provider.value()));
    }
}
