// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncWindow;
import java.util.Optional;

/** A host collection and a provider collection that are kept in sync. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PairWire(
        String id,
        CollectionKind kind,
        String hostCollection,
        String hostName,
        String providerCollection,
        String providerName,
        Direction direction,
        ConflictPolicy conflictPolicy,
        Optional<SyncWindow> window,
        RulesWire rules,
        boolean confirmed,
        boolean enabled,
        int held,
        Optional<RunWire> latest) {}
