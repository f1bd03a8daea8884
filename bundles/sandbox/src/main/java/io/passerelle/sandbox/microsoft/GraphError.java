// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxResponse;
import java.util.Map;

/** An error answer in the shape of Graph (<a href="https://learn.microsoft.com/graph/errors">error reference</a>). */
final class GraphError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    private GraphError(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    static GraphError of(int status, String code, String message) {
        return new GraphError(status, code, message, Map.of());
    }

    static GraphError of(int status, String code, String message, Map<String, String> headers) {
        return new GraphError(status, code, message, headers);
    }

    static GraphError badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    static GraphError property(String name, String type) {
        return of(400, "RequestBodyRead", "The property '" + name + "' does not exist on type 'microsoft.graph." + type
                + "'. Make sure to only use property names that are defined by the type.");
    }

    static GraphError unreadable(String name, String type) {
        return of(400, "RequestBodyRead", "Cannot read the value of the property '" + name + "': the expected type is '" + type + "'.");
    }

    static GraphError invalid(String message) {
        return of(400, "ErrorInvalidRequest", message);
    }

    static GraphError query(String option) {
        return of(400, "ErrorInvalidUrlQuery", "The query option '" + option + "' is not supported here.");
    }

    static GraphError notFound() {
        return of(404, "ErrorItemNotFound", "The specified object was not found in the store.");
    }

    static GraphError noResource(String segment) {
        return of(400, "BadRequest", "Resource not found for the segment '" + segment + "'.");
    }

    static GraphError stale() {
        return of(412, "ErrorIrresolvableConflict",
                "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.");
    }

    static GraphError syncStateNotFound() {
        return of(410, "SyncStateNotFound", "The sync state generation is not found; a full synchronization is needed.");
    }

    static GraphError unauthenticated() {
        return of(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.",
                Map.of("WWW-Authenticate", "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\""));
    }

    static GraphError accessDenied() {
        return of(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    static GraphError throttled(int seconds) {
        return of(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", Map.of("Retry-After", "" + seconds));
    }

    /** The body alone, as a part of a batch has it. */
    ObjectNode body() {
        ObjectNode error = Json.object().put("code", code).put("message", getMessage());
        error.putObject("innerError").put("date", "2026-01-01T00:00:00").put("request-id", "00000000-0000-0000-0000-000000000000")
                .put("client-request-id", "00000000-0000-0000-0000-000000000000");
        return Json.object().set("error", error);
    }

    SandboxResponse response() {
        SandboxResponse response = SandboxResponse.json(status, body());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }
}
