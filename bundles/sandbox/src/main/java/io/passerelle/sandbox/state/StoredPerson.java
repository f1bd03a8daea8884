// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import java.time.Instant;

/**
 * One state of a contact, immutable.
 *
 * @param id       as in {@code people/c123}
 * @param source   id of the contact source, hexadecimal
 * @param version  position in the world's stream of changes
 * @param updated  when it came to be
 * @param listed   from when on listings and searches know it
 * @param deleted  a tombstone
 * @param photo    id of the photo, null for none
 * @param json     the fields that can be written, without anything that answers add
 */
public record StoredPerson(String id, String source, long version, Instant updated, Instant listed, boolean deleted, String photo, byte[] json) {

    public ObjectNode tree() {
        return Json.stored(json);
    }

    public String resourceName() {
        return "people/" + id;
    }

    @Override
    public String toString() {
        return "StoredPerson[" + id + ", " + version + "]";
    }
}
