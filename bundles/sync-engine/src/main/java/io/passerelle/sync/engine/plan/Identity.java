// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import java.nio.ByteBuffer;

/** Keyed fingerprint of an item's UID, as a value that can be a key. */
public record Identity(long high, long low) {
    /** From the 16 bytes of a mapping. */
    public static Identity of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Identity(buffer.getLong(), buffer.getLong());
    }

    /** The 16 bytes for a mapping. */
    public byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    public int hashCode() {
        return (int) (low ^ low >>> 32);
    }
}
