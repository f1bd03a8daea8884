// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.api.Events;
import io.passerelle.api.SyncService;
import io.passerelle.api.TokenService;
import io.passerelle.host.spi.HostCollections;
import io.passerelle.provider.spi.Provider;
import io.passerelle.store.jpa.JpaStores;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.sync.engine.run.Ports;
import io.passerelle.sync.engine.run.Stores;
import java.nio.file.Path;
import java.time.Clock;

/** The engine as the container wires it, without one. */
public final class Engine {
    private Engine() {}

    /** Over a store, between a host and a provider. */
    public static SyncService of(
            JpaStores stores,
            TokenCipher cipher,
            Events events,
            Clock clock,
            Path spool,
            HostCollections host,
            TokenService tokens,
            Provider provider) {
        Surroundings surroundings = new Surroundings(host, tokens);
        surroundings.addProvider(provider);
        Stores kept = new Stores(
                stores.sync(), stores.history(), stores.reviews(), stores.integrations()::confirm);
        return new SyncRuns(
                surroundings, stores.integrations(), new Ports(kept, cipher, events, clock, spool, "node"));
    }
}
