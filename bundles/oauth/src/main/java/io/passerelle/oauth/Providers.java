// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The providers that are there, and our registrations at them. */
@Component(service = Providers.class)
public final class Providers {
    private final ProviderRegistry registry;
    private final RegisteredClients clients;

    /** Wired by the container. */
    @Activate
    public Providers(@Reference ProviderRegistry registry, @Reference RegisteredClients clients) {
        this.registry = registry;
        this.clients = clients;
    }

    ProviderRegistry registry() {
        return registry;
    }

    RegisteredClients clients() {
        return clients;
    }
}
