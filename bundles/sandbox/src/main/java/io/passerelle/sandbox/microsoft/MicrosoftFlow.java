// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import java.time.Instant;
import java.util.Set;

/**
 * An authorization request on its way through the pages.
 *
 * @param tenant  first segment of the authority: common, organizations, consumers, or a tenant's id or domain
 * @param account chosen on the sign-in page, null before
 */
record MicrosoftFlow(String id, String tenant, String redirectUri, String responseMode, Set<String> scopes, String state, String challenge,
        String nonce, boolean forceConsent, String loginHint, Instant expires, String account) {
    MicrosoftFlow signedIn(String email) {
        return new MicrosoftFlow(id, tenant, redirectUri, responseMode, scopes, state, challenge, nonce, forceConsent, loginHint, expires, email);
    }

    @Override
    public String toString() {
        return "MicrosoftFlow";
    }
}
