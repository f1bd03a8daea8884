// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.PinnedOrigins;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where Google is. The addresses are those of its discovery documents and do not change at run time, so they are pinned rather
 * than fetched.
 *
 * @param authorization page to send people to
 * @param token token endpoint
 * @param revocation revocation endpoint
 * @param userInfo OpenID Connect userinfo endpoint
 * @param api root of the APIs, with a trailing slash
 * @param issuers accepted in ID tokens
 */
record GoogleEndpoints(URI authorization, URI token, URI revocation, URI userInfo, URI api, Set<String> issuers) {
    /** The issuer that names every Google account, also while an emulation stands in. */
    static final String ISSUER = "https://accounts.google.com";

    private static final GoogleEndpoints REAL = new GoogleEndpoints(
            URI.create("https://accounts.google.com/o/oauth2/v2/auth"),
            URI.create("https://oauth2.googleapis.com/token"),
            URI.create("https://oauth2.googleapis.com/revoke"),
            URI.create("https://openidconnect.googleapis.com/v1/userinfo"),
            URI.create("https://www.googleapis.com/"),
            Set.of(ISSUER, "accounts.google.com"));

    /**
     * The real Google, or an emulation of it.
     *
     * @param emulation a loopback address
     * @throws PasserelleException {@code FOREIGN_ADDRESS} when it is anything but loopback
     */
    static GoogleEndpoints of(Optional<URI> emulation) {
        return emulation.map(GoogleEndpoints::emulated).orElse(REAL);
    }

    private static GoogleEndpoints emulated(URI base) {
        if (!PinnedOrigins.isLoopback(base)) {
            throw PasserelleException.of(ErrorCode.FOREIGN_ADDRESS, "an emulation that is not on loopback");
        }
        String root = base.toString().replaceAll("/+$", "");
        return new GoogleEndpoints(
                URI.create(root + "/o/oauth2/v2/auth"),
                URI.create(root + "/token"),
                URI.create(root + "/revoke"),
                URI.create(root + "/v1/userinfo"),
                URI.create(root + "/"),
                Set.of(ISSUER, "accounts.google.com", root));
    }

    /** What {@code iss} of a callback has to be: for the real Google {@link #ISSUER}. */
    String callbackIssuer() {
        return authorization.toString().replaceAll("/o/oauth2/.*$", "");
    }

    /** Whether this is Google itself. */
    boolean isReal() {
        return equals(REAL);
    }

    /** Root of the People API, with a trailing slash. */
    URI people() {
        return isReal() ? URI.create("https://people.googleapis.com/") : api.resolve("people/");
    }

    /** The origins that credentials may be sent to. */
    PinnedOrigins origins() {
        return PinnedOrigins.of(List.of(authorization, token, revocation, userInfo, api, people()));
    }
}
