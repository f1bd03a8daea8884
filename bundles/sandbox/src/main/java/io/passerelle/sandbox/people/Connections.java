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
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.StoredPerson;
import io.passerelle.sandbox.state.World;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** {@code people.connections.list}: all contacts or, with a sync token, what changed. Changes come late, as configured. */
final class Connections {
    private static final int DEFAULT_PAGE = 100;
    static final int LARGEST_PAGE = 1000;

    private final World world;
    private final Behaviour behaviour;
    private final PersonView view;

    Connections(World world, Behaviour behaviour, PersonView view) {
        this.world = world;
        this.behaviour = behaviour;
        this.view = view;
    }

    SandboxResponse list(PeopleCall call) {
        if (!"me".equals(call.variable("peopleId"))) {
            throw GoogleError.badRequest("global", "badRequest", "Resource name \"people/" + call.variable("peopleId") + "\" is not supported: only people/me is.");
        }
        Params query = call.query();
        PersonMask mask = PersonMask.required(query);
        int limit = pageSize(query);
        boolean incremental = query.has("syncToken");
        int owner = Objects.hash(call.account().email(), new TreeSet<>(mask.fields()), new TreeSet<>(query.all("sources")),
                query.get("sortOrder", "LAST_MODIFIED_ASCENDING"), query.flag("requestSyncToken") || incremental);
        PeopleToken since = incremental ? syncToken(call, owner) : null;
        int pageOwner = Objects.hash(owner, limit, query.get("syncToken", ""));
        PeopleToken page = query.has("pageToken") ? PeopleToken.read(query.get("pageToken", ""), 'P', pageOwner)
                : first(call.book(), pageOwner, since);
        List<StoredPerson> found = call.book().listed(page.after(), page.bound()).stream().filter(p -> incremental || !p.deleted())
                .sorted(order(query.get("sortOrder", ""))).toList();
        ObjectNode body = Json.object();
        List<StoredPerson> shown = found.stream().skip(page.at()).limit(limit).toList();
        shown.forEach(person -> body.withArray("connections").add(person.deleted() ? view.tombstone(person, mask) : view.person(person, mask)));
        int end = page.at() + shown.size();
        if (end < found.size()) {
            body.put("nextPageToken", new PeopleToken('P', pageOwner, page.after(), page.bound(), end, page.epoch(), page.full()).encoded());
        } else if (query.flag("requestSyncToken") || incremental) {
            body.put("nextSyncToken", new PeopleToken('S', owner, page.bound(), 0, 0, page.epoch(), page.full()).encoded());
        }
        if (!found.isEmpty()) {
            body.put("totalPeople", found.size()).put("totalItems", found.size());
        }
        return SandboxResponse.json(200, body);
    }

    private PeopleToken syncToken(PeopleCall call, int owner) {
        PeopleToken token = PeopleToken.read(call.query().get("syncToken", ""), 'S', owner);
        if (token.epoch() != call.book().epoch() || token.full().plus(behaviour.contactTokenLifetime()).isBefore(world.now())) {
            throw RpcErrors.expiredSyncToken();
        }
        return token;
    }

    private PeopleToken first(AddressBook book, int owner, PeopleToken since) {
        long bound = book.listedUpTo(world.now(), world.version());
        return since == null ? new PeopleToken('P', owner, 0, bound, 0, book.epoch(), world.now())
                : new PeopleToken('P', owner, since.after(), Math.max(bound, since.after()), 0, book.epoch(), since.full());
    }

    private int pageSize(Params query) {
        int wanted = Integer.parseInt(query.get("pageSize", "0"));
        if (wanted < 0 || wanted > LARGEST_PAGE) {
            throw GoogleError.badRequest("global", "badRequest", "Invalid page size: " + wanted + ". Valid values are between 1 and 1000, inclusive.");
        }
        int limit = wanted == 0 ? DEFAULT_PAGE : wanted;
        return behaviour.pageLimit() > 0 ? Math.min(limit, behaviour.pageLimit()) : limit;
    }

    private static Comparator<StoredPerson> order(String wanted) {
        Comparator<StoredPerson> byVersion = Comparator.comparingLong(StoredPerson::version);
        return switch (wanted) {
            case "LAST_MODIFIED_DESCENDING" -> byVersion.reversed();
            case "FIRST_NAME_ASCENDING" -> Comparator.comparing((StoredPerson p) -> name(p, "givenName")).thenComparing(byVersion);
            case "LAST_NAME_ASCENDING" -> Comparator.comparing((StoredPerson p) -> name(p, "familyName")).thenComparing(byVersion);
            default -> byVersion;
        };
    }

    private static String name(StoredPerson person, String part) {
        JsonNode names = person.tree().path("names").path(0);
        return names.path(part).asText("");
    }
}
