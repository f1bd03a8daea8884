// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import java.util.Set;

/**
 * The one registered client.
 *
 * @param redirectUris compared character by character
 */
public record OAuthClient(String id, String secret, Set<String> redirectUris) {
    public static final String DEFAULT_ID = "sandbox-client.apps.example";
    public static final String DEFAULT_REDIRECT = "http://localhost:8181/integrations/api/oauth/google/callback";

    public OAuthClient {
        redirectUris = Set.copyOf(redirectUris);
    }

    @Override
    public String toString() {
        return "OAuthClient " + id;
    }
}
