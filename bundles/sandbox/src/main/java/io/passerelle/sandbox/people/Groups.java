// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.RpcErrors;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.AddressBook;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.StoredGroup;
import io.passerelle.sandbox.state.StoredPerson;
import io.passerelle.sandbox.state.World;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code contactGroups}: Google's own groups and the user's, with their members. */
final class Groups {
    private static final Set<String> OPEN = Set.of("myContacts", "starred");
    private static final int MOST_MEMBERS = 1000;
    private static final int DEFAULT_PAGE = 30;
    private static final int MOST_NAMES = 200;

    private final World world;
    private final PersonStore store;
    private final RandomIds random;

    Groups(World world, PersonStore store, RandomIds random) {
        this.world = world;
        this.store = store;
        this.random = random;
    }

    /** Whether contacts can be added: to the user's groups and to two of Google's. */
    static boolean takesMembers(StoredGroup group) {
        return !group.system() || OPEN.contains(group.id());
    }

    SandboxResponse list(PeopleCall call) {
        Params query = call.query();
        int wanted = Integer.parseInt(query.get("pageSize", "0"));
        if (wanted < 0 || wanted > Connections.LARGEST_PAGE) {
            throw GoogleError.badRequest("global", "badRequest", "Invalid page size: " + wanted + ". Valid values are between 1 and 1000, inclusive.");
        }
        GroupView shown = new GroupView(query.get("groupFields", ""), GroupView.LISTED);
        int owner = Objects.hash(call.account().email(), "groups");
        PeopleToken since = query.has("syncToken") ? PeopleToken.read(query.get("syncToken", ""), 'S', owner) : null;
        if (since != null && since.epoch() != call.book().epoch()) {
            throw RpcErrors.expiredSyncToken();
        }
        PeopleToken page = query.first("pageToken").map(token -> PeopleToken.read(token, 'P', owner))
                .orElseGet(() -> new PeopleToken('P', owner, since == null ? -1 : since.after(), world.version(), 0, call.book().epoch(), world.now()));
        List<StoredGroup> found = call.book().groups().stream().filter(g -> g.version() > page.after() && g.version() <= page.bound())
                .filter(g -> since != null || !g.deleted()).sorted(Comparator.comparingLong(StoredGroup::version)).toList();
        int limit = wanted == 0 ? DEFAULT_PAGE : wanted;
        ObjectNode body = Json.object();
        List<StoredGroup> part = found.stream().skip(page.at()).limit(limit).toList();
        part.forEach(group -> body.withArray("contactGroups").add(shown.group(group, members(call.book(), group), 0)));
        body.put("totalItems", found.size());
        if (page.at() + part.size() < found.size()) {
            body.put("nextPageToken", new PeopleToken('P', owner, page.after(), page.bound(), page.at() + part.size(), page.epoch(), page.full()).encoded());
        }
        body.put("nextSyncToken", new PeopleToken('S', owner, page.bound(), 0, 0, page.epoch(), page.full()).encoded());
        return SandboxResponse.json(200, body);
    }

    static List<StoredPerson> members(AddressBook book, StoredGroup group) {
        return book.live().stream().filter(p -> PersonFields.groups(p.tree()).contains(group.resourceName())).toList();
    }

    SandboxResponse get(PeopleCall call) {
        StoredGroup group = find(call);
        return SandboxResponse.json(200, new GroupView(call.query().get("groupFields", ""), GroupView.LISTED)
                .group(group, members(call.book(), group), most(call.query())));
    }

    private static int most(Params query) {
        return Math.max(0, Integer.parseInt(query.get("maxMembers", "0")));
    }

    private static StoredGroup find(PeopleCall call) {
        return call.book().group(call.variable("contactGroupsId")).orElseThrow(RpcErrors::notFound);
    }

    SandboxResponse batchGet(PeopleCall call) {
        List<String> names = call.query().all("resourceNames");
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            throw GoogleError.badRequest("global", "badRequest", "Between 1 and " + MOST_NAMES + " resource names are required.");
        }
        GroupView view = new GroupView(call.query().get("groupFields", ""), GroupView.LISTED);
        ObjectNode body = Json.object();
        for (String name : names) {
            ObjectNode entry = body.withArray("responses").addObject().put("requestedResourceName", name);
            ObjectNode status = entry.putObject("status");
            Optional<StoredGroup> group = call.book().group(name.replace("contactGroups/", ""));
            group.ifPresentOrElse(g -> entry.set("contactGroup", view.group(g, members(call.book(), g), most(call.query()))),
                    () -> status.put("code", 5).put("message", "Requested entity was not found."));
        }
        return SandboxResponse.json(200, body);
    }

    SandboxResponse create(PeopleCall call) {
        JsonNode wanted = call.body().path("contactGroup");
        String name = name(call.book(), wanted, null);
        StoredGroup group = put(call.book(), Long.toHexString(random.number()), name, clientData(wanted), false);
        return SandboxResponse.json(200, new GroupView(call.body().path("readGroupFields").asText(""), GroupView.WRITTEN).group(group, List.of(), 0));
    }

    SandboxResponse update(PeopleCall call) {
        StoredGroup before = find(call);
        requireUsers(before);
        JsonNode wanted = call.body().path("contactGroup");
        String etag = wanted.path("etag").asText("");
        if (!etag.isEmpty() && !etag.equals(GroupView.etag(before))) {
            throw GoogleError.badRequest("global", "failedPrecondition", "Contact group etag is different than the current etag.");
        }
        List<String> mask = List.of(call.body().path("updateGroupFields").asText("name").split(","));
        String name = mask.contains("name") ? name(call.book(), wanted, before) : before.name();
        StoredGroup after = put(call.book(), before.id(), name, mask.contains("clientData") ? clientData(wanted) : before.clientData(), false);
        return SandboxResponse.json(200, new GroupView(call.body().path("readGroupFields").asText(""), GroupView.WRITTEN)
                .group(after, members(call.book(), after), 0));
    }

    SandboxResponse delete(PeopleCall call) {
        StoredGroup group = find(call);
        requireUsers(group);
        remove(call.book(), group, call.query().flag("deleteContacts"));
        return SandboxResponse.json(200, Json.object());
    }

    /** Deletes a group; its members stay, without it, unless they are to go as well. */
    void remove(AddressBook book, StoredGroup group, boolean withContacts) {
        for (StoredPerson member : members(book, group)) {
            if (withContacts) {
                store.delete(book, member);
            } else {
                store.change(book, member, without(member, group));
            }
        }
        put(book, group.id(), group.name(), group.clientData(), true);
    }

    StoredGroup put(AddressBook book, String id, String name, ArrayNode clientData, boolean deleted) {
        StoredGroup group = new StoredGroup(id, name, name, false, deleted, world.nextVersion(), world.now().truncatedTo(ChronoUnit.MICROS), clientData);
        book.put(group);
        return group;
    }

    private static void requireUsers(StoredGroup group) {
        if (group.system()) {
            throw GoogleError.badRequest("global", "badRequest", "System contact groups cannot be changed.");
        }
    }

    private static String name(AddressBook book, JsonNode wanted, StoredGroup self) {
        String name = wanted.path("name").asText("").strip();
        if (name.isEmpty()) {
            throw GoogleError.badRequest("global", "badRequest", "Contact group name is required.");
        }
        if (book.groups().stream().anyMatch(g -> !g.deleted() && !g.system() && g.name().equals(name) && (self == null || !g.id().equals(self.id())))) {
            throw GoogleError.of(409, "global", "alreadyExists", "Contact group name already exists.");
        }
        return name;
    }

    private static ArrayNode clientData(JsonNode wanted) {
        return wanted.path("clientData").isEmpty() ? null : (ArrayNode) wanted.get("clientData").deepCopy();
    }

    SandboxResponse modify(PeopleCall call) {
        StoredGroup group = find(call);
        List<String> add = names(call.body().path("resourceNamesToAdd"));
        List<String> remove = names(call.body().path("resourceNamesToRemove"));
        if (add.size() + remove.size() > MOST_MEMBERS || add.isEmpty() && remove.isEmpty()) {
            throw GoogleError.badRequest("global", "badRequest", "Between 1 and " + MOST_MEMBERS + " members can be modified.");
        }
        if (!add.isEmpty() && !takesMembers(group)) {
            throw GoogleError.badRequest("global", "badRequest", "Contacts cannot be added to this system group.");
        }
        ObjectNode body = Json.object();
        for (String name : add) {
            PersonReads.find(call.book(), name).ifPresentOrElse(person -> join(call.book(), person, group),
                    () -> body.withArray("notFoundResourceNames").add(name));
        }
        for (String name : remove) {
            StoredPerson person = PersonReads.find(call.book(), name).orElse(null);
            if (person == null) {
                body.withArray("notFoundResourceNames").add(name);
            } else if (PersonFields.groups(person.tree()).equals(List.of(group.resourceName()))) {
                body.withArray("canNotRemoveLastContactGroupResourceNames").add(name);
            } else if (PersonFields.groups(person.tree()).contains(group.resourceName())) {
                store.change(call.book(), person, without(person, group));
            }
        }
        return SandboxResponse.json(200, body);
    }

    void join(AddressBook book, StoredPerson person, StoredGroup group) {
        ObjectNode fields = person.tree();
        if (!PersonFields.groups(fields).contains(group.resourceName())) {
            PersonFields.join(fields, group.resourceName());
            store.change(book, person, fields);
        }
    }

    private static ObjectNode without(StoredPerson person, StoredGroup group) {
        ObjectNode fields = person.tree();
        List<String> kept = new ArrayList<>(PersonFields.groups(fields));
        kept.remove(group.resourceName());
        fields.remove("memberships");
        (kept.isEmpty() ? List.of(PersonFields.ALL_MINE) : kept).forEach(name -> PersonFields.join(fields, name));
        return fields;
    }

    private static List<String> names(JsonNode list) {
        List<String> out = new ArrayList<>();
        list.forEach(name -> out.add(name.asText()));
        return out;
    }
}
