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
import java.util.Set;

/**
 * Whose pair is being run, and its two collections, open.
 *
 * @param owner whose
 * @param pair which pair
 * @param host the host's collection
 * @param provider the provider's collection
 * @param addresses by which the person takes part in events, in lower case
 */
public record RunScope(
        UserId owner, SyncPair pair, ItemCollection host, ItemCollection provider, Set<String> addresses) {
    /** Of a person who takes part under no address that is known. */
    public RunScope(UserId owner, SyncPair pair, ItemCollection host, ItemCollection provider) {
        this(owner, pair, host, provider, Set.of());
    }

    public RunScope {
        addresses = Set.copyOf(addresses);
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
