// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;

/**
 * One event resource as it stands, immutable; kept as bytes so that a page of thousands is only copied.
 *
 * @param id         resource id
 * @param version    position in the world's stream of changes
 * @param etag       the number inside the ETag
 * @param iCalUid    never null
 * @param masterId   id of the series of which this is an exception, or null
 * @param cancelled  a tombstone, or a cancelled instance
 * @param json       the full resource
 */
public record StoredEvent(String id, long version, long etag, String iCalUid, String masterId, boolean cancelled, byte[] json) {

    /** Indexes a full resource. */
    public static StoredEvent of(ObjectNode tree, long version) {
        String quoted = tree.path("etag").asText();
        return new StoredEvent(tree.path("id").asText(), version, Long.parseLong(quoted.substring(1, quoted.length() - 1)),
                tree.path("iCalUID").asText(""), tree.path("recurringEventId").textValue(),
                "cancelled".equals(tree.path("status").asText()), Json.bytes(tree));
    }

    public ObjectNode tree() {
        return Json.stored(json);
    }

    public String quotedEtag() {
        return "\"" + etag + "\"";
    }

    /** What an incremental listing shows of a deleted event: no details. */
    public ObjectNode tombstone() {
        ObjectNode full = tree();
        ObjectNode out = Json.object().put("kind", "calendar#event").put("etag", quotedEtag()).put("id", id)
                .put("status", "cancelled");
        if (masterId != null) {
            out.put("recurringEventId", masterId);
            out.set("originalStartTime", full.get("originalStartTime"));
        }
        return out;
    }
}
