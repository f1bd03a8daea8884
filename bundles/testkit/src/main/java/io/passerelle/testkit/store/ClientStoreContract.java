// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Samples.PROVIDER;
import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.store.spi.ClientStore;
import io.passerelle.store.spi.ClientStore.StoredClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ClientStore} must do. */
public interface ClientStoreContract {
    /** The store under test. */
    ClientStore clients();

    @Test
    @DisplayName("a registration is read as it was stored")
    default void registrationIsReadAsStored() {
        OrganisationId organisation = Samples.organisation();
        StoredClient client = new StoredClient("id.apps.example", bytes("sealed"));
        clients().put(organisation, PROVIDER, client);
        assertThat(clients().find(organisation, PROVIDER).orElseThrow()).usingRecursiveComparison().isEqualTo(client);
    }

    @Test
    @DisplayName("a registration replaces the old one")
    default void registrationIsReplaced() {
        OrganisationId organisation = Samples.organisation();
        clients().put(organisation, PROVIDER, new StoredClient("old", bytes("old")));
        clients().put(organisation, PROVIDER, new StoredClient("new", bytes("new")));
        assertThat(clients().find(organisation, PROVIDER).orElseThrow().clientId()).isEqualTo("new");
        assertThat(clients().find(organisation, PROVIDER).orElseThrow().sealedSecret()).isEqualTo(bytes("new"));
    }

    @Test
    @DisplayName("a registration is for one provider of one organisation")
    default void registrationIsForOneProviderOfOneOrganisation() {
        OrganisationId organisation = Samples.organisation();
        clients().put(organisation, PROVIDER, new StoredClient("id", bytes("sealed")));
        assertThat(clients().find(organisation, ProviderId.of("microsoft"))).isEmpty();
        assertThat(clients().find(Samples.organisation(), PROVIDER)).isEmpty();
        clients().delete(Samples.organisation(), PROVIDER);
        clients().delete(organisation, ProviderId.of("microsoft"));
        assertThat(clients().find(organisation, PROVIDER)).isPresent();
    }

    @Test
    @DisplayName("a removed registration is gone")
    default void registrationIsRemoved() {
        OrganisationId organisation = Samples.organisation();
        clients().put(organisation, PROVIDER, new StoredClient("id", bytes("sealed")));
        clients().delete(organisation, PROVIDER);
        assertThat(clients().find(organisation, PROVIDER)).isEmpty();
    }
}
