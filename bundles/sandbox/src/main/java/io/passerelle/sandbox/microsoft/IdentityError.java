// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxResponse;

/** An error of the token endpoint (<a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">AADSTS codes</a>). */
final class IdentityError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String error;
    private final int number;
    private final String suberror;

    IdentityError(int status, String error, int number, String description, String suberror) {
        super("AADSTS" + number + ": " + description, null, false, false);
        this.status = status;
        this.error = error;
        this.number = number;
        this.suberror = suberror;
    }

    static IdentityError invalidGrant(int number, String description) {
        return new IdentityError(400, "invalid_grant", number, description, null);
    }

    static IdentityError invalidRequest(int number, String description) {
        return new IdentityError(400, "invalid_request", number, description, null);
    }

    SandboxResponse response() {
        ObjectNode body = Json.object().put("error", error).put("error_description",
                getMessage() + " Trace ID: 00000000-0000-0000-0000-000000000000 Correlation ID: 00000000-0000-0000-0000-000000000000");
        body.putArray("error_codes").add(number);
        body.put("timestamp", "2026-01-01 00:00:00Z").put("trace_id", "00000000-0000-0000-0000-000000000000")
                .put("correlation_id", "00000000-0000-0000-0000-000000000000");
        if (suberror != null) {
            body.put("suberror", suberror);
        }
        if ("basic_action".equals(suberror)) {
            body.put("claims", "{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"sandbox-policy\"]}}}");
        }
        return SandboxResponse.json(status, body);
    }
}
