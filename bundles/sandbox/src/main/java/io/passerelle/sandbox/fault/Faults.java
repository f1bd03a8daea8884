// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.RpcErrors;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The faults in force, and what each does to a request. Thread-safe. */
public final class Faults {
    private final List<Fault> active = new ArrayList<>();

    public synchronized void add(Fault fault) {
        active.add(fault);
    }

    public synchronized void clear() {
        active.clear();
    }

    public synchronized List<Fault> active() {
        return List.copyOf(active);
    }

    /** Takes the first fault that is due for this request. */
    private synchronized Optional<Fault> take(String name, String account, SandboxRequest request) {
        for (int i = 0; i < active.size(); i++) {
            Fault fault = active.get(i);
            boolean applies = fault.kind() != FaultKind.SYNC_TOKEN_EXPIRED || request.query().has("syncToken")
                    || request.query().has("$deltatoken");
            if (applies && fault.matches(name, account)) {
                if (fault.skip() > 0) {
                    active.set(i, fault.after(fault.skip() - 1));
                    continue;
                }
                if (fault.count() > 1) {
                    active.set(i, fault.times(fault.count() - 1));
                } else {
                    active.remove(i);
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** Carries out a request as the faults have it. */
    public SandboxResponse apply(String name, String account, SandboxRequest request, Supplier<SandboxResponse> work) {
        Fault fault = take(name, account, request).orElse(null);
        if (fault == null) {
            return work.get();
        }
        return switch (fault.kind()) {
            case SLOW -> {
                SandboxResponse response = work.get();
                yield response.with(response.delivery().delayed(Duration.ofMillis(fault.parameter())));
            }
            case CUT_BODY -> {
                SandboxResponse response = work.get();
                yield response.with(response.delivery().cut(response.body().length / 2));
            }
            case ANSWER_LOST -> {
                SandboxResponse response = work.get();
                yield response.with(response.delivery().drop());
            }
            case CONNECTION_LOST -> {
                SandboxResponse nothing = SandboxResponse.empty(500);
                yield nothing.with(nothing.delivery().drop());
            }
            default -> name.startsWith("graph.") ? GraphRefusals.of(fault) : isRpc(name) ? rpcRefusal(fault) : refusal(fault, name);
        };
    }

    /** The newer APIs say the same in other words, and some of it with another status. */
    private static boolean isRpc(String name) {
        return name.startsWith("people.") || name.startsWith("contactGroups.");
    }

    private static SandboxResponse rpcRefusal(Fault fault) {
        Map<String, String> retry = fault.parameter() > 0 ? Map.of("Retry-After", "" + fault.parameter()) : Map.of();
        return switch (fault.kind()) {
            case NOT_JSON -> refusal(fault, "");
            case UNAUTHORIZED -> RpcErrors.response(GoogleError.unauthenticated());
            case FORBIDDEN -> RpcErrors.response(GoogleError.of(403, "global", "forbidden", "The caller does not have permission"));
            case QUOTA_EXCEEDED, DAILY_LIMIT -> RpcErrors.response(GoogleError.usageLimit(429, "dailyLimitExceeded", "Quota exceeded.", retry));
            case RATE_LIMITED, USER_RATE_LIMITED, TOO_MANY_REQUESTS -> RpcErrors.response(GoogleError.usageLimit(429, "rateLimitExceeded",
                    "Quota exceeded for quota metric and limit 'per minute per user'.", retry));
            case SYNC_TOKEN_EXPIRED -> RpcErrors.response(RpcErrors.expiredSyncToken());
            case PRECONDITION_FAILED -> RpcErrors.response(RpcErrors.stale());
            case UNAVAILABLE -> withAll(RpcErrors.response(GoogleError.of(503, "global", "backendError", "The service is currently unavailable.")), retry);
            default -> RpcErrors.response(GoogleError.of(500, "global", "backendError", "Internal error encountered."));
        };
    }

    private static SandboxResponse refusal(Fault fault, String name) {
        boolean oauth = name.startsWith("oauth.");
        Map<String, String> retry = fault.parameter() > 0 ? Map.of("Retry-After", "" + fault.parameter()) : Map.of();
        return switch (fault.kind()) {
            case INVALID_GRANT -> oauthError(400, "invalid_grant", "Token has been expired or revoked.");
            case INVALID_CLIENT -> oauthError(401, "invalid_client", "The provided client secret is invalid.");
            case NOT_JSON -> SandboxResponse.text(502, "text/html; charset=UTF-8",
                    "<!DOCTYPE html><html><head><title>Error 502 (Server Error)!!1</title></head><body>That&#39;s an error.</body></html>");
            case UNAUTHORIZED -> oauth ? oauthError(401, "invalid_client", "Unauthorized") : GoogleError.unauthenticated().response();
            case RATE_LIMITED -> GoogleError.usageLimit(403, "rateLimitExceeded", "Rate Limit Exceeded", retry).response();
            case USER_RATE_LIMITED -> GoogleError.usageLimit(403, "userRateLimitExceeded", "User Rate Limit Exceeded", retry).response();
            case QUOTA_EXCEEDED -> GoogleError.usageLimit(403, "quotaExceeded", "Calendar usage limits exceeded.", retry).response();
            case DAILY_LIMIT -> GoogleError.usageLimit(403, "dailyLimitExceeded", "Daily Limit Exceeded", retry).response();
            case FORBIDDEN -> GoogleError.of(403, "global", "forbidden", "Forbidden").response();
            case SYNC_TOKEN_EXPIRED -> GoogleError.fullSyncRequired().response();
            case PRECONDITION_FAILED -> GoogleError.preconditionFailed().response();
            case TOO_MANY_REQUESTS -> GoogleError.usageLimit(429, "rateLimitExceeded", "Too Many Requests", retry).response();
            case UNAVAILABLE -> withAll(oauth ? oauthError(503, "temporarily_unavailable", "Service unavailable")
                    : GoogleError.of(503, "global", "backendError", "Service unavailable. Please try again later.").response(), retry);
            default -> oauth ? oauthError(500, "internal_failure", "Backend Error")
                    : GoogleError.of(500, "global", "backendError", "Backend Error").response();
        };
    }

    private static SandboxResponse withAll(SandboxResponse response, Map<String, String> headers) {
        SandboxResponse out = response;
        Iterator<Map.Entry<String, String>> entries = headers.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, String> header = entries.next();
            out = out.with(header.getKey(), header.getValue());
        }
        return out;
    }

    private static SandboxResponse oauthError(int status, String error, String description) {
        ObjectNode body = Json.object().put("error", error).put("error_description", description);
        return SandboxResponse.json(status, body);
    }
}
