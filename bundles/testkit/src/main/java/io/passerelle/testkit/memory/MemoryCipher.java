// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.memory;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A cipher that binds what it seals to scope and field and forgets a shredded scope, but hides nothing: for tests only.
 * Fingerprints differ between integrations, as those of a real cipher do.
 */
public final class MemoryCipher implements TokenCipher {
    private final Set<SealScope> shredded = new HashSet<>();

    @Override
    public synchronized byte[] seal(SealScope scope, String field, byte[] plain) {
        byte[] tag = tag(scope, field);
        byte[] sealed = Arrays.copyOf(tag, tag.length + plain.length);
        for (int i = 0; i < plain.length; i++) {
            sealed[tag.length + i] = (byte) (plain[i] ^ 0x5a);
        }
        return sealed;
    }

    @Override
    public synchronized byte[] open(SealScope scope, String field, byte[] sealed) {
        byte[] tag = tag(scope, field);
        if (shredded.contains(scope)
                || sealed.length < tag.length
                || !Arrays.equals(tag, Arrays.copyOf(sealed, tag.length))) {
            throw PasserelleException.of(ErrorCode.SECRET_UNREADABLE);
        }
        byte[] plain = Arrays.copyOfRange(sealed, tag.length, sealed.length);
        for (int i = 0; i < plain.length; i++) {
            plain[i] ^= 0x5a;
        }
        return plain;
    }

    @Override
    public Fingerprints fingerprints(SealScope.OfIntegration scope) {
        MessageDigest digest = sha256();
        byte[] key = scope.integration().toString().getBytes(StandardCharsets.UTF_8);
        return (path, canonical) -> {
            digest.update(key);
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(canonical.getBytes(StandardCharsets.UTF_8)), 16);
        };
    }

    @Override
    public synchronized void shred(SealScope scope) {
        shredded.add(scope);
    }

    private static byte[] tag(SealScope scope, String field) {
        return sha256().digest((scope + "|" + field).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
