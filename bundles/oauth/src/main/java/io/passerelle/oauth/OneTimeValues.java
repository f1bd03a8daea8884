// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Values that are used once: states, verifiers, cookies. */
final class OneTimeValues {
    /** 256 bit: as base64url 43 characters, the shortest PKCE verifier (RFC 7636 §4.1). */
    static final int SECRET_BYTES = 32;

    /** For what is public but not to be guessed. */
    static final int ID_BYTES = 16;

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random;

    OneTimeValues(SecureRandom random) {
        this.random = random;
    }

    String secret() {
        return next(SECRET_BYTES);
    }

    String id() {
        return next(ID_BYTES);
    }

    private String next(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return BASE64URL.encodeToString(bytes);
    }

    static byte[] digest(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is not available", impossible);
        }
    }

    /** In constant time. */
    static boolean matches(String value, byte[] digest) {
        return MessageDigest.isEqual(digest(value), digest);
    }

    /** PKCE's S256. */
    static String challenge(String verifier) {
        return BASE64URL.encodeToString(digest(verifier));
    }
}
