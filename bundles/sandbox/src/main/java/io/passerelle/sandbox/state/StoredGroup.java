// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;

/**
 * A contact group, immutable.
 *
 * @param id         as in {@code contactGroups/123}
 * @param system     one of Google's own
 * @param clientData null for none
 */
public record StoredGroup(String id, String name, String formattedName, boolean system, boolean deleted, long version, Instant updated,
        ArrayNode clientData) {

    public String resourceName() {
        return "contactGroups/" + id;
    }
}
