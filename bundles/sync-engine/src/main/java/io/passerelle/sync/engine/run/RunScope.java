// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.store.spi.SealScope;
import java.util.Objects;

/**
 * Whose pair is being run, and its two collections, open.
 *
 * @param owner whose
 * @param pair which pair
 * @param host the host's collection
 * @param provider the provider's collection
 */
public record RunScope(UserId owner, SyncPair pair, ItemCollection host, ItemCollection provider) {
    public RunScope {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(pair);
        Objects.requireNonNull(host);
        Objects.requireNonNull(provider);
    }

    ItemCollection collection(Side side) {
        return side == Side.HOST ? host : provider;
    }

    OrganisationId organisation() {
        return owner.organisation();
    }

    IntegrationId integration() {
        return pair.integration();
    }

    PairId id() {
        return pair.id();
    }

    SealScope.OfIntegration seal() {
        return new SealScope.OfIntegration(owner, pair.integration());
    }
}
