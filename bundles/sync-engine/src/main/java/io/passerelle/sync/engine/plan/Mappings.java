// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;

/** Reads a mapping from one side's point of view. */
public final class Mappings {
    /** Stands in for the revision of a copy that a person deleted where deletions are not passed on. */
    public static final Revision RELEASED = Revision.of("passerelle:released");

    /** Stands in for the revision of a copy of ours that a person took back: it stays away until the original is edited. */
    private static final Revision UNDONE = Revision.of("passerelle:undone");

    /** Stands in for the revision of a copy that vanished, and whose absence a person chose to leave at that. */
    private static final Revision IGNORED = Revision.of("passerelle:ignored");

    private Mappings() {}

    /** Address on a side. */
    public static ItemRef ref(Mapping mapping, Side side) {
        return side == Side.HOST ? mapping.hostRef() : mapping.providerRef();
    }

    /** Revision on a side. */
    public static Revision revision(Mapping mapping, Side side) {
        return side == Side.HOST ? mapping.hostRevision() : mapping.providerRevision();
    }

    /** Digests of a side. */
    public static byte[] digests(Mapping mapping, Side side) {
        return side == Side.HOST ? mapping.hostDigests() : mapping.providerDigests().orElse(mapping.hostDigests());
    }

    /** Whether the copy on a side was released. */
    public static boolean isReleased(Mapping mapping, Side side) {
        return RELEASED.equals(revision(mapping, side)) || staysAway(mapping, side);
    }

    /** Whether the copy on a side was taken back by a person. */
    public static boolean isUndone(Mapping mapping, Side side) {
        return UNDONE.equals(revision(mapping, side));
    }

    /** Whether the copy on a side is not created again before the original is edited. */
    static boolean staysAway(Mapping mapping, Side side) {
        return isUndone(mapping, side) || isIgnored(mapping, side);
    }

    /** Whether a person left it at the absence of the copy on a side. */
    public static boolean isIgnored(Mapping mapping, Side side) {
        return IGNORED.equals(revision(mapping, side));
    }

    /** The mapping with the absence of the copy on a side left at that. */
    public static Mapping ignored(Mapping mapping, Side side) {
        return at(mapping, side, IGNORED);
    }

    /** The mapping with the copy on a side taken back. */
    public static Mapping undone(Mapping mapping, Side side) {
        return at(mapping, side, UNDONE);
    }

    /** The mapping with the copy on a side released. */
    public static Mapping released(Mapping mapping, Side side) {
        return at(mapping, side, RELEASED);
    }

    /** The mapping with another revision on a side. */
    public static Mapping at(Mapping mapping, Side side, Revision revision) {
        return new Mapping(
                mapping.identity(),
                mapping.hostRef(),
                side == Side.HOST ? revision : mapping.hostRevision(),
                mapping.providerRef(),
                side == Side.PROVIDER ? revision : mapping.providerRevision(),
                mapping.hostDigests(),
                mapping.providerDigests(),
                mapping.residue(),
                mapping.createdByUs());
    }
}
