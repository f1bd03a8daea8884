// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.api.Events;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SyncStore;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.sync.engine.run.Ports;
import io.passerelle.sync.engine.run.Stores;
import io.passerelle.sync.engine.spool.SpoolFolder;
import java.time.Clock;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What runs need from around them, gathered once for the services of this bundle. */
@Component(service = EnginePorts.class)
public final class EnginePorts {
    private final IntegrationStore integrations;
    private final Ports ports;

    /** Wired by the container. */
    @Activate
    public EnginePorts(
            BundleContext context,
            @Reference IntegrationStore integrations,
            @Reference SyncStore sync,
            @Reference HistoryStore history,
            @Reference ReviewStore review,
            @Reference TokenCipher cipher,
            @Reference Events events) {
        this(
                integrations,
                new Ports(
                        new Stores(sync, history, review, integrations::confirm),
                        cipher,
                        events,
                        Clock.systemUTC(),
                        SpoolFolder.prepared(context.getProperty("passerelle.data")),
                        UUID.randomUUID().toString()));
    }

    EnginePorts(IntegrationStore integrations, Ports ports) {
        this.integrations = integrations;
        this.ports = ports;
    }

    IntegrationStore integrations() {
        return integrations;
    }

    Ports ports() {
        return ports;
    }
}
