// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import java.net.URI;
import java.util.Objects;

/**
 * The organisation's registration at a provider (RFC 6749 §2).
 *
 * @param clientId public identifier
 * @param clientSecret secret; never logged
 * @param redirectUri the exact redirect URI that is registered
 */
public record ClientRegistration(String clientId, String clientSecret, URI redirectUri) {
    public ClientRegistration {
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(clientSecret);
        Objects.requireNonNull(redirectUri);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "ClientRegistration[not shown]";
    }
}
