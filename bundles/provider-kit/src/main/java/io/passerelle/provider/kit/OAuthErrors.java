// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Maps error answers of a token endpoint (RFC 6749 §5.2, RFC 7009 §2.2.1) and of an authorization endpoint (§4.1.2.1) to the
 * catalogue. Only a definite answer means a lost grant; what is not known may pass.
 */
public final class OAuthErrors {
    private static final Map<String, ErrorCode> CODES = Map.ofEntries(
            Map.entry("invalid_grant", ErrorCode.GRANT_LOST),
            Map.entry("unauthorized_client", ErrorCode.GRANT_LOST),
            Map.entry("invalid_token", ErrorCode.GRANT_LOST),
            Map.entry("interaction_required", ErrorCode.GRANT_LOST),
            Map.entry("consent_required", ErrorCode.GRANT_LOST),
            Map.entry("login_required", ErrorCode.GRANT_LOST),
            Map.entry("invalid_client", ErrorCode.CLIENT_REJECTED),
            Map.entry("deleted_client", ErrorCode.CLIENT_REJECTED),
            Map.entry("disabled_client", ErrorCode.CLIENT_REJECTED),
            Map.entry("org_internal", ErrorCode.CLIENT_REJECTED),
            Map.entry("redirect_uri_mismatch", ErrorCode.REDIRECT_NOT_REGISTERED),
            Map.entry("access_denied", ErrorCode.CONSENT_DENIED),
            Map.entry("admin_policy_enforced", ErrorCode.ADMIN_CONSENT_REQUIRED),
            Map.entry("invalid_scope", ErrorCode.SCOPE_MISSING),
            Map.entry("insufficient_scope", ErrorCode.SCOPE_MISSING),
            Map.entry("slow_down", ErrorCode.RATE_LIMITED_BY_PROVIDER),
            Map.entry("rate_limit_exceeded", ErrorCode.RATE_LIMITED_BY_PROVIDER));
    private static final Pattern NAME = Pattern.compile("[a-z_]{1,60}");
    private static final int TOO_MANY_REQUESTS = 429;

    private OAuthErrors() {}

    /**
     * The failure behind an error answer.
     *
     * @param status HTTP status, 0 when there is none
     * @param error the {@code error} member of the answer; empty when the answer had none
     * @param retryAfter what the service asked us to wait
     * @return never null; its message holds the status and the error's name, never what the service wrote beside it, which may
     *     repeat a token
     */
    public static PasserelleException of(int status, Optional<String> error, Optional<Duration> retryAfter) {
        String name = error.filter(text -> NAME.matcher(text).matches()).orElse("");
        String detail = name.isEmpty() ? "HTTP " + status : "HTTP " + status + ", " + name;
        PasserelleException failure = PasserelleException.of(code(status, name), detail);
        return retryAfter.map(failure::retryAfter).orElse(failure);
    }

    private static ErrorCode code(int status, String name) {
        if (status == TOO_MANY_REQUESTS) {
            return ErrorCode.RATE_LIMITED_BY_PROVIDER;
        }
        return status >= 500 ? ErrorCode.PROVIDER_ERROR : CODES.getOrDefault(name, ErrorCode.PROVIDER_ERROR);
    }
}
