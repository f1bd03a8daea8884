// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.google.GoogleAnswer;
import io.passerelle.provider.google.GoogleCall;
import io.passerelle.provider.google.GoogleCalls;
import io.passerelle.provider.google.GoogleJson;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The user's own contact groups, which are the categories of contacts. Google's groups (My Contacts, Starred…) are none: whoever
 * belongs to them stays there. Read once, then kept up with what is done here.
 */
final class ContactGroups {
    /** Every contact of the user belongs to it; Google takes no contact without a group. */
    static final String MINE = "contactGroups/myContacts";

    private static final String FIELDS = "clientData,groupType,memberCount,metadata,name";
    private static final int MOST_PAGES = 50;
    private static final int MOST_MEMBERS = 100_000;

    private final GoogleCalls calls;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> ours = new HashSet<>();
    private boolean isRead;

    ContactGroups(GoogleCalls calls) {
        this.calls = calls;
    }

    /** Names by resource name. */
    Map<String, String> names() {
        if (!isRead) {
            read();
        }
        return Collections.unmodifiableMap(names);
    }

    /** Reads the groups anew. */
    void read() {
        names.clear();
        ours.clear();
        Optional<String> page = Optional.empty();
        int pages = 0;
        do {
            Map<String, Object> query = new LinkedHashMap<>(Map.of("pageSize", People.PAGE, "groupFields", FIELDS));
            page.ifPresent(token -> query.put("pageToken", token));
            Map<String, Object> body = PeopleErrors.orThrow(calls.one(People.get("v1/contactGroups", query)));
            GoogleJson.objects(body, "contactGroups").forEach(this::add);
            page = GoogleJson.text(body, "nextPageToken");
        } while (page.isPresent() && ++pages < MOST_PAGES);
        isRead = true;
    }

    private void add(Map<String, Object> group) {
        boolean own = GoogleJson.text(group, "groupType").filter("USER_CONTACT_GROUP"::equals).isPresent();
        Optional<String> name = GoogleJson.text(group, "name");
        if (own && name.isPresent() && !People.isDeleted(group)) {
            String resource = resource(group);
            names.put(resource, name.get());
            if (People.marker(group, People.KEY).isPresent()) {
                ours.add(resource);
            }
        }
    }

    private static String resource(Map<String, Object> group) {
        return GoogleJson.text(group, "resourceName").orElseThrow(() -> People.malformed("resourceName"));
    }

    /** The resource name of a group. */
    Optional<String> named(String name) {
        return names().entrySet().stream().filter(group -> group.getValue().equals(name)).map(Map.Entry::getKey).findFirst();
    }

    /** The groups of these names; those that are not there are created. */
    Set<String> ensure(Collection<String> wanted) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : wanted) {
            found.add(named(name).orElseGet(() -> create(name)));
        }
        return found;
    }

    private String create(String name) {
        Map<String, Object> group =
                Map.of("name", name, "clientData", List.of(Map.of("key", People.KEY, "value", "created")));
        GoogleAnswer answer = calls.one(
                People.post("v1/contactGroups", Map.of(), Map.of("contactGroup", group, "readGroupFields", "clientData,groupType,metadata,name")));
        if (answer.status() == 409) {
            // Somebody else was faster, or an answer of ours was lost.
            read();
            return named(name).orElseThrow(() -> PeopleErrors.ofWrite(answer));
        }
        if (!answer.isSuccess()) {
            throw PeopleErrors.ofWrite(answer);
        }
        add(answer.body());
        String resource = resource(answer.body());
        names.putIfAbsent(resource, name);
        return resource;
    }

    /** Gives a group another name; false when another group has it. */
    boolean rename(String resource, String name) {
        GoogleAnswer answer = calls.one(new GoogleCall(
                "PUT",
                "v1/{+resourceName}",
                Map.of("resourceName", resource),
                Optional.of(Map.of("contactGroup", Map.of("name", name), "updateGroupFields", "name", "readGroupFields", "name")),
                Optional.empty()));
        if (answer.isSuccess()) {
            names.put(resource, name);
        }
        return answer.isSuccess();
    }

    /** The members of a group; empty when it is not there. */
    Set<ItemRef> members(String resource) {
        GoogleAnswer answer = calls.one(new GoogleCall(
                "GET",
                "v1/{+resourceName}",
                Map.of("resourceName", resource, "maxMembers", MOST_MEMBERS, "groupFields", "memberCount"),
                Optional.empty(),
                Optional.empty()));
        Set<ItemRef> members = new LinkedHashSet<>();
        if (!PeopleErrors.isGone(answer)) {
            GoogleJson.texts(PeopleErrors.orThrow(answer), "memberResourceNames").forEach(name -> members.add(ItemRef.of(name)));
        }
        return members;
    }

    /** Deletes those of these groups that we created and that nobody belongs to any more. */
    void tidy(Collection<String> left) {
        for (String resource : left) {
            if (ours.contains(resource) && members(resource).isEmpty() && delete(resource)) {
                names.remove(resource);
                ours.remove(resource);
            }
        }
    }

    private boolean delete(String resource) {
        GoogleAnswer answer = calls.one(new GoogleCall(
                "DELETE", "v1/{+resourceName}", Map.of("resourceName", resource), Optional.empty(), Optional.empty()));
        if (!answer.isSuccess() && !PeopleErrors.isGone(answer)) {
            PasserelleException refused = PeopleErrors.ofWrite(answer);
            if (refused.code() != ErrorCode.ITEM_REJECTED) {
                throw refused;
            }
            return false;
        }
        return true;
    }

    /** The memberships to send: Google's groups as they are, the user's as wanted. */
    List<Map<String, Object>> memberships(Map<String, Object> person, Collection<String> categories) {
        Set<String> groups = new LinkedHashSet<>(PersonTranslator.memberships(person));
        groups.removeAll(names().keySet());
        groups.addAll(ensure(categories));
        if (groups.isEmpty() || person.isEmpty()) {
            groups.add(MINE);
        }
        return groups.stream()
                .map(group -> Map.<String, Object>of("contactGroupMembership", Map.of("contactGroupResourceName", group)))
                .toList();
    }
}
