// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One calendar or address book, on the host's side or on a provider's. The sync engine knows only this interface, so
 * either side can stand in for the other and the same contract tests prove both.
 *
 * <p><b>Life cycle.</b> Opened for one run, used, closed. <b>Threads.</b> Used by one thread at a time.
 * <b>Errors.</b> What concerns a single item is a value ({@link Change.Unreadable}, {@link Fetched}, {@link WriteResult});
 * what ends the run is a {@link io.passerelle.model.error.PasserelleException} whose code decides what happens next. An
 * error never means that something was deleted. <b>Waiting.</b> Implementations do not wait for {@code Retry-After}: they
 * throw {@code RATE_LIMITED} with the delay and the scheduler waits. They may repeat a request that failed in transit at
 * most twice.
 */
public interface ItemCollection extends AutoCloseable {

    /** Name, access and kind as read when the collection was opened. */
    CollectionInfo info();

    /**
     * The field roots (see {@link io.passerelle.model.item.FieldPath#root()}) that this side can hold. A field outside
     * this set is neither compared with nor written to this side.
     */
    Set<String> carriedFields();

    /**
     * Starts reading what changed since a cursor; {@link Cursor#START} reads everything.
     *
     * @param cursor a cursor that an earlier feed of this collection ended with, or {@code START}
     * @return a feed; the caller closes it
     */
    ChangeFeed changesSince(Cursor cursor);

    /**
     * Reads items by address, in bulk where the service can.
     *
     * @param refs any number; the implementation splits them into requests
     * @return exactly one result for each address, in any order
     */
    List<Fetched> fetch(Collection<ItemRef> refs);

    /**
     * Writes items, in batches where the service can. Creation is idempotent by {@link Write.Create#key()}: when an
     * answer was lost and the same write comes again, the item is there once. Nobody is notified by a write.
     *
     * @param writes at most {@link #maxBatch()} of them, no two of the same item
     * @return one result for each write, in the order of the writes
     */
    List<WriteResult> write(List<Write> writes);

    /**
     * Which items creations made, for those whose answer was lost: the same memory that makes creation idempotent.
     *
     * @param keys keys of {@link Write.Create}, any number; the implementation splits them into requests
     * @return addresses by key, of items that are there; keys that made nothing, or whose item is gone, are left out
     */
    Map<String, ItemRef> created(Collection<String> keys);

    /** The largest number of writes per call that is worth collecting, 1 to 500. */
    int maxBatch();

    /** What was sent and received since this collection was opened. */
    Traffic traffic();

    @Override
    void close();
}
