// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.item.Item;

/** Result of fetching one item by address. */
public sealed interface Fetched {

    /** Address that was asked for. */
    ItemRef ref();

    /** The item as it is now. */
    record Found(ItemRef ref, Revision revision, Item item) implements Fetched {}

    /** The item is no longer there. */
    record Gone(ItemRef ref) implements Fetched {}

    /** The item is there but cannot be understood. */
    record Unreadable(ItemRef ref, ErrorCode code, String detail) implements Fetched {}
}
