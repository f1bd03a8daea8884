// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Provider;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The providers that are there. Open pages hear of one that comes or goes. */
@Component(service = Providers.class, immediate = true)
public final class Providers {
    private final List<Provider> present = new CopyOnWriteArrayList<>();
    private final Announcements announcements;
    private volatile boolean active;

    /** Tells through announcements. */
    @Activate
    public Providers(@Reference Announcements announcements) {
        this.announcements = announcements;
    }

    @Activate
    void activate() {
        active = true;
        announcements.providersChanged();
    }

    @Deactivate
    void deactivate() {
        active = false;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProvider(Provider provider) {
        present.add(provider);
        changed();
    }

    void removeProvider(Provider provider) {
        present.remove(provider);
        changed();
    }

    private void changed() {
        if (active) {
            announcements.providersChanged();
        }
    }

    List<Provider> all() {
        return List.copyOf(present);
    }

    Optional<Provider> find(ProviderId id) {
        return present.stream().filter(provider -> provider.descriptor().id().equals(id)).findFirst();
    }

    Provider require(ProviderId id) {
        return find(id).orElseThrow(() -> PasserelleException.of(ErrorCode.PROVIDER_UNAVAILABLE));
    }
}
