// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the authorization page is asked for (RFC 6749 §4.1.1, RFC 7636).
 *
 * @param scopes scopes to ask for
 * @param state one-time value; secret
 * @param codeChallenge S256 challenge
 * @param loginHint account to preselect
 * @param forceConsent whether to ask again, so that a refresh token is issued again
 */
public record AuthorizationRequest(
        Set<String> scopes, String state, String codeChallenge, Optional<String> loginHint, boolean forceConsent) {
    public AuthorizationRequest {
        scopes = Set.copyOf(scopes);
        Objects.requireNonNull(state);
        Objects.requireNonNull(codeChallenge);
        Objects.requireNonNull(loginHint);
    }

    @Override
    public String toString() {
        return "AuthorizationRequest[not shown]";
    }
}
