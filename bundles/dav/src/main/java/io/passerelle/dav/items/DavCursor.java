// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A cursor, and which way of asking it belongs to.
 *
 * @param way how changes are asked for
 * @param members number of items when it was made
 * @param token sync-token, CTag or digest of the listing
 * @param seen what was reported already and may be once more, see {@link Overlap}
 */
record DavCursor(Way way, int members, String token, Map<ItemRef, Revision> seen) {
    private static final int LONGEST = 60_000;

    /** How changes are asked for. */
    enum Way {
        /** A sync-collection report (RFC 6578). */
        SYNC,
        /** The collection's CTag: the same one means that nothing changed. */
        TAG,
        /** A digest over all addresses and ETags. */
        LIST
    }

    DavCursor(Way way, int members, String token) {
        this(way, members, token, Map.of());
    }

    /** What has no room is left out: it is reported once more, which does no harm. */
    Cursor write() {
        StringBuilder text = new StringBuilder(way + " " + members + " " + token);
        for (Map.Entry<ItemRef, Revision> one : seen.entrySet()) {
            String line = "\n" + one.getKey() + "\t" + one.getValue();
            if (text.length() + line.length() > LONGEST) {
                break;
            }
            text.append(line);
        }
        return Cursor.of(text.toString());
    }

    static Optional<DavCursor> read(Cursor cursor) {
        String[] lines = cursor.value().split("\n");
        String[] parts = lines[0].split(" ", 3);
        try {
            Map<ItemRef, Revision> seen = new LinkedHashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int tab = lines[i].lastIndexOf('\t');
                seen.put(ItemRef.of(lines[i].substring(0, tab)), Revision.of(lines[i].substring(tab + 1)));
            }
            return parts.length == 3
                    ? Optional.of(new DavCursor(Way.valueOf(parts[0]), Integer.parseInt(parts[1]), parts[2], seen))
                    : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }
}
