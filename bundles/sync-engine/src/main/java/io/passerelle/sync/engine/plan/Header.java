// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Privacy;
import java.time.Instant;

/**
 * What the plan needs to know of an item that a side reported; the item itself lies in the spool.
 *
 * @param ref address
 * @param presence how it was reported
 * @param revision revision; null unless it is there and readable
 * @param identity fingerprint of the UID; null unless present
 * @param digests packed field fingerprints; null unless present
 * @param inWindow whether it belongs to the part that is synced
 * @param body position in the spool; negative when it was not read
 * @param privacy how much of it reaches the other side
 * @param modifiedAt when it was changed last; null where the side does not tell
 * @param likeness by what it resembles items of another identity
 */
public record Header(
        ItemRef ref,
        Presence presence,
        Revision revision,
        Identity identity,
        byte[] digests,
        boolean inWindow,
        long body,
        Privacy privacy,
        Instant modifiedAt,
        Likeness likeness) {

    /** How an item was reported. */
    public enum Presence {
        /** There, and read. */
        PRESENT,
        /** There, with the revision that the mapping knows; not read again. */
        KNOWN,
        /** Deleted. */
        DELETED,
        /** There, but not understood: counts as unchanged. */
        UNREADABLE
    }

    /** An item that is there and was read, with nothing to hide, of a side that does not tell when it was changed. */
    public static Header present(
            ItemRef ref, Revision revision, Identity identity, byte[] digests, boolean inWindow, long body) {
        return present(ref, revision, identity, digests, inWindow, body, Privacy.FULL, null);
    }

    /** An item that is there and was read. */
    public static Header present(
            ItemRef ref,
            Revision revision,
            Identity identity,
            byte[] digests,
            boolean inWindow,
            long body,
            Privacy privacy,
            Instant modifiedAt) {
        return new Header(
                ref, Presence.PRESENT, revision, identity, digests, inWindow, body, privacy, modifiedAt, Likeness.NONE);
    }

    /** The same item, which resembles others by this. */
    public Header resembling(Likeness other) {
        return new Header(ref, presence, revision, identity, digests, inWindow, body, privacy, modifiedAt, other);
    }

    /** The same item with another body. */
    public Header over(byte[] others, long at) {
        return new Header(ref, presence, revision, identity, others, inWindow, at, privacy, modifiedAt, likeness);
    }

    /** The same item with other digests. */
    public Header withDigests(byte[] others) {
        return new Header(ref, presence, revision, identity, others, inWindow, body, privacy, modifiedAt, likeness);
    }

    /** An item that is as the mapping knows it. */
    public static Header known(ItemRef ref, Revision revision) {
        return new Header(ref, Presence.KNOWN, revision, null, null, true, -1, Privacy.FULL, null, Likeness.NONE);
    }

    /** An item that was deleted. */
    public static Header deleted(ItemRef ref) {
        return new Header(ref, Presence.DELETED, null, null, null, true, -1, Privacy.FULL, null, Likeness.NONE);
    }

    /** An item that cannot be understood. */
    public static Header unreadable(ItemRef ref) {
        return new Header(ref, Presence.UNREADABLE, null, null, null, true, -1, Privacy.FULL, null, Likeness.NONE);
    }

    /** Whether it is there and was read. */
    public boolean isPresent() {
        return presence == Presence.PRESENT;
    }

    boolean isDeleted() {
        return presence == Presence.DELETED;
    }

    boolean isUnreadable() {
        return presence == Presence.UNREADABLE;
    }
}
