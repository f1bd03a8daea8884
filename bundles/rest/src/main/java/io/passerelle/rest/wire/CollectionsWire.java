// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionKind;
import java.util.List;
import java.util.Optional;

/** What can be chosen to be synced. */
public record CollectionsWire(List<CollectionWire> host, List<CollectionWire> provider) {
    /** A calendar or address book. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record CollectionWire(
            String id,
            CollectionKind kind,
            String name,
            Access access,
            Optional<String> color,
            Optional<String> zone,
            boolean primary) {}
}
