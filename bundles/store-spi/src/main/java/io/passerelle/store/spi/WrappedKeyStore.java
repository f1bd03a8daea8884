// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.OrganisationId;
import java.util.List;
import java.util.Optional;

/** Wrapped data keys and the check value of the master key. Called concurrently. */
public interface WrappedKeyStore {

    /**
     * Stores the check value of the master key if none is stored yet; of two nodes that race, one wins.
     *
     * @param name name and version of the master key
     * @param checkValue what a node compares its own key with
     * @return the check value that is stored now
     */
    byte[] keyCheckValue(String name, byte[] checkValue);

    /** The stored check value, when there is one. */
    Optional<byte[]> keyCheckValue(String name);

    /** Whether nothing at all was sealed yet: no check value and no key. */
    boolean isEmpty();

    /** All versions of a scope's key, oldest first. */
    List<WrappedKey> find(OrganisationId organisation, String scope);

    /**
     * Adds a version.
     *
     * @return false when this version exists already (another node was faster): read again
     */
    boolean add(WrappedKey key);

    /** Replaces the wrapping of a version, when it is still wrapped by {@code wrappedBefore}. */
    boolean rewrap(WrappedKey key, String wrappedBefore);

    /** Keys still wrapped by an older key, for rotation. */
    List<WrappedKey> wrappedBy(String wrappingKey, int limit);

    /** Deletes all versions of a scope's key: what they sealed is gone for good. */
    void shred(OrganisationId organisation, String scope);
}
