// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.state.AddressBook;
import io.passerelle.sandbox.state.StoredGroup;
import io.passerelle.sandbox.state.StoredPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Contacts, groups and photos of one account as JSON. What listings did not know yet, they know after a restart. */
final class ContactSnapshot {
    private ContactSnapshot() {
    }

    static ObjectNode write(AddressBook book) {
        ObjectNode out = Json.object().put("epoch", book.epoch());
        for (StoredPerson person : book.all()) {
            ObjectNode entry = out.withArray("people").addObject().put("id", person.id()).put("source", person.source()).put("version", person.version())
                    .put("updated", person.updated().toString()).put("deleted", person.deleted()).put("photo", person.photo());
            entry.set("fields", person.tree());
        }
        for (StoredGroup group : book.groups()) {
            if (!group.system()) {
                ObjectNode entry = out.withArray("groups").addObject().put("id", group.id()).put("name", group.name()).put("deleted", group.deleted())
                        .put("version", group.version()).put("updated", group.updated().toString());
                entry.set("clientData", group.clientData());
            }
        }
        book.photos().forEach(out.putObject("photos")::put);
        return out;
    }

    static void read(JsonNode tree, AddressBook book) {
        book.epoch(tree.path("epoch").asInt());
        for (JsonNode entry : tree.path("people")) {
            Instant updated = Instant.parse(entry.path("updated").asText());
            book.put(new StoredPerson(entry.path("id").asText(), entry.path("source").asText(), entry.path("version").asLong(), updated, updated,
                    entry.path("deleted").asBoolean(), entry.path("photo").textValue(), Json.bytes(entry.get("fields"))), updated);
        }
        for (JsonNode entry : tree.path("groups")) {
            book.put(new StoredGroup(entry.path("id").asText(), entry.path("name").asText(), entry.path("name").asText(), false,
                    entry.path("deleted").asBoolean(), entry.path("version").asLong(), Instant.parse(entry.path("updated").asText()),
                    entry.get("clientData") instanceof ArrayNode data ? data : null));
        }
        tree.path("photos").properties().forEach(photo -> {
            try {
                book.photos().put(photo.getKey(), photo.getValue().binaryValue());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }
}
