// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.sync.engine.run.Stores;

/** Notes in the settings that a pair may be run. */
final class PairConsent implements Stores.Consent {
    private final IntegrationStore integrations;

    PairConsent(IntegrationStore integrations) {
        this.integrations = integrations;
    }

    @Override
    public void confirm(OrganisationId organisation, PairId pair) {
        integrations.pair(organisation, pair).filter(found -> !found.confirmed()).ifPresent(found -> integrations.putPairs(
                organisation,
                found.integration(),
                integrations.pairs(organisation, found.integration()).stream()
                        .map(one -> one.id().equals(pair) ? one.withConfirmed(true) : one)
                        .toList()));
    }
}
