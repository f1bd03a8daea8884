// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.model.collection.Access;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Item;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How a {@link MemoryCollection} behaves; services differ in exactly these points.
 *
 * @param access whether it accepts writes
 * @param carried field roots that it holds; others are dropped silently
 * @param pageSize changes per page, 1 or more
 * @param maxBatch writes per call, 1 to 500
 * @param bodiesInFeed whether changes come with the item (Google) or with the address only (DAV)
 * @param keepsUid whether a created item keeps its UID; otherwise the service makes up one of its own (Graph)
 * @param uniqueUid whether a creation with a UID that is there already is answered with {@code Exists}
 * @param spendsKeys whether the key of a deleted item can never be used again (Google)
 * @param answersStored whether a write's answer contains the item
 * @param normalise what the service makes of an item that it stores
 */
public record MemoryBehaviour(
        Access access,
        Set<String> carried,
        int pageSize,
        int maxBatch,
        boolean bodiesInFeed,
        boolean keepsUid,
        boolean uniqueUid,
        boolean spendsKeys,
        boolean answersStored,
        UnaryOperator<Item> normalise) {
    public MemoryBehaviour {
        carried = Set.copyOf(carried);
    }

    /** A calendar without peculiarities: bodies in the feed, UIDs kept and unique. */
    public static MemoryBehaviour calendar() {
        return new MemoryBehaviour(
                Access.READ_WRITE, CalendarEvent.ROOTS, 100, 50, true, true, true, false, true, UnaryOperator.identity());
    }

    /** Read only. */
    public MemoryBehaviour readOnly() {
        return new MemoryBehaviour(
                Access.READ, carried, pageSize, maxBatch, bodiesInFeed, keepsUid, uniqueUid, spendsKeys, answersStored,
                normalise);
    }

    /** With these field roots only. */
    public MemoryBehaviour carrying(Set<String> roots) {
        return new MemoryBehaviour(
                access, roots, pageSize, maxBatch, bodiesInFeed, keepsUid, uniqueUid, spendsKeys, answersStored, normalise);
    }

    /** With pages of another size. */
    public MemoryBehaviour paging(int changes) {
        return new MemoryBehaviour(
                access, carried, changes, maxBatch, bodiesInFeed, keepsUid, uniqueUid, spendsKeys, answersStored, normalise);
    }

    /** With batches of another size. */
    public MemoryBehaviour batching(int writes) {
        return new MemoryBehaviour(
                access, carried, pageSize, writes, bodiesInFeed, keepsUid, uniqueUid, spendsKeys, answersStored, normalise);
    }

    /** As DAV does it: addresses only in the feed, nothing in the answer of a write. */
    public MemoryBehaviour likeDav() {
        return new MemoryBehaviour(
                access, carried, pageSize, maxBatch, false, keepsUid, uniqueUid, spendsKeys, false, normalise);
    }

    /** As Graph does it: its own UIDs, creations found again by key only. */
    public MemoryBehaviour withOwnUids() {
        return new MemoryBehaviour(
                access, carried, pageSize, maxBatch, bodiesInFeed, false, false, spendsKeys, answersStored, normalise);
    }

    /** As Google does it with client-chosen ids: the key of a deleted item is spent. */
    public MemoryBehaviour spendingKeys() {
        return new MemoryBehaviour(
                access, carried, pageSize, maxBatch, bodiesInFeed, keepsUid, uniqueUid, true, answersStored, normalise);
    }

    /** Accepts several items with one UID. */
    public MemoryBehaviour withoutUniqueUids() {
        return new MemoryBehaviour(
                access, carried, pageSize, maxBatch, bodiesInFeed, keepsUid, false, spendsKeys, answersStored, normalise);
    }

    /** Changes what it stores. */
    public MemoryBehaviour normalising(UnaryOperator<Item> change) {
        return new MemoryBehaviour(
                access, carried, pageSize, maxBatch, bodiesInFeed, keepsUid, uniqueUid, spendsKeys, answersStored, change);
    }
}
