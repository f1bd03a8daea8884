// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.store.spi.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a batch came to. */
final class Settlement {
    final List<Mapping> put = new ArrayList<>();
    final List<Mapping> fresh = new ArrayList<>();
    final List<ItemRef> remove = new ArrayList<>();
    final List<Task> tasks = new ArrayList<>();
    final List<Again> again = new ArrayList<>();

    void put(Mapping mapping, Optional<Mapping> before) {
        put.add(mapping);
        boolean sameItems = before.map(known -> known.hostRef().equals(mapping.hostRef())
                        && known.providerRef().equals(mapping.providerRef()))
                .orElse(false);
        if (!sameItems) {
            fresh.add(mapping);
        }
        before.map(Mapping::hostRef).filter(ref -> !ref.equals(mapping.hostRef())).ifPresent(remove::add);
    }
}
