// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.error.ErrorCode;
import java.util.Map;

/** What {@code error} of a callback means (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6, Google's own). */
final class CallbackErrors {
    private static final Map<String, ErrorCode> CODES = Map.ofEntries(
            Map.entry("access_denied", ErrorCode.CONSENT_DENIED),
            Map.entry("admin_policy_enforced", ErrorCode.ADMIN_CONSENT_REQUIRED),
            Map.entry("consent_required", ErrorCode.ADMIN_CONSENT_REQUIRED),
            Map.entry("org_internal", ErrorCode.CLIENT_REJECTED),
            Map.entry("unauthorized_client", ErrorCode.CLIENT_REJECTED),
            Map.entry("invalid_client", ErrorCode.CLIENT_REJECTED),
            Map.entry("deleted_client", ErrorCode.CLIENT_REJECTED),
            Map.entry("redirect_uri_mismatch", ErrorCode.REDIRECT_NOT_REGISTERED),
            Map.entry("temporarily_unavailable", ErrorCode.PROVIDER_UNREACHABLE));

    private CallbackErrors() {}

    static ErrorCode code(String error) {
        return CODES.getOrDefault(error, ErrorCode.PROVIDER_ERROR);
    }

    /** Whether it is the person's own decision and no failure. */
    static boolean isCancellation(ErrorCode code) {
        return code == ErrorCode.CONSENT_DENIED;
    }
}
