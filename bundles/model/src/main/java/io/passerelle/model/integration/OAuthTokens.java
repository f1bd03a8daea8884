// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a token endpoint returned (RFC 6749 §5.1). Lives in memory only; at rest it is sealed.
 *
 * @param accessToken bearer token
 * @param refreshToken absent when the answer had none: the old one is kept
 * @param expiresAt when the access token ends; empty when the service did not say
 * @param scopes scopes granted
 */
public record OAuthTokens(
        String accessToken, Optional<String> refreshToken, Optional<Instant> expiresAt, Set<String> scopes) {
    public OAuthTokens {
        Objects.requireNonNull(accessToken);
        Objects.requireNonNull(refreshToken);
        Objects.requireNonNull(expiresAt);
        scopes = Set.copyOf(scopes);
    }

    /** Never the tokens. */
    @Override
    public String toString() {
        return "OAuthTokens[not shown]";
    }
}
