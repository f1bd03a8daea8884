// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-SHA-256 (RFC 5869) for one block of output, without a salt: the input is a random key already. */
final class Hkdf {
    static final String HMAC = "HmacSHA256";

    private Hkdf() {}

    static SecretKey derive(SecretKey from, byte[] info) {
        byte[] extracted = mac(new SecretKeySpec(new byte[32], HMAC)).doFinal(from.getEncoded());
        Mac expand = mac(new SecretKeySpec(extracted, HMAC));
        expand.update(info);
        expand.update((byte) 1);
        return new SecretKeySpec(expand.doFinal(), HMAC);
    }

    static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", impossible);
        }
    }
}
