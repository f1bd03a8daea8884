// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.integration.IntegrationStatus;
import java.util.List;

/** How many integrations there are, for administrators: numbers, nobody's data. A service; may be called from any thread. */
public interface IntegrationCounts {
    /**
     * The integrations of an organisation by provider and status, ordered by the provider's id and then by status in the order of the
     * enumeration. Providers that are not there count too; what is nowhere does not appear. Reads every integration: meant for a person
     * who asks, not for a page that refreshes itself.
     */
    List<Count> of(OrganisationId organisation);

    /**
     * One number.
     *
     * @param provider of which provider
     * @param status in which status
     * @param integrations how many, one or more
     */
    record Count(ProviderId provider, IntegrationStatus status, long integrations) {}
}
