// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.RpcErrors;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.AddressBook;
import io.passerelle.sandbox.state.StoredPerson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creating, changing and deleting contacts, one at a time or many. A batch is carried out as a whole or not at all. */
final class PersonWrites {
    private static final int MOST_WRITTEN = 200;
    private static final int MOST_DELETED = 500;

    private final PersonStore store;
    private final PersonFields fields;
    private final PersonView view;

    PersonWrites(PersonStore store, PersonFields fields, PersonView view) {
        this.store = store;
        this.fields = fields;
        this.view = view;
    }

    SandboxResponse create(PeopleCall call) {
        PersonMask mask = PersonMask.optional(call.query().get("personFields", ""));
        return SandboxResponse.json(200, view.person(store.create(call.book(), fields.created(call.body(), call.book())), mask));
    }

    SandboxResponse update(PeopleCall call) {
        PersonMask changed = PersonMask.changed(call.query().get("updatePersonFields", ""), "updatePersonFields");
        PersonMask read = PersonMask.optional(call.query().get("personFields", ""));
        StoredPerson before = call.book().person(call.variable("peopleId")).orElseThrow(RpcErrors::notFound);
        ObjectNode after = changed(call.book(), before, call.body(), changed);
        return SandboxResponse.json(200, view.person(store.change(call.book(), before, after), read));
    }

    private ObjectNode changed(AddressBook book, StoredPerson before, ObjectNode person, PersonMask mask) {
        String etag = etag(person);
        if (etag.isEmpty()) {
            throw GoogleError.badRequest("global", "badRequest",
                    "Request must set person.etag or person.metadata.sources.etag for the source that is being updated.");
        }
        if (!PersonView.isOf(etag, before)) {
            throw RpcErrors.stale();
        }
        return fields.changed(before.tree(), person, mask, book);
    }

    private static String etag(ObjectNode person) {
        for (JsonNode source : person.path("metadata").path("sources")) {
            if ("CONTACT".equals(source.path("type").asText()) && !source.path("etag").asText("").isEmpty()) {
                return source.get("etag").asText();
            }
        }
        return person.path("etag").asText("");
    }

    SandboxResponse delete(PeopleCall call) {
        store.delete(call.book(), call.book().person(call.variable("peopleId")).orElseThrow(RpcErrors::notFound));
        return SandboxResponse.json(200, Json.object());
    }

    SandboxResponse batchCreate(PeopleCall call) {
        JsonNode contacts = call.body().path("contacts");
        size(contacts.size(), MOST_WRITTEN, "contacts");
        String readMask = call.body().path("readMask").asText("");
        List<ObjectNode> created = new ArrayList<>();
        for (JsonNode contact : contacts) {
            if (!(contact.get("contactPerson") instanceof ObjectNode person)) {
                throw GoogleError.badRequest("global", "badRequest", "contact_person is required.");
            }
            created.add(fields.created(person, call.book()));
        }
        ObjectNode body = Json.object();
        for (ObjectNode person : created) {
            StoredPerson stored = store.create(call.book(), person);
            if (!readMask.isEmpty()) {
                response(body.withArray("createdPeople").addObject(), stored, PersonMask.readable(readMask, "readMask"));
            }
        }
        return SandboxResponse.json(200, body);
    }

    SandboxResponse batchUpdate(PeopleCall call) {
        JsonNode contacts = call.body().path("contacts");
        size(contacts.size(), MOST_WRITTEN, "contacts");
        PersonMask changed = PersonMask.changed(call.body().path("updateMask").asText(""), "updateMask");
        String readMask = call.body().path("readMask").asText("");
        Map<StoredPerson, ObjectNode> after = new LinkedHashMap<>();
        contacts.properties().forEach(contact -> {
            StoredPerson before = PersonReads.find(call.book(), contact.getKey()).orElseThrow(RpcErrors::notFound);
            after.put(before, changed(call.book(), before, (ObjectNode) contact.getValue(), changed));
        });
        ObjectNode body = Json.object();
        after.forEach((before, person) -> {
            StoredPerson stored = store.change(call.book(), before, person);
            if (!readMask.isEmpty()) {
                response(body.withObject("/updateResult").putObject(stored.resourceName()), stored, PersonMask.readable(readMask, "readMask"));
            }
        });
        return SandboxResponse.json(200, body);
    }

    private void response(ObjectNode entry, StoredPerson person, PersonMask mask) {
        entry.put("httpStatusCode", 200).put("requestedResourceName", person.resourceName()).putObject("status");
        entry.set("person", view.person(person, mask));
    }

    SandboxResponse batchDelete(PeopleCall call) {
        JsonNode names = call.body().path("resourceNames");
        size(names.size(), MOST_DELETED, "resource_names");
        Map<String, StoredPerson> gone = new LinkedHashMap<>();
        names.forEach(name -> gone.put(name.asText(), PersonReads.find(call.book(), name.asText()).orElseThrow(RpcErrors::notFound)));
        gone.values().forEach(person -> store.delete(call.book(), person));
        return SandboxResponse.json(200, Json.object());
    }

    private static void size(int size, int most, String what) {
        if (size < 1 || size > most) {
            throw GoogleError.badRequest("global", "badRequest", "Between 1 and " + most + " " + what + " are required, not " + size + ".");
        }
    }
}
