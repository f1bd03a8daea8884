// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id hashes (RFC 9106) in the usual text form. The parameters are those of the OWASP password storage cheat sheet and
 * stand in every hash, so that they can be raised later. A few at a time: each takes 19 MiB for a moment.
 */
final class Passwords {
    private static final int MEMORY = 19_456;
    private static final int ITERATIONS = 2;
    private static final int LEAST_MEMORY = 64;
    private static final int LENGTH = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Semaphore AT_ONCE = new Semaphore(4);

    private static final int SALT = 16;

    /** Of nobody: no password is known that leads to it. */
    private static final String NOBODYS = text(new byte[SALT], new byte[LENGTH], MEMORY, ITERATIONS);

    private final SecureRandom random = new SecureRandom();

    String hash(String password) {
        return hash(password, MEMORY, ITERATIONS);
    }

    /** For a password that everybody knows: at once, because nothing is gained by making it slow to guess. */
    String hashOfAKnownOne(String password) {
        return hash(password, LEAST_MEMORY, 1);
    }

    private String hash(String password, int memory, int iterations) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return text(salt, compute(password, salt, memory, iterations), memory, iterations);
    }

    private static String text(byte[] salt, byte[] hash, int memory, int iterations) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + iterations + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    boolean matches(String password, String stored) {
        Matcher parts = FORM.matcher(stored);
        if (!parts.matches()) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(3));
        byte[] expected = Base64.getDecoder().decode(parts.group(4));
        byte[] actual = compute(password, salt, Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        return MessageDigest.isEqual(expected, actual);
    }

    /** Takes as long as a real comparison, so that the answer does not tell which names exist. */
    void pretend(String password) {
        matches(password, NOBODYS);
    }

    private static byte[] compute(String password, byte[] salt, int memory, int iterations) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(1)
                .build());
        byte[] hash = new byte[LENGTH];
        AT_ONCE.acquireUninterruptibly();
        try {
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            AT_ONCE.release();
        }
        return hash;
    }
}
