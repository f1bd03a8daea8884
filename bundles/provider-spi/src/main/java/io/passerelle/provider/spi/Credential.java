// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider needs to act for an account, opaque to everybody else: for Google a refresh token and an access token,
 * for MSAL its token cache, for a {@link FormProvider} an address with user name and password. In memory only; at rest it is sealed.
 *
 * @param content the provider's own encoding, at most 256 KiB
 * @param accessToken the bearer token inside, for the caller to hand to connectors; of a {@link FormProvider} whatever its connector
 *     needs
 * @param expiresAt when the access token ends; empty means that it is to be treated as expired
 */
public record Credential(byte[] content, String accessToken, Optional<Instant> expiresAt) {
    public Credential {
        Objects.requireNonNull(accessToken);
        Objects.requireNonNull(expiresAt);
        content = content.clone();
        if (content.length > 262144) {
            throw new IllegalArgumentException("a credential has at most 256 KiB");
        }
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public String toString() {
        return "Credential[not shown]";
    }
}
