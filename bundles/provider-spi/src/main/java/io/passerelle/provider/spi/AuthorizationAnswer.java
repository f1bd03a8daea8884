// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import java.util.Objects;

/**
 * What is needed to exchange a code.
 *
 * @param code authorization code
 * @param codeVerifier PKCE verifier, 43 to 128 characters
 */
public record AuthorizationAnswer(String code, String codeVerifier) {
    public AuthorizationAnswer {
        Objects.requireNonNull(code);
        Objects.requireNonNull(codeVerifier);
    }

    @Override
    public String toString() {
        return "AuthorizationAnswer[not shown]";
    }
}
