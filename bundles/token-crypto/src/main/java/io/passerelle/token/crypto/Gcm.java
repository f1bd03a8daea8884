// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with random 96-bit nonces (NIST SP 800-38D §8.2.2); the nonce precedes the ciphertext. */
final class Gcm {
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private final SecureRandom random;

    Gcm(SecureRandom random) {
        this.random = random;
    }

    byte[] seal(SecretKey key, byte[] plain, byte[] associated) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associated);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is not available", impossible);
        }
    }

    /** Empty when it does not open. */
    static Optional<byte[]> open(SecretKey key, byte[] sealed, int offset, byte[] associated) {
        int length = sealed.length - offset - NONCE_BYTES;
        if (length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOfRange(sealed, offset, offset + NONCE_BYTES);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(sealed, offset + NONCE_BYTES, length));
        } catch (AEADBadTagException doesNotOpen) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is not available", impossible);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
