// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.api.TokenService;
import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Provider;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What comes and goes while runs are under way: providers, the host, tokens. A provider that goes is drained first. */
@Component(service = Surroundings.class)
public final class Surroundings {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<ProviderId, Provider> providers = new ConcurrentHashMap<>();
    private final ActiveRuns runs = new ActiveRuns();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile HostCollections host;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile TokenService tokens;

    /** Filled by the container. */
    public Surroundings() {}

    Surroundings(HostCollections host, TokenService tokens) {
        this.host = host;
        this.tokens = tokens;
    }

    /** A provider arrives; of two with one id the latest counts. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addProvider(Provider provider) {
        providers.put(provider.descriptor().id(), provider);
    }

    /** A provider goes. */
    public void removeProvider(Provider provider) {
        ProviderId id = provider.descriptor().id();
        if (providers.remove(id, provider)) {
            runs.drain(id, PATIENCE);
        }
    }

    /** The server stops. */
    @Deactivate
    public void stop() {
        runs.drain(PATIENCE);
    }

    ActiveRuns runs() {
        return runs;
    }

    Optional<Provider> provider(ProviderId id) {
        return Optional.ofNullable(providers.get(id));
    }

    /** Whether host and tokens are there; right after the start of the server they may not be. */
    boolean isComplete() {
        return host != null && tokens != null;
    }

    HostCollections host() {
        return present(host, ErrorCode.HOST_UNAVAILABLE);
    }

    TokenService tokens() {
        return present(tokens, ErrorCode.STARTING);
    }

    private static <T> T present(T service, ErrorCode absent) {
        if (service == null) {
            throw PasserelleException.of(absent);
        }
        return service;
    }
}
