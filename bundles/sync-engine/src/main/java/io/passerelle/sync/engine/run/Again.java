// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Header;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A task that is decided anew once the wanted items were read. */
record Again(Task task, Optional<Mapping> mapping, Map<Side, Header> headers, Map<Side, ItemRef> wanted) {
    Again(Task task, Optional<Mapping> mapping) {
        this(task, mapping, new EnumMap<>(Side.class), new EnumMap<>(Side.class));
    }

    void found(Side side, Map<ItemRef, Header> read) {
        ItemRef ref = wanted.get(side);
        if (ref != null) {
            headers.put(side, read.getOrDefault(ref, Header.deleted(ref)));
        }
    }
}
