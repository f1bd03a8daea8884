// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Reads ID tokens (OpenID Connect Core 1.0 §2) that came straight from the token endpoint over TLS, where the connection
 * vouches for the issuer and the signature need not be checked (§3.1.3.7, 6). Not for ID tokens from anywhere else.
 */
public final class IdTokens {
    private static final int LONGEST = 65536;

    private IdTokens() {}

    /**
     * The JSON text of the claims.
     *
     * @param token a JWT in compact form
     * @throws PasserelleException {@code PROVIDER_ANSWER_UNREADABLE}
     */
    public static String claims(String token) {
        String[] parts = token.length() > LONGEST ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the ID token is not a JWT");
        }
        try {
            return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the ID token is not base64url");
        }
    }

    /**
     * Checks who issued the claims and for whom, and names the subject.
     *
     * @param claims decoded claims
     * @param issuers accepted values of {@code iss}
     * @param clientId our client, which has to be among {@code aud}
     * @return the non-blank {@code sub}
     * @throws PasserelleException {@code ISSUER_MISMATCH} for another issuer or audience, {@code PROVIDER_ANSWER_UNREADABLE}
     *     without subject
     */
    public static String subject(Map<String, ?> claims, Set<String> issuers, String clientId) {
        if (!(claims.get("iss") instanceof String issuer) || !issuers.contains(issuer)) {
            throw PasserelleException.of(ErrorCode.ISSUER_MISMATCH, "iss of the ID token");
        }
        Object audience = claims.get("aud");
        boolean ours = audience instanceof Collection<?> several ? several.contains(clientId) : clientId.equals(audience);
        if (!ours) {
            throw PasserelleException.of(ErrorCode.ISSUER_MISMATCH, "aud of the ID token");
        }
        if (!(claims.get("sub") instanceof String subject) || subject.isBlank()) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the ID token names no subject");
        }
        return subject;
    }
}
