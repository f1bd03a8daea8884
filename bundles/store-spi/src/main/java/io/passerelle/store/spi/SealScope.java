// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import java.util.Objects;

/** Under whose key something is sealed. */
public sealed interface SealScope {

    /** The organisation concerned. */
    OrganisationId organisation();

    /** Under the organisation's own key: client registrations. */
    record OfOrganisation(OrganisationId organisation) implements SealScope {}

    /** Under a user's key: what belongs to no integration yet, such as a flow's verifier. */
    record OfUser(UserId user) implements SealScope {
        @Override
        public OrganisationId organisation() {
            return user.organisation();
        }
    }

    /** Under an integration's key, itself wrapped by its owner's key. */
    record OfIntegration(UserId owner, IntegrationId integration) implements SealScope {
        public OfIntegration {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(integration);
        }

        @Override
        public OrganisationId organisation() {
            return owner.organisation();
        }
    }
}
