// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import java.util.Optional;
import java.util.function.Function;

/** Sealed credentials, one per integration. Called concurrently. */
public interface CredentialStore {

    /** The sealed credential; empty when there is none. */
    Optional<byte[]> get(OrganisationId organisation, IntegrationId id);

    /** Stores a sealed credential in place of the old one. */
    void put(OrganisationId organisation, IntegrationId id, byte[] sealed);

    /**
     * Does something while no other thread and no other node does it for the same integration. The lock is a row lock; it
     * ends with this node's connection when the node dies.
     *
     * @param work gets the credential as it is under the lock; a present result is stored, durably, before this returns
     * @return what {@code work} returned
     * @throws io.passerelle.model.error.PasserelleException {@code NOT_FOUND} when there is no credential
     */
    byte[] underLock(OrganisationId organisation, IntegrationId id, Function<byte[], Optional<byte[]>> work);
}
