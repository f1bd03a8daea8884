// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.Events;
import io.passerelle.api.IntegrationService;
import io.passerelle.api.SyncService;
import io.passerelle.api.TokenService;
import io.passerelle.host.spi.HostCollections;
import io.passerelle.provider.spi.Provider;
import io.passerelle.store.jpa.JpaStores;
import io.passerelle.store.spi.TokenCipher;
import java.time.Clock;
import java.time.Duration;

/** The integrations as the container wires them, without one, and with disconnections that are finished when asked. */
public final class Cabinet {
    private final Disconnections disconnections;
    private final IntegrationService service;

    /** Over a store, between a host and a provider. */
    public Cabinet(
            JpaStores stores,
            TokenCipher cipher,
            Events events,
            Clock clock,
            HostCollections host,
            TokenService tokens,
            SyncService sync,
            Provider provider) {
        Stores kept = new Stores(
                stores.integrations(), stores.sync(), stores.history(), stores.reviews(), stores.clients(), cipher);
        Neighbours neighbours = new Neighbours(host, null, sync, tokens);
        Announcements announcements = new Announcements(events, stores.integrations(), new Never());
        Providers providers = new Providers(announcements);
        providers.addProvider(provider);
        disconnections = new Disconnections(kept, neighbours, announcements, clock, new Never());
        service = new Integrations(kept, neighbours, providers, announcements, disconnections, clock);
    }

    /** What pages ask. */
    public IntegrationService service() {
        return service;
    }

    /** Finishes the disconnections whose deadline has passed. */
    public void sweep() {
        disconnections.sweep();
    }

    /** Nothing happens by itself. */
    private static final class Never implements Timer {
        @Override
        public void after(Duration delay, Runnable work) {
            // the test says when
        }

        @Override
        public void stop() {
            // nothing waits
        }
    }
}
