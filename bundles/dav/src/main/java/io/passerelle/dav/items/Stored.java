// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;

/**
 * A resource as the server holds it.
 *
 * @param ref address
 * @param tag its ETag as the server wrote it
 * @param text its content; empty when it was not asked for
 */
record Stored(ItemRef ref, String tag, String text) {

    Revision revision() {
        return revision(tag);
    }

    /** One spelling for an ETag that comes as weak or with a suffix, depending on what compressed the answer on its way. */
    static Revision revision(String tag) {
        String plain = tag.strip();
        plain = plain.startsWith("W/") ? plain.substring(2) : plain;
        boolean quoted = plain.length() >= 2 && plain.startsWith("\"") && plain.endsWith("\"");
        String inside = quoted ? plain.substring(1, plain.length() - 1) : plain;
        for (String suffix : new String[] {"-gzip", ";gzip", "--gzip"}) {
            inside = inside.endsWith(suffix) ? inside.substring(0, inside.length() - suffix.length()) : inside;
        }
        return Revision.of("\"" + inside + "\"");
    }
}
