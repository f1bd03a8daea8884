// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxResponse;

/** What Graph says when something goes wrong. */
final class GraphRefusals {
    private GraphRefusals() {
    }

    static SandboxResponse of(Fault fault) {
        SandboxResponse refusal = switch (fault.kind()) {
            case UNAUTHORIZED -> error(401, "InvalidAuthenticationToken", "Access token validation failure.");
            case FORBIDDEN -> error(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
            case SYNC_TOKEN_EXPIRED -> error(410, "SyncStateNotFound", "The sync state generation is not found.");
            case PRECONDITION_FAILED -> error(412, "ErrorIrresolvableConflict", "The change key passed in the request does not match the current change key for the item.");
            case RATE_LIMITED, USER_RATE_LIMITED, TOO_MANY_REQUESTS -> error(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
            case QUOTA_EXCEEDED, DAILY_LIMIT -> error(429, "ErrorQuotaExceeded", "The mailbox's quota is used up.");
            case UNAVAILABLE -> error(503, "ErrorMailboxStoreUnavailable", "The mailbox database is temporarily unavailable.");
            case NOT_JSON -> SandboxResponse.text(502, "text/html; charset=UTF-8", "<!DOCTYPE html><html><body><h2>Our services aren't available right now</h2></body></html>");
            default -> error(500, "InternalServerError", "An internal server error occurred. The operation failed.");
        };
        return fault.parameter() > 0 ? refusal.with("Retry-After", "" + fault.parameter()) : refusal;
    }

    private static SandboxResponse error(int status, String code, String message) {
        ObjectNode error = Json.object().put("code", code).put("message", message);
        error.putObject("innerError").put("date", "2026-01-01T00:00:00").put("request-id", "00000000-0000-0000-0000-000000000000");
        return SandboxResponse.json(status, Json.object().set("error", error));
    }
}
