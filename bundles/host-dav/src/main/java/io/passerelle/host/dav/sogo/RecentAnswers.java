// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.sogo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whose session a cookie was, for half a minute. The cookie itself is not kept: answers are found by its HMAC under a key that
 * lives as long as this object. Thread-safe.
 */
final class RecentAnswers {
    static final Duration KEPT = Duration.ofSeconds(30);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MOST = 10_000;

    private record Answer(String user, Instant until) {}

    private final SecretKeySpec key;
    private final Clock clock;
    private final Map<String, Answer> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MOST;
        }
    };

    RecentAnswers(Clock clock) {
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    Optional<String> find(String cookie) {
        String digest = digest(cookie);
        synchronized (answers) {
            Answer answer = answers.get(digest);
            if (answer != null && !clock.instant().isBefore(answer.until())) {
                answers.remove(digest);
                return Optional.empty();
            }
            return Optional.ofNullable(answer).map(Answer::user);
        }
    }

    void keep(String cookie, String user) {
        String digest = digest(cookie);
        synchronized (answers) {
            answers.remove(digest);
            answers.put(digest, new Answer(user, clock.instant().plus(KEPT)));
        }
    }

    void forget(String cookie) {
        String digest = digest(cookie);
        synchronized (answers) {
            answers.remove(digest);
        }
    }

    private String digest(String cookie) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(cookie.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
