// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Params;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Field masks: which fields of a person are read or changed. */
record PersonMask(Set<String> fields) {
    /** What can be changed. */
    static final Set<String> WRITABLE = Set.of("addresses", "biographies", "birthdays", "calendarUrls", "clientData", "emailAddresses", "events",
            "externalIds", "genders", "imClients", "interests", "locales", "locations", "memberships", "miscKeywords", "names", "nicknames",
            "occupations", "organizations", "phoneNumbers", "relations", "sipAddresses", "urls", "userDefined");
    private static final Set<String> READABLE = readable();
    private static final String INCLUDE = "requestMask.includeField";

    private static Set<String> readable() {
        Set<String> out = new LinkedHashSet<>(WRITABLE);
        out.addAll(List.of("ageRanges", "coverPhotos", "metadata", "photos", "skills"));
        return Set.copyOf(out);
    }

    /** Everything that can be read. */
    static PersonMask all() {
        return new PersonMask(READABLE);
    }

    /** {@code personFields}, which is required; {@code requestMask.includeField} is its old spelling. */
    static PersonMask required(Params query) {
        if (query.get("personFields", "").isBlank() && query.has(INCLUDE)) {
            return read(query.get(INCLUDE, "").replace("person.", ""), INCLUDE, READABLE);
        }
        if (query.get("personFields", "").isBlank()) {
            throw GoogleError.badRequest("global", "badRequest", "personFields mask is required. Please specify one or more valid paths. "
                    + "Valid paths are documented at https://developers.google.com/people/api/rest/v1/people/get.");
        }
        return read(query.get("personFields", ""), "personFields", READABLE);
    }

    /** A mask that reads everything when it is not given. */
    static PersonMask optional(String text) {
        return text == null || text.isBlank() ? all() : readable(text, "personFields");
    }

    static PersonMask readable(String text, String name) {
        return read(text, name, READABLE);
    }

    /** What a change is about, which is required. */
    static PersonMask changed(String text, String name) {
        if (text == null || text.isBlank()) {
            throw GoogleError.badRequest("global", "badRequest", name + " mask is required. Please specify one or more valid paths.");
        }
        return read(text, name, WRITABLE);
    }

    private static PersonMask read(String text, String name, Set<String> valid) {
        Set<String> out = new LinkedHashSet<>();
        for (String path : text.split(",", -1)) {
            if (!valid.contains(path.trim())) {
                throw GoogleError.badRequest("global", "badRequest", "Invalid " + name + " mask path: \"" + path.trim()
                        + "\". Valid paths are documented at https://developers.google.com/people/api/rest/v1/people/get.");
            }
            out.add(path.trim());
        }
        return new PersonMask(out);
    }

    boolean has(String field) {
        return fields.contains(field);
    }

    ObjectNode apply(ObjectNode person) {
        List<String> dropped = new ArrayList<>();
        person.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name) && !name.equals("resourceName") && !name.equals("etag")) {
                dropped.add(name);
            }
        });
        return person.remove(dropped);
    }
}
