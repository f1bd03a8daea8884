// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxResponse;

/** An error of the token or revocation endpoint, RFC 6749 section 5.2. */
public final class OAuthError extends RuntimeException {
    private final int status;
    private final String error;

    public OAuthError(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    static OAuthError invalidGrant(String description) {
        return new OAuthError(400, "invalid_grant", description);
    }

    static OAuthError invalidRequest(String description) {
        return new OAuthError(400, "invalid_request", description);
    }

    public SandboxResponse response() {
        ObjectNode body = Json.object().put("error", error).put("error_description", getMessage());
        return SandboxResponse.json(status, body);
    }
}
