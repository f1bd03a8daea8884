// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Error answers in the shape of Google's newer APIs: {@code status} and, where there is more to say, an {@code ErrorInfo} among the
 * details (<a href="https://cloud.google.com/apis/design/errors">error model</a>). The older {@code errors} list comes along, as
 * People v1 still sends it.
 */
public final class RpcErrors {
    private static final String SERVICE = "people.googleapis.com";

    private RpcErrors() {
    }

    /** A sync token that is too old: a 400, not a 410. */
    public static GoogleError expiredSyncToken() {
        return GoogleError.badRequest("global", "EXPIRED_SYNC_TOKEN",
                "Sync token is expired. Clear local cache and retry call without the sync token.");
    }

    /** The contact is not the one that was read. */
    public static GoogleError stale() {
        return GoogleError.badRequest("global", "failedPrecondition",
                "Request person.etag is different than the current person.etag. Clear local cache and get the latest person.");
    }

    /** Two changes of one account at the same time. */
    public static GoogleError aborted() {
        return GoogleError.of(409, "global", "aborted", "The operation was aborted: another change of this user's contacts is under way.");
    }

    public static GoogleError notFound() {
        return GoogleError.of(404, "global", "notFound", "Requested entity was not found.");
    }

    /** Calendar's way of saying something, in the words of the newer APIs. */
    public static SandboxResponse response(GoogleError error) {
        String info = info(error);
        String legacy = "EXPIRED_SYNC_TOKEN".equals(error.reason()) ? "failedPrecondition" : legacy(error);
        ObjectNode out = Json.object().put("code", error.code()).put("message", error.getMessage());
        out.putArray("errors").addObject().put("message", error.getMessage()).put("domain", "global").put("reason", legacy);
        out.put("status", status(error));
        if (info != null) {
            ObjectNode detail = out.putArray("details").addObject().put("@type", "type.googleapis.com/google.rpc.ErrorInfo").put("reason", info)
                    .put("domain", info.equals("EXPIRED_SYNC_TOKEN") ? SERVICE : "googleapis.com");
            detail.putObject("metadata").put("service", SERVICE);
        }
        SandboxResponse response = SandboxResponse.json(error.code(), Json.object().set("error", out));
        for (var header : error.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    /** The name that google.rpc.Code has for an error. */
    public static String status(GoogleError error) {
        return switch (error.code()) {
            case 400 -> "failedPrecondition".equals(error.reason()) || "EXPIRED_SYNC_TOKEN".equals(error.reason()) ? "FAILED_PRECONDITION"
                    : "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404, 405 -> "NOT_FOUND";
            case 409 -> "aborted".equals(error.reason()) ? "ABORTED" : "ALREADY_EXISTS";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> "INTERNAL";
        };
    }

    private static String info(GoogleError error) {
        return switch (error.reason()) {
            case "EXPIRED_SYNC_TOKEN" -> "EXPIRED_SYNC_TOKEN";
            case "insufficientPermissions" -> "ACCESS_TOKEN_SCOPE_INSUFFICIENT";
            case "rateLimitExceeded", "userRateLimitExceeded" -> "RATE_LIMIT_EXCEEDED";
            default -> null;
        };
    }

    private static String legacy(GoogleError error) {
        return error.code() == 400 && !"failedPrecondition".equals(error.reason()) ? "badRequest" : error.reason();
    }
}
