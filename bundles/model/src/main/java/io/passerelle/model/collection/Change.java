// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.item.Item;
import java.time.Instant;
import java.util.Optional;

/** What a side reports about one item. */
public sealed interface Change {

    /** Address of the item concerned. */
    ItemRef ref();

    /**
     * The item is new or different.
     *
     * @param ref address
     * @param revision version of what was seen
     * @param item the whole item, or empty where the side reports only addresses and the body is fetched in bulk later
     * @param modifiedAt when it was changed last by the side's clock, where it tells
     */
    record Upsert(ItemRef ref, Revision revision, Optional<Item> item, Optional<Instant> modifiedAt)
            implements Change {
        /** Of a side that does not tell when. */
        public Upsert(ItemRef ref, Revision revision, Optional<Item> item) {
            this(ref, revision, item, Optional.empty());
        }
    }

    /** A deletion that was observed, not one that is inferred. */
    record Tombstone(ItemRef ref) implements Change {}

    /**
     * The item is there but cannot be understood; the rest goes on. It counts as present and unchanged.
     *
     * @param ref address
     * @param code why, of type EXTERNAL
     * @param detail where exactly, without item content
     */
    record Unreadable(ItemRef ref, ErrorCode code, String detail) implements Change {}
}
