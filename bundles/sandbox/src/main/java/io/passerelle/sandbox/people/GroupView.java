// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.state.StoredGroup;
import io.passerelle.sandbox.state.StoredPerson;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A group as answers show it. */
final class GroupView {
    static final String LISTED = "metadata,groupType,memberCount,name";
    static final String WRITTEN = "metadata,groupType,name";
    private static final Set<String> VALID = Set.of("clientData", "groupType", "memberCount", "metadata", "name");

    private final Set<String> fields = new LinkedHashSet<>();

    GroupView(String mask, String otherwise) {
        for (String field : (mask.isBlank() ? otherwise : mask).split(",", -1)) {
            if (!VALID.contains(field.trim())) {
                throw GoogleError.badRequest("global", "badRequest", "Invalid group fields mask path: \"" + field.trim() + "\".");
            }
            fields.add(field.trim());
        }
    }

    ObjectNode group(StoredGroup group, List<StoredPerson> members, int most) {
        ObjectNode out = Json.object().put("resourceName", group.resourceName());
        if (!group.system()) {
            out.put("etag", etag(group));
        }
        if (fields.contains("metadata") && !group.system()) {
            ObjectNode metadata = out.putObject("metadata").put("updateTime", group.updated().toString());
            if (group.deleted()) {
                metadata.put("deleted", true);
                return out;
            }
        }
        if (fields.contains("groupType")) {
            out.put("groupType", group.system() ? "SYSTEM_CONTACT_GROUP" : "USER_CONTACT_GROUP");
        }
        if (fields.contains("name")) {
            out.put("name", group.name()).put("formattedName", group.formattedName());
        }
        if (fields.contains("memberCount") && !members.isEmpty()) {
            out.put("memberCount", members.size());
        }
        if (fields.contains("clientData") && group.clientData() != null) {
            out.set("clientData", group.clientData().deepCopy());
        }
        members.stream().limit(most).forEach(member -> out.withArray("memberResourceNames").add(member.resourceName()));
        return out;
    }

    static String etag(StoredGroup group) {
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(8).putLong(group.version()).array());
    }
}
