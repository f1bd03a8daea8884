// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import java.net.URI;
import java.util.Optional;

/**
 * The OAuth flows of a provider with one client registration. It keeps nothing: what it returns is sealed and stored by
 * the caller. Calls block; they end within 30 seconds. Failures are
 * {@link io.passerelle.model.error.PasserelleException}: {@code GRANT_LOST} only for a definite answer
 * ({@code invalid_grant}, …), {@code CLIENT_REJECTED} for {@code invalid_client}, {@code PROVIDER_UNREACHABLE},
 * {@code PROVIDER_ERROR} or {@code PROVIDER_ANSWER_UNREADABLE} for everything that may pass.
 */
public interface Authorizer {

    /** The page to send the person to; no request is made. */
    URI begin(AuthorizationRequest request);

    /** The issuer that is expected in {@code iss} of the callback (RFC 9207), or empty when it is not advertised. */
    Optional<String> advertisedIssuer();

    /**
     * What {@code iss} has to be when a callback carries one (RFC 9207 §2.4), whether it is advertised or not; empty when the
     * provider's issuer is not known, and nothing is compared.
     */
    default Optional<String> expectedIssuer() {
        return advertisedIssuer();
    }

    /**
     * Exchanges a code, finds out whose account it is and makes a test call.
     *
     * @param answer what the callback brought
     * @return what was granted; nothing was stored
     * @throws UnfinishedAuthorization when something failed after the exchange: the caller gives the fresh grant back
     */
    Authorization complete(AuthorizationAnswer answer);

    /**
     * Renews an access token.
     *
     * @param current what is stored
     * @return the credential to store in its place, before its access token is used
     */
    Credential refresh(Credential current);

    /**
     * Revokes a grant at the provider where it can be. Failure is reported, and does not keep the caller from deleting.
     */
    void revoke(Credential current);

    /**
     * Checks client id, secret and redirect URI against the live service without any user.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code CLIENT_REJECTED}, {@code REDIRECT_NOT_REGISTERED}, or
     *     what kept us from knowing
     */
    void check();
}
