// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import java.util.Optional;

/** OAuth client registrations of an organisation, sealed. Called concurrently. */
public interface ClientStore {

    /**
     * A stored registration.
     *
     * @param clientId public identifier
     * @param sealedSecret the secret, sealed under the organisation's key
     */
    record StoredClient(String clientId, byte[] sealedSecret) {
        @Override
        public String toString() {
            return "StoredClient[not shown]";
        }
    }

    /** The registration at a provider. */
    Optional<StoredClient> find(OrganisationId organisation, ProviderId provider);

    /** Stores in place of the old one. */
    void put(OrganisationId organisation, ProviderId provider, StoredClient client);

    /** Removes. */
    void delete(OrganisationId organisation, ProviderId provider);
}
