// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import java.time.Instant;
import java.util.Set;

/**
 * An authorization request on its way through the pages.
 *
 * @param account chosen on the sign-in page, null before
 */
record Flow(String id, String redirectUri, Set<String> scopes, String state, String challenge, String nonce, boolean offline,
        boolean forceConsent, boolean includeGranted, String loginHint, Instant expires, String account) {

    Flow signedIn(String email) {
        return new Flow(id, redirectUri, scopes, state, challenge, nonce, offline, forceConsent, includeGranted, loginHint, expires, email);
    }

    @Override
    public String toString() {
        return "Flow";
    }
}
