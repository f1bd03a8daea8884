// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.store.spi.TokenCipher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC-SHA-256, truncated to 128 bit. One {@link Mac} for the life of the object: looking one up costs more than using it. */
final class HmacFingerprints implements TokenCipher.Fingerprints {
    private static final int BYTES = 16;

    private final Mac mac;

    HmacFingerprints(SecretKey key) {
        mac = Hkdf.mac(key);
    }

    @Override
    public byte[] of(String path, String canonical) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        mac.update((byte) (name.length >>> 24));
        mac.update((byte) (name.length >>> 16));
        mac.update((byte) (name.length >>> 8));
        mac.update((byte) name.length);
        mac.update(name);
        return Arrays.copyOf(mac.doFinal(canonical.getBytes(StandardCharsets.UTF_8)), BYTES);
    }
}
