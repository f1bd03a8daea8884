// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.item.Item;
import java.time.Duration;
import java.util.Optional;

/** What became of one {@link Write}. */
public sealed interface WriteResult {

    /**
     * Done, or found done already by an earlier attempt.
     *
     * @param ref address (of the new item, for a creation)
     * @param revision revision after the write
     * @param stored the item as the side holds it now, where the answer told; it may differ from what was sent
     */
    record Done(ItemRef ref, Revision revision, Optional<Item> stored) implements WriteResult {}

    /** Deleted, or found deleted already (404, 410). */
    record Deleted(ItemRef ref) implements WriteResult {}

    /** The item changed meanwhile (412): read it again and decide again. */
    record Changed(ItemRef ref) implements WriteResult {}

    /**
     * An update met an item that is no longer there (404, 410). For a creation: an item of this key existed once and was
     * deleted, so that the service will not take the key again; the engine tries another key.
     *
     * @param ref address of the item that is gone
     */
    record Gone(ItemRef ref) implements WriteResult {}

    /**
     * A creation met an item with the same UID that is not ours by key.
     *
     * @param ref its address; read it and adopt it
     */
    record Exists(ItemRef ref) implements WriteResult {}

    /**
     * This item could not be written; the others are not affected.
     *
     * @param code why; type RATE_LIMITED or EXTERNAL-and-transient means that a later run tries again
     * @param detail for support, without item content and without secrets
     * @param retryAfter what the service asked us to wait
     */
    record Failed(ErrorCode code, String detail, Optional<Duration> retryAfter) implements WriteResult {}
}
