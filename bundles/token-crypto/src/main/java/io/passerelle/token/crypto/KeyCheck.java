// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.store.spi.WrappedKeyStore;
import java.security.MessageDigest;
import java.util.Optional;

/** Tells whether a master key belongs to a database. */
final class KeyCheck {
    private final WrappedKeyStore store;

    KeyCheck(WrappedKeyStore store) {
        this.store = store;
    }

    /**
     * Compares every version with what is stored; a version that the database does not know yet is recorded, provided that
     * it comes with one that it knows or that the database is empty.
     *
     * @throws MasterKeyUnavailable when the key is another one
     */
    void admit(VersionedMasterKey key) {
        boolean known = store.isEmpty();
        for (int version : key.versions().keySet()) {
            Optional<byte[]> stored = store.keyCheckValue(VersionedMasterKey.name(version));
            if (stored.isPresent()) {
                compare(key, version, stored.get());
                known = true;
            }
        }
        if (!known) {
            throw another();
        }
        for (int version : key.versions().keySet()) {
            compare(key, version, store.keyCheckValue(VersionedMasterKey.name(version), key.checkValue(version)));
        }
        if (store.keyCheckValue(VersionedMasterKey.name(key.versions().lastKey() + 1)).isPresent()) {
            throw new MasterKeyUnavailable("The keystore is older than the database: the master key was rotated. "
                    + "Copy the keystore of a node that is up to date.");
        }
    }

    private static void compare(VersionedMasterKey key, int version, byte[] stored) {
        if (!MessageDigest.isEqual(stored, key.checkValue(version))) {
            throw another();
        }
    }

    private static MasterKeyUnavailable another() {
        return new MasterKeyUnavailable("The master key in the keystore is not the one that this database was sealed with. "
                + "Put the right keystore in place, from a backup or from another node.");
    }
}
