// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import io.passerelle.model.ProviderId;
import java.net.URI;
import java.util.Optional;

/**
 * Sends a provider to an emulated service instead of the real one. Only the sandbox registers this service, and providers
 * accept loopback addresses only; without it every provider talks to its pinned https origins.
 */
public interface EndpointOverride {

    /**
     * Where the emulated service is.
     *
     * @param provider which provider
     * @return an http URI of a loopback address, without a trailing slash
     */
    Optional<URI> baseUri(ProviderId provider);
}
