// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

import java.util.Objects;
import java.util.Optional;

/**
 * What a person sees of a collection when choosing it.
 *
 * @param id address on its side
 * @param kind what it holds
 * @param name display name, not blank
 * @param access what may be done with it
 * @param color CSS colour {@code #rrggbb}, where the side has one
 * @param zone IANA name of the collection's own zone, where it has one
 * @param primary whether it is the account's main collection of its kind
 */
public record CollectionInfo(
        CollectionId id,
        CollectionKind kind,
        String name,
        Access access,
        Optional<String> color,
        Optional<String> zone,
        boolean primary) {
    public CollectionInfo {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(access);
        Objects.requireNonNull(color);
        Objects.requireNonNull(zone);
        name = name == null || name.isBlank() ? id.value() : name.strip();
    }
}
