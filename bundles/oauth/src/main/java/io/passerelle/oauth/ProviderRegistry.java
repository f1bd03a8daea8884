// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.ProviderId;
import io.passerelle.provider.spi.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers that are there now. */
@Component(service = ProviderRegistry.class)
public final class ProviderRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderRegistry.class);

    private final List<Provider> providers = new CopyOnWriteArrayList<>();

    @Reference(
            name = "provider",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    void add(Provider provider) {
        ProviderId id = provider.descriptor().id();
        if (find(id).isPresent()) {
            LOG.warn("A second bundle calls itself provider {}; the first one stays in use", id);
        }
        providers.add(provider);
    }

    void remove(Provider provider) {
        providers.remove(provider);
    }

    /** The provider of this id; of several the one that came first, so that nobody takes its place. */
    Optional<Provider> find(ProviderId id) {
        return providers.stream()
                .filter(provider -> provider.descriptor().id().equals(id))
                .findFirst();
    }

    /** One id each, in order. */
    List<ProviderId> ids() {
        return providers.stream()
                .map(provider -> provider.descriptor().id())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
