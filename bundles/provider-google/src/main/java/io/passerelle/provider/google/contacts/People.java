// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.google.GoogleCall;
import io.passerelle.provider.google.GoogleJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of the People API (https://developers.google.com/people/api/rest), and what identifies a person. */
final class People {
    /** What we read of a person. */
    static final String FIELDS = "addresses,biographies,birthdays,clientData,emailAddresses,events,genders,imClients,memberships,metadata,names,"
            + "nicknames,organizations,phoneNumbers,photos,relations,urls,userDefined";
    /** Google's largest page. */
    static final int PAGE = 1000;
    /** Google takes 200; half of it keeps the address short. */
    static final int READ_AT_ONCE = 100;

    static final int WRITTEN_AT_ONCE = 200;
    static final int DELETED_AT_ONCE = 500;
    /** Creation key and UID of a contact that we created, among its {@code clientData}. */
    static final String KEY = "passerelle";

    static final String UID = "passerelle-uid";
    /** Only what the user keeps as contact, not what a person shows in a profile of their own. */
    private static final String SOURCE = "READ_SOURCE_TYPE_CONTACT";

    private static final String SOURCES = "sources";
    private static final String PERSON_FIELDS = "personFields";

    private People() {}

    static GoogleCall list(String fields, Map<String, Object> more) {
        Map<String, Object> query = new LinkedHashMap<>(Map.of(PERSON_FIELDS, fields, SOURCES, SOURCE, "pageSize", PAGE));
        query.putAll(more);
        return get("v1/people/me/connections", query);
    }

    static GoogleCall read(Collection<ItemRef> refs, String fields) {
        List<String> names = refs.stream().map(ItemRef::value).toList();
        return get("v1/people:batchGet", Map.of("resourceNames", names, PERSON_FIELDS, fields, SOURCES, SOURCE));
    }

    static GoogleCall create(Map<String, Object> person) {
        return post("v1/people:createContact", Map.of(PERSON_FIELDS, FIELDS, SOURCES, SOURCE), person);
    }

    static GoogleCall batchCreate(List<Map<String, Object>> people) {
        List<Map<String, Object>> contacts = people.stream().map(person -> Map.<String, Object>of("contactPerson", person)).toList();
        return post("v1/people:batchCreateContacts", Map.of(), Map.of("contacts", contacts, "readMask", FIELDS, SOURCES, List.of(SOURCE)));
    }

    static GoogleCall update(ItemRef ref, Map<String, Object> person, Collection<String> fields) {
        return new GoogleCall(
                "PATCH",
                "v1/{+resourceName}:updateContact",
                Map.of("resourceName", ref.value(), "updatePersonFields", String.join(",", fields), PERSON_FIELDS, FIELDS, SOURCES, SOURCE),
                Optional.of(person),
                Optional.empty());
    }

    static GoogleCall batchUpdate(Map<String, Map<String, Object>> people, Collection<String> fields) {
        return post(
                "v1/people:batchUpdateContacts",
                Map.of(),
                Map.of("contacts", people, "updateMask", String.join(",", fields), "readMask", FIELDS, SOURCES, List.of(SOURCE)));
    }

    static GoogleCall delete(ItemRef ref) {
        return new GoogleCall(
                "DELETE", "v1/{+resourceName}:deleteContact", Map.of("resourceName", ref.value()), Optional.empty(), Optional.empty());
    }

    static GoogleCall batchDelete(Collection<ItemRef> refs) {
        return post("v1/people:batchDeleteContacts", Map.of(), Map.of("resourceNames", refs.stream().map(ItemRef::value).toList()));
    }

    static GoogleCall photo(ItemRef ref, String base64) {
        return new GoogleCall(
                "PATCH",
                "v1/{+resourceName}:updateContactPhoto",
                Map.of("resourceName", ref.value()),
                Optional.of(Map.of("photoBytes", base64, PERSON_FIELDS, FIELDS, SOURCES, List.of(SOURCE))),
                Optional.empty());
    }

    static GoogleCall deletePhoto(ItemRef ref) {
        return new GoogleCall(
                "DELETE",
                "v1/{+resourceName}:deleteContactPhoto",
                Map.of("resourceName", ref.value(), PERSON_FIELDS, FIELDS, SOURCES, SOURCE),
                Optional.empty(),
                Optional.empty());
    }

    static GoogleCall get(String path, Map<String, Object> query) {
        return new GoogleCall("GET", path, query, Optional.empty(), Optional.empty());
    }

    static GoogleCall post(String path, Map<String, Object> query, Map<String, Object> body) {
        return new GoogleCall("POST", path, query, Optional.of(body), Optional.empty());
    }

    static ItemRef ref(Map<String, Object> person) {
        return ItemRef.of(GoogleJson.text(person, "resourceName").orElseThrow(() -> malformed("resourceName")));
    }

    static boolean isDeleted(Map<String, Object> person) {
        return GoogleJson.flag(GoogleJson.object(person, "metadata"), "deleted");
    }

    /** The part of a person that is the user's contact; a mere profile has none. */
    static Optional<Map<String, Object>> source(Map<String, Object> person) {
        return GoogleJson.objects(GoogleJson.object(person, "metadata"), SOURCES).stream()
                .filter(source -> GoogleJson.text(source, "type").filter("CONTACT"::equals).isPresent())
                .findFirst();
    }

    /** The ETag that tells states of a contact apart; the person's own is another one for each field mask. */
    static String etag(Map<String, Object> person) {
        return source(person).flatMap(source -> GoogleJson.text(source, "etag")).orElseThrow(() -> malformed("etag"));
    }

    /** When the contact was last changed; empty where that is not told or not a time. */
    static Optional<Instant> modifiedAt(Map<String, Object> person) {
        try {
            return source(person).flatMap(source -> GoogleJson.text(source, "updateTime")).map(Instant::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** When the contact was last changed, as far as is told. */
    static Instant updated(Map<String, Object> person) {
        return modifiedAt(person).orElse(Instant.EPOCH);
    }

    /** A value of ours among the client data. */
    static Optional<String> marker(Map<String, Object> person, String key) {
        return GoogleJson.objects(person, "clientData").stream()
                .filter(entry -> GoogleJson.text(entry, "key").filter(key::equals).isPresent())
                .flatMap(entry -> GoogleJson.text(entry, "value").stream())
                .findFirst();
    }

    static PasserelleException malformed(String field) {
        return PasserelleException.of(ErrorCode.ITEM_MALFORMED, field);
    }
}
