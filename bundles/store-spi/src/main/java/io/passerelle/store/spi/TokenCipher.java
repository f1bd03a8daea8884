// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

/**
 * Seals what must not be read from the database: AES-256-GCM under a key per integration, wrapped by its user's key, wrapped
 * by the master key. Called concurrently; no call keeps a reference to what it was given.
 */
public interface TokenCipher {

    /**
     * Seals.
     *
     * @param scope under whose key; the key is created when there is none
     * @param field what it is, for example {@code credential}; bound to the result
     * @param plain at most 16 MiB
     * @return versioned, self-describing, never the same twice
     */
    byte[] seal(SealScope scope, String field, byte[] plain);

    /**
     * Opens what {@link #seal} returned for the same scope and field.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code SECRET_UNREADABLE} when it does not open: another
     *     scope, another field, a changed byte, a key that is gone
     */
    byte[] open(SealScope scope, String field, byte[] sealed);

    /**
     * Keyed fingerprints for the fields of an integration's items: equal within the integration, unrelated between two
     * (HMAC-SHA-256, truncated to 128 bit, under a key derived from the integration's).
     */
    Fingerprints fingerprints(SealScope.OfIntegration scope);

    /** Forgets a scope's key for good: everything sealed under it can never be opened again. */
    void shred(SealScope scope);

    /** Makes fingerprints. Used by one thread. */
    interface Fingerprints {
        /**
         * The fingerprint of a field.
         *
         * @param path the field
         * @param canonical its canonical text
         * @return 16 bytes
         */
        byte[] of(String path, String canonical);
    }
}
