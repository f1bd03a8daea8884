// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.model.collection.Cursor;
import java.util.Optional;

/**
 * A cursor, and which way of asking it belongs to.
 *
 * @param way how changes are asked for
 * @param members number of items when it was made
 * @param token sync-token, CTag or digest of the listing
 */
record DavCursor(Way way, int members, String token) {
    /** How changes are asked for. */
    enum Way {
        /** A sync-collection report (RFC 6578). */
        SYNC,
        /** The collection's CTag: the same one means that nothing changed. */
        TAG,
        /** A digest over all addresses and ETags. */
        LIST
    }

    Cursor write() {
        return Cursor.of(way + " " + members + " " + token);
    }

    static Optional<DavCursor> read(Cursor cursor) {
        String[] parts = cursor.value().split(" ", 3);
        try {
            return parts.length == 3
                    ? Optional.of(new DavCursor(Way.valueOf(parts[0]), Integer.parseInt(parts[1]), parts[2]))
                    : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
