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
    static boolean isReleased(Mapping mapping, Side side) {
        return RELEASED.equals(revision(mapping, side));
    }

    /** The mapping with the copy on a side released. */
    public static Mapping released(Mapping mapping, Side side) {
        return new Mapping(
                mapping.identity(),
                mapping.hostRef(),
                side == Side.HOST ? RELEASED : mapping.hostRevision(),
                mapping.providerRef(),
                side == Side.PROVIDER ? RELEASED : mapping.providerRevision(),
                mapping.hostDigests(),
                mapping.providerDigests(),
                mapping.residue(),
                mapping.createdByUs());
    }
}
