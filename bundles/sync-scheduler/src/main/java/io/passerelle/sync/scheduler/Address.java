// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.integration.UserIntegration;
import java.util.Optional;

/**
 * Names the schedule of an integration in its row.
 *
 * @param organisation whose
 * @param integration which
 */
record Address(OrganisationId organisation, IntegrationId integration) {
    static Address of(UserIntegration integration) {
        return new Address(integration.owner().organisation(), integration.id());
    }

    /** Reads what {@link #toString()} wrote; empty for anything else. */
    static Optional<Address> parse(String text) {
        int slash = text.indexOf('/');
        try {
            return Optional.of(new Address(
                    OrganisationId.of(text.substring(0, slash)), IntegrationId.of(text.substring(slash + 1))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return organisation + "/" + integration;
    }
}
