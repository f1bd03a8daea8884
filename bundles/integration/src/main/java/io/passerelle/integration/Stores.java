// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.store.spi.ClientStore;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SyncStore;
import io.passerelle.store.spi.TokenCipher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept, in one place. */
@Component(service = Stores.class)
public final class Stores {
    private final IntegrationStore integrations;
    private final SyncStore sync;
    private final HistoryStore history;
    private final ReviewStore reviews;
    private final ClientStore clients;
    private final TokenCipher cipher;

    /** With the ports. */
    @Activate
    public Stores(
            @Reference IntegrationStore integrations,
            @Reference SyncStore sync,
            @Reference HistoryStore history,
            @Reference ReviewStore reviews,
            @Reference ClientStore clients,
            @Reference TokenCipher cipher) {
        this.integrations = integrations;
        this.sync = sync;
        this.history = history;
        this.reviews = reviews;
        this.clients = clients;
        this.cipher = cipher;
    }

    IntegrationStore integrations() {
        return integrations;
    }

    SyncStore sync() {
        return sync;
    }

    HistoryStore history() {
        return history;
    }

    ReviewStore reviews() {
        return reviews;
    }

    ClientStore clients() {
        return clients;
    }

    TokenCipher cipher() {
        return cipher;
    }
}
