// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The organisation's OAuth client registrations. For administrators. */
public interface ClientRegistrations {

    /** The registrations of all providers that are there or that have one. */
    List<ClientView> list(OrganisationId organisation);

    /** One registration. */
    Optional<ClientView> find(OrganisationId organisation, ProviderId provider);

    /**
     * A registration without its secret.
     *
     * @param provider whose
     * @param providerName for display
     * @param clientId present when one is stored
     * @param redirectUri what to register at the provider, to copy
     */
    record ClientView(ProviderId provider, String providerName, Optional<String> clientId, URI redirectUri) {}

    /**
     * Stores id and secret, the secret sealed.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code INVALID_INPUT} with the field
     */
    ClientView put(OrganisationId organisation, ProviderId provider, String clientId, String clientSecret);

    /** Removes id and secret. */
    void delete(OrganisationId organisation, ProviderId provider);

    /**
     * Checks id, secret and redirect URI against the live service.
     *
     * @return empty when all is well, else what is not
     */
    Optional<ErrorCode> check(OrganisationId organisation, ProviderId provider);
}
