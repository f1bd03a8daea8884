// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.RpcErrors;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.AddressBook;
import io.passerelle.sandbox.state.StoredPerson;
import io.passerelle.sandbox.state.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code people.get}, {@code people.getBatchGet} and {@code people.searchContacts}. */
final class PersonReads {
    static final int MOST_NAMES = 200;
    private static final int MOST_FOUND = 30;

    private final World world;
    private final PersonView view;

    PersonReads(World world, PersonView view) {
        this.world = world;
        this.view = view;
    }

    SandboxResponse get(PeopleCall call) {
        PersonMask mask = PersonMask.required(call.query());
        if ("me".equals(call.variable("peopleId"))) {
            return SandboxResponse.json(200, mask.apply(me(call)));
        }
        return SandboxResponse.json(200, view.person(call.book().person(call.variable("peopleId")).orElseThrow(RpcErrors::notFound), mask));
    }

    /** The account's own profile, as little of it as the contact scopes show. */
    private static ObjectNode me(PeopleCall call) {
        String id = call.account().subject();
        ObjectNode out = Json.object().put("resourceName", "people/" + id).put("etag", "%me");
        out.putObject("metadata").put("objectType", "PERSON").putArray("sources").addObject().put("type", "PROFILE").put("id", id).put("etag", "#me");
        return out;
    }

    SandboxResponse batchGet(PeopleCall call) {
        Params query = call.query();
        PersonMask mask = PersonMask.required(query);
        List<String> names = query.all("resourceNames");
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            throw GoogleError.badRequest("global", "badRequest", "Between 1 and " + MOST_NAMES + " resource names are required.");
        }
        ObjectNode body = Json.object();
        for (String name : names) {
            ObjectNode entry = body.withArray("responses").addObject().put("requestedResourceName", name);
            StoredPerson person = find(call.book(), name).orElse(null);
            entry.put("httpStatusCode", person == null ? 404 : 200);
            ObjectNode status = entry.putObject("status");
            if (person == null) {
                status.put("code", 5).put("message", "Requested entity was not found.");
            } else {
                entry.set("person", view.person(person, mask));
            }
        }
        return SandboxResponse.json(200, body);
    }

    /** A contact by its resource name; 400 for a name that is none. */
    static Optional<StoredPerson> find(AddressBook book, String name) {
        if (!name.startsWith("people/")) {
            throw GoogleError.badRequest("global", "badRequest", "Invalid resource name: " + name);
        }
        return book.person(name.substring("people/".length()));
    }

    SandboxResponse search(PeopleCall call) {
        PersonMask mask = PersonMask.readable(call.query().get("readMask", ""), "readMask");
        String wanted = call.query().get("query", "").toLowerCase(Locale.ROOT);
        int size = Integer.parseInt(call.query().get("pageSize", "0"));
        int limit = size <= 0 ? 10 : Math.min(MOST_FOUND, size);
        ObjectNode body = Json.object();
        if (!wanted.isEmpty()) {
            long bound = call.book().listedUpTo(world.now(), world.version());
            call.book().listed(0, bound).stream().filter(p -> !p.deleted() && matches(p.tree(), wanted)).limit(limit)
                    .forEach(p -> body.withArray("results").addObject().set("person", view.person(p, mask)));
        }
        return SandboxResponse.json(200, body);
    }

    private static boolean matches(ObjectNode person, String wanted) {
        return Stream.of("names", "nicknames", "emailAddresses", "phoneNumbers", "organizations").flatMap(field -> values(person.path(field)))
                .anyMatch(text -> text.startsWith(wanted) || text.contains(" " + wanted));
    }

    private static Stream<String> values(JsonNode elements) {
        Stream.Builder<String> out = Stream.builder();
        elements.forEach(element -> element.forEach(value -> out.add(value.asText("").toLowerCase(Locale.ROOT))));
        return out.build();
    }
}
