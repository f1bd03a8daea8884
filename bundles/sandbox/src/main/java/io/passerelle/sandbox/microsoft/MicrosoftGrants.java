// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import io.passerelle.sandbox.state.RandomIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Consents, codes and tokens of the identity platform. Only hashes of secrets are kept. Thread-safe. */
final class MicrosoftGrants {
    static final int ACCESS_SECONDS = 3599;
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    private static final Duration REFRESH_LIFETIME = Duration.ofDays(90);
    private final Map<String, Set<String>> consents = new HashMap<>();
    private final Set<String> tenantConsents = new HashSet<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Token> refreshTokens = new LinkedHashMap<>();
    private final Set<String> redeemed = new HashSet<>();
    private final Map<String, Token> accessTokens = new HashMap<>();
    private final Clock clock;
    private final RandomIds random;
    private long changes;

    MicrosoftGrants(Clock clock, RandomIds random) {
        this.clock = clock;
        this.random = random;
    }

    /** What a code stands for. */
    record Code(String account, String tenant, String redirectUri, Set<String> scopes, String challenge, String nonce, Instant expires) {
    }

    /** What a token stands for. */
    record Token(String account, Set<String> scopes, Instant expires) {
    }

    synchronized Set<String> consented(String account) {
        return Set.copyOf(consents.getOrDefault(account, Set.of()));
    }

    synchronized void consent(String account, Set<String> scopes) {
        consents.computeIfAbsent(account, a -> new LinkedHashSet<>()).addAll(scopes);
        changes++;
    }

    /** An administrator consents for everybody of a tenant. */
    synchronized void consentForTenant(String tenant) {
        tenantConsents.add(tenant);
    }

    synchronized boolean tenantConsented(String tenant) {
        return tenantConsents.contains(tenant);
    }

    synchronized String code(MicrosoftFlow flow, Set<String> scopes) {
        String code = "0.A" + random.secret();
        codes.put(hash(code), new Code(flow.account(), flow.tenant(), flow.redirectUri(), Set.copyOf(scopes), flow.challenge(), flow.nonce(),
                clock.instant().plus(CODE_LIFETIME)));
        return code;
    }

    /** Takes a code out: it works once, whatever comes of it. */
    synchronized Optional<Code> takeCode(String code) {
        return Optional.ofNullable(codes.remove(hash(code))).filter(c -> c.expires().isAfter(clock.instant()));
    }

    synchronized String refreshToken(String account, Set<String> scopes) {
        String token = "1.A" + random.secret();
        refreshTokens.put(hash(token), new Token(account, Set.copyOf(scopes), clock.instant().plus(REFRESH_LIFETIME)));
        changes++;
        return token;
    }

    /** Takes a refresh token out: it is replaced by the one that is issued next, and refused from then on. */
    synchronized Optional<Token> redeem(String token) {
        String key = hash(token);
        Optional<Token> found = Optional.ofNullable(refreshTokens.remove(key)).filter(t -> t.expires().isAfter(clock.instant()));
        found.ifPresent(t -> redeemed.add(key));
        return found;
    }

    /** Whether a refresh token was replaced by a newer one. */
    synchronized boolean wasRedeemed(String token) {
        return redeemed.contains(hash(token));
    }

    synchronized String accessToken(String account, Set<String> scopes) {
        String token = "EwB" + random.secret();
        Instant now = clock.instant();
        accessTokens.values().removeIf(t -> t.expires().isBefore(now));
        accessTokens.put(hash(token), new Token(account, Set.copyOf(scopes), now.plusSeconds(ACCESS_SECONDS + 1)));
        return token;
    }

    synchronized Optional<Token> access(String token) {
        return Optional.ofNullable(accessTokens.get(hash(token))).filter(t -> t.expires().isAfter(clock.instant()));
    }

    /** Whose refresh token or code this is, for faults and counters. */
    synchronized Optional<String> accountOf(String secret) {
        String key = hash(secret);
        return Optional.ofNullable(codes.get(key)).map(Code::account)
                .or(() -> Optional.ofNullable(refreshTokens.get(key)).map(Token::account))
                .or(() -> Optional.ofNullable(accessTokens.get(key)).map(Token::account));
    }

    /** The person removes the application at Microsoft. */
    synchronized void revoke(String account) {
        consents.remove(account);
        refreshTokens.values().removeIf(t -> t.account().equals(account));
        accessTokens.values().removeIf(t -> t.account().equals(account));
        codes.values().removeIf(c -> c.account().equals(account));
        changes++;
    }

    synchronized void expireAccessTokens(String account) {
        accessTokens.values().removeIf(t -> t.account().equals(account));
    }

    /** Grows with every change worth keeping. */
    synchronized long changes() {
        return changes;
    }

    static String hash(String secret) {
        return HexFormat.of().formatHex(sha256(secret));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
