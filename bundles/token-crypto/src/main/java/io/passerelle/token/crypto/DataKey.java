// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One version of a scope's key, in memory.
 *
 * @param version counts from 1
 * @param key AES-256
 */
record DataKey(int version, SecretKey key) {
    static final int BYTES = 32;

    DataKey(int version, byte[] raw) {
        this(version, new SecretKeySpec(raw, "AES"));
    }

    @Override
    public String toString() {
        return "DataKey[not shown]";
    }
}
