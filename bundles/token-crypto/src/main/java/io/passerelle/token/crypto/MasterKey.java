// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import java.util.Optional;

/** The key above all others, behind two operations, so that it can live elsewhere than in a file. Called concurrently. */
interface MasterKey {

    /** Name and version of the key that wraps now, for example {@code master/1}. */
    String current();

    /**
     * Wraps a key.
     *
     * @param name the version to wrap with
     * @param key what to wrap
     * @param binding what it belongs to
     */
    byte[] wrap(String name, byte[] key, byte[] binding);

    /** Unwraps a key; empty when it does not open or when this version is not there. */
    Optional<byte[]> unwrap(String name, byte[] wrapped, byte[] binding);
}
