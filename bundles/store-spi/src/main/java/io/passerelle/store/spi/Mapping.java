// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about an item that both sides have, without any readable content.
 *
 * @param identity 16-byte keyed fingerprint of the item's UID
 * @param hostRef address on the host
 * @param hostRevision revision on the host when last in sync
 * @param providerRef address at the provider
 * @param providerRevision revision at the provider when last in sync
 * @param hostDigests packed field fingerprints of the host's version when last in sync
 * @param providerDigests those of the provider's version; empty when they are the same
 * @param residue sealed fields that one side cannot hold; empty array for none
 * @param createdByUs the side on which sync created the item: what a disconnection may delete
 */
public record Mapping(
        byte[] identity,
        ItemRef hostRef,
        Revision hostRevision,
        ItemRef providerRef,
        Revision providerRevision,
        byte[] hostDigests,
        Optional<byte[]> providerDigests,
        byte[] residue,
        Optional<io.passerelle.model.integration.Side> createdByUs) {
    public Mapping {
        Objects.requireNonNull(identity);
        Objects.requireNonNull(hostRef);
        Objects.requireNonNull(hostRevision);
        Objects.requireNonNull(providerRef);
        Objects.requireNonNull(providerRevision);
        Objects.requireNonNull(hostDigests);
        Objects.requireNonNull(providerDigests);
        Objects.requireNonNull(residue);
        Objects.requireNonNull(createdByUs);
    }
}
