// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.RandomIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Consents, codes and tokens. Only hashes of secrets are kept. Thread-safe. */
public final class Grants {
    /** What Google answers in {@code expires_in}; the token itself lives a second longer. */
    static final int ACCESS_SECONDS = 3599;
    static final Duration TESTING_LIFETIME = Duration.ofDays(7);
    /** As at Google, one more refresh token silently ends the oldest of that account. */
    private static final int MOST_REFRESH_TOKENS = 100;
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    private final Map<String, Set<String>> consents = new HashMap<>();
    private final Map<String, CodeData> codes = new HashMap<>();
    private final Map<String, RefreshData> refreshTokens = new LinkedHashMap<>();
    private final Map<String, AccessData> accessTokens = new HashMap<>();
    private final Clock clock;
    private final RandomIds random;
    private final Behaviour behaviour;
    private long changes;

    public Grants(Clock clock, RandomIds random, Behaviour behaviour) {
        this.clock = clock;
        this.random = random;
        this.behaviour = behaviour;
    }

    /** What a code stands for. */
    record CodeData(String account, String redirectUri, Set<String> scopes, String challenge, String nonce, boolean refresh,
            Instant expires) {
    }

    /** A refresh token's owner; scopes are those of the consent. */
    public record RefreshData(String account, Instant issued) {
    }

    /** An access token. */
    public record AccessData(String account, Set<String> scopes, Instant expires) {
    }

    public synchronized Set<String> consented(String account) {
        return Set.copyOf(consents.getOrDefault(account, Set.of()));
    }

    public synchronized boolean hasRefreshToken(String account) {
        return refreshTokens.values().stream().anyMatch(t -> t.account().equals(account));
    }

    synchronized void consent(String account, Set<String> scopes) {
        consents.computeIfAbsent(account, a -> new LinkedHashSet<>()).addAll(scopes);
        changes++;
    }

    synchronized String code(Flow flow, String account, Set<String> scopes, boolean refresh) {
        String code = "4/0" + random.secret();
        codes.put(hash(code), new CodeData(account, flow.redirectUri(), Set.copyOf(scopes), flow.challenge(), flow.nonce(), refresh,
                clock.instant().plus(CODE_LIFETIME)));
        return code;
    }

    /** Takes a code out: it works once, whatever comes of it. */
    synchronized Optional<CodeData> takeCode(String code) {
        return Optional.ofNullable(codes.remove(hash(code))).filter(c -> c.expires().isAfter(clock.instant()));
    }

    synchronized String refreshToken(String account) {
        List<String> held = refreshTokens.entrySet().stream().filter(e -> e.getValue().account().equals(account)).map(Map.Entry::getKey).toList();
        if (held.size() >= MOST_REFRESH_TOKENS) {
            refreshTokens.remove(held.get(0));
        }
        String token = "1//0" + random.secret();
        refreshTokens.put(hash(token), new RefreshData(account, clock.instant()));
        changes++;
        return token;
    }

    synchronized String accessToken(String account, Set<String> scopes) {
        String token = "ya29." + random.secret();
        Instant now = clock.instant();
        accessTokens.values().removeIf(t -> t.expires().isBefore(now));
        accessTokens.put(hash(token), new AccessData(account, Set.copyOf(scopes), now.plusSeconds(ACCESS_SECONDS + 1)));
        return token;
    }

    synchronized Optional<RefreshData> refresh(String token) {
        return Optional.ofNullable(refreshTokens.get(hash(token)))
                .filter(t -> !behaviour.testingMode() || t.issued().plus(TESTING_LIFETIME).isAfter(clock.instant()));
    }

    public synchronized Optional<AccessData> access(String token) {
        return Optional.ofNullable(accessTokens.get(hash(token))).filter(t -> t.expires().isAfter(clock.instant()));
    }

    /** Whose token this is, for faults and counters. */
    public synchronized Optional<String> accountOf(String tokenOrCode) {
        String key = hash(tokenOrCode);
        if (codes.containsKey(key)) {
            return Optional.of(codes.get(key).account());
        }
        if (refreshTokens.containsKey(key)) {
            return Optional.of(refreshTokens.get(key).account());
        }
        return Optional.ofNullable(accessTokens.get(key)).map(AccessData::account);
    }

    /** Ends the whole grant to which a token belongs, as Google does. */
    synchronized boolean revoke(String token) {
        String key = hash(token);
        String account = refreshTokens.containsKey(key) ? refreshTokens.get(key).account()
                : access(token).map(AccessData::account).orElse(null);
        if (account == null) {
            return false;
        }
        revokeAccount(account);
        return true;
    }

    /** The person removes the application at Google. */
    public synchronized void revokeAccount(String account) {
        consents.remove(account);
        changes++;
        refreshTokens.values().removeIf(t -> t.account().equals(account));
        accessTokens.values().removeIf(t -> t.account().equals(account));
        codes.values().removeIf(c -> c.account().equals(account));
    }

    public synchronized void expireAccessTokens(String account) {
        accessTokens.values().removeIf(t -> t.account().equals(account));
    }

    /** Grows with every change worth keeping. */
    public synchronized long changes() {
        return changes;
    }

    /** For the snapshot: refresh tokens by hash, oldest first. */
    public synchronized Map<String, RefreshData> refreshTokens() {
        return new LinkedHashMap<>(refreshTokens);
    }

    /** Reads a snapshot back. */
    public synchronized void restore(String account, Collection<String> scopes) {
        consents.put(account, new LinkedHashSet<>(scopes));
    }

    public synchronized void restore(String hash, RefreshData token) {
        refreshTokens.put(hash, token);
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
