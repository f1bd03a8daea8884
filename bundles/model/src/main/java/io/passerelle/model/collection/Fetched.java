// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.item.Item;
import java.time.Instant;
import java.util.Optional;

/** Result of fetching one item by address. */
public sealed interface Fetched {

    /** Address that was asked for. */
    ItemRef ref();

    /**
     * The item as it is now.
     *
     * @param ref address that was asked for
     * @param revision version of what was seen
     * @param item the item
     * @param modifiedAt when it was changed last by the side's clock, where it tells
     */
    record Found(ItemRef ref, Revision revision, Item item, Optional<Instant> modifiedAt) implements Fetched {
        /** Of a side that does not tell when. */
        public Found(ItemRef ref, Revision revision, Item item) {
            this(ref, revision, item, Optional.empty());
        }
    }

    /** The item is no longer there. */
    record Gone(ItemRef ref) implements Fetched {}

    /** The item is there but cannot be understood. */
    record Unreadable(ItemRef ref, ErrorCode code, String detail) implements Fetched {}
}
