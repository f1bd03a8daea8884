// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * An error answer in the shape of Google's Calendar API
 * (<a href="https://developers.google.com/workspace/calendar/api/guides/errors">error reference</a>).
 */
public final class GoogleError extends RuntimeException {
    private final int code;
    private final String domain;
    private final String reason;
    private final String locationType;
    private final String location;
    private final Map<String, String> headers;

    private GoogleError(int code, String domain, String reason, String message, String locationType, String location,
            Map<String, String> headers) {
        super(message, null, false, false);
        this.code = code;
        this.domain = domain;
        this.reason = reason;
        this.locationType = locationType;
        this.location = location;
        this.headers = headers;
    }

    public static GoogleError of(int code, String domain, String reason, String message) {
        return new GoogleError(code, domain, reason, message, null, null, Map.of());
    }

    public static GoogleError badRequest(String domain, String reason, String message) {
        return of(400, domain, reason, message);
    }

    public static GoogleError invalid(String message) {
        return of(400, "global", "invalid", message);
    }

    public static GoogleError required(String message) {
        return of(400, "global", "required", message);
    }

    public static GoogleError parameter(String name, String reason, String message) {
        return new GoogleError(400, "global", reason, message, "parameter", name, Map.of());
    }

    public static GoogleError timeRangeEmpty(String parameter) {
        return new GoogleError(400, "calendar", "timeRangeEmpty", "The specified time range is empty.", "parameter", parameter,
                Map.of());
    }

    public static GoogleError notFound() {
        return of(404, "global", "notFound", "Not Found");
    }

    public static GoogleError duplicate() {
        return of(409, "global", "duplicate", "The requested identifier already exists.");
    }

    public static GoogleError deleted() {
        return of(410, "global", "deleted", "Resource has been deleted");
    }

    public static GoogleError fullSyncRequired() {
        return new GoogleError(410, "calendar", "fullSyncRequired", "Sync token is no longer valid, a full sync is required.",
                "parameter", "syncToken", Map.of());
    }

    public static GoogleError preconditionFailed() {
        return new GoogleError(412, "global", "conditionNotMet", "Precondition Failed", "header", "If-Match", Map.of());
    }

    public static GoogleError unauthenticated() {
        return new GoogleError(401, "global", "authError", "Invalid Credentials", "header", "Authorization",
                Map.of("WWW-Authenticate", "Bearer realm=\"sandbox\", error=\"invalid_token\""));
    }

    public static GoogleError insufficientScope(String scopes) {
        return new GoogleError(403, "global", "insufficientPermissions", "Request had insufficient authentication scopes.",
                null, null, Map.of("WWW-Authenticate",
                        "Bearer realm=\"sandbox\", error=\"insufficient_scope\", scope=\"" + scopes + "\""));
    }

    public static GoogleError needsWriter() {
        return of(403, "calendar", "requiredAccessLevel", "You need to have writer access to this calendar.");
    }

    public static GoogleError usageLimit(int code, String reason, String message, Map<String, String> headers) {
        return new GoogleError(code, "usageLimits", reason, message, null, null, headers);
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public SandboxResponse response() {
        ObjectNode entry = Json.object().put("domain", domain).put("reason", reason).put("message", getMessage());
        if (location != null) {
            entry.put("locationType", locationType).put("location", location);
        }
        ObjectNode error = Json.object().put("code", code).put("message", getMessage());
        error.putArray("errors").add(entry);
        if (code == 401) {
            error.put("status", "UNAUTHENTICATED");
        } else if ("insufficientPermissions".equals(reason)) {
            error.put("status", "PERMISSION_DENIED");
            error.putArray("details").addObject().put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                    .put("reason", "ACCESS_TOKEN_SCOPE_INSUFFICIENT").put("domain", "googleapis.com");
        }
        SandboxResponse response = SandboxResponse.json(code, Json.object().set("error", error));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }
}
