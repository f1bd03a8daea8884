// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for lately, by the code challenge: redeeming a code wants the same permissions again. On a node that did not begin
 * the flow nothing is known, and everything that was consented to is asked for. Thread-safe.
 */
final class AskedScopes {
    private static final int MOST = 1000;
    private final Map<String, Set<String>> byChallenge = new LinkedHashMap<>();

    synchronized void remember(String challenge, Set<String> scopes) {
        if (byChallenge.size() >= MOST) {
            byChallenge.remove(byChallenge.keySet().iterator().next());
        }
        byChallenge.put(challenge, Set.copyOf(scopes));
    }

    synchronized Optional<Set<String>> take(String verifier) {
        return Optional.ofNullable(byChallenge.remove(challenge(verifier)));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
