// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.calendar.ApiDescription;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.state.AddressBook;
import io.passerelle.sandbox.state.StoredGroup;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes of the fields that a client sends: singletons, what only Google sets, defaults that are not kept, dates, groups. */
final class PersonFields {
    private static final Set<String> SINGLETONS = Set.of("biographies", "birthdays", "genders", "names");
    /** First values of enumerations are not distinguished from absent ones. */
    private static final Set<String> DEFAULTS = Set.of("DEFAULT", "TYPE_UNSPECIFIED", "CONTENT_TYPE_UNSPECIFIED");
    private static final int MOST_VALUES = 500;
    private static final int LONGEST_NOTE = 10_000;
    private static final int LONGEST_TEXT = 2_000;
    static final String ALL_MINE = "contactGroups/myContacts";

    private final ApiDescription api;

    PersonFields(ApiDescription api) {
        this.api = api;
    }

    /** The fields of a new contact. */
    ObjectNode created(ObjectNode person, AddressBook book) {
        ObjectNode out = Json.object();
        PersonMask.WRITABLE.stream().sorted().forEach(field -> replace(out, person, field, book));
        if (!out.has("memberships")) {
            join(out, ALL_MINE);
        }
        return out;
    }

    /** Replaces each field of the mask by what the client sent, perhaps by nothing. */
    ObjectNode changed(ObjectNode before, ObjectNode person, PersonMask mask, AddressBook book) {
        ObjectNode out = before.deepCopy();
        mask.fields().forEach(field -> replace(out, person, field, book));
        if (!out.has("memberships")) {
            throw GoogleError.badRequest("global", "badRequest", "Person must have at least one contact group membership.");
        }
        return out;
    }

    private void replace(ObjectNode out, ObjectNode person, String field, AddressBook book) {
        List<String> before = field.equals("memberships") ? groups(out) : List.of();
        out.remove(field);
        JsonNode sent = person.path(field);
        if (SINGLETONS.contains(field) && sent.size() > 1) {
            throw GoogleError.badRequest("global", "badRequest", "Only one " + field + " value is allowed for contact sources: this field is a singleton.");
        }
        if (sent.size() > MOST_VALUES) {
            throw GoogleError.badRequest("global", "badRequest", "Too many " + field + ".");
        }
        ArrayNode kept = Json.array();
        for (JsonNode element : sent) {
            ObjectNode clean = clean(schema(field), element);
            settle(field, clean, book, before);
            if (!clean.isEmpty() && !clean.properties().stream().map(Map.Entry::getKey).allMatch("contentType"::equals)) {
                kept.add(clean);
            }
        }
        if (!kept.isEmpty()) {
            out.set(field, kept);
        }
    }

    private String schema(String field) {
        return ApiDescription.inner(api.schemas().get("Person").get(field).type());
    }

    /** Without what only Google sets, and without what stands for nothing. */
    private ObjectNode clean(String schema, JsonNode sent) {
        ObjectNode out = Json.object();
        Map<String, ApiDescription.Field> fields = api.schemas().get(schema);
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            ApiDescription.Field field = fields.get(member.getKey());
            JsonNode value = member.getValue();
            if (field.readOnly() || member.getKey().equals("metadata") || value.isNull()) {
                continue;
            }
            if (value.isObject()) {
                out.set(member.getKey(), clean(ApiDescription.inner(field.type()), value));
            } else if (value.isTextual() ? !value.textValue().isEmpty() && !DEFAULTS.contains(value.textValue())
                    : !value.isBoolean() && value.asInt() != 0 || value.asBoolean()) {
                out.set(member.getKey(), value);
            }
        }
        return out;
    }

    private static void settle(String field, ObjectNode element, AddressBook book, List<String> groupsBefore) {
        int longest = field.equals("biographies") ? LONGEST_NOTE : LONGEST_TEXT;
        element.forEach(value -> {
            if (value.isTextual() && value.textValue().length() > longest) {
                throw GoogleError.badRequest("global", "badRequest", "A value of " + field + " is too long.");
            }
        });
        switch (field) {
            case "names" -> name(element);
            case "biographies" -> {
                if (!element.has("contentType")) {
                    element.put("contentType", "TEXT_PLAIN");
                }
            }
            case "birthdays", "events" -> date(element.path("date"), field);
            case "memberships" -> membership(element, book, groupsBefore);
            case "userDefined", "clientData" -> {
                if (!element.isEmpty() && !(element.has("key") && element.has("value"))) {
                    throw GoogleError.badRequest("global", "badRequest", "Both key and value are required for " + field + ".");
                }
            }
            default -> {
                // Taken as it is.
            }
        }
    }

    private static void name(ObjectNode name) {
        for (Map.Entry<String, JsonNode> part : List.copyOf(name.properties())) {
            name.put(part.getKey(), part.getValue().asText().trim().replaceAll(" +", " "));
        }
        boolean structured = name.has("givenName") || name.has("familyName") || name.has("middleName") || name.has("honorificPrefix")
                || name.has("honorificSuffix");
        String whole = name.path("unstructuredName").asText("");
        name.remove("unstructuredName");
        if (!structured && !whole.isEmpty()) {
            int last = whole.lastIndexOf(' ');
            name.put("givenName", last < 0 ? whole : whole.substring(0, last));
            if (last > 0) {
                name.put("familyName", whole.substring(last + 1));
            }
        }
    }

    private static void date(JsonNode date, String field) {
        int year = date.path("year").asInt(0);
        int month = date.path("month").asInt(0);
        int day = date.path("day").asInt(0);
        try {
            if (!date.isMissingNode() && (year < 0 || year > 9999 || month == 0 && (day != 0 || year == 0))) {
                throw new DateTimeException("neither a date nor a part of one");
            }
            if (day != 0) {
                LocalDate.of(year == 0 ? 2000 : year, month, day);
            } else if (month != 0) {
                LocalDate.of(2000, month, 1);
            }
        } catch (DateTimeException wrong) {
            throw GoogleError.badRequest("global", "badRequest", "Invalid date in " + field + ".");
        }
    }

    private static void membership(ObjectNode element, AddressBook book, List<String> before) {
        String name = element.path("contactGroupMembership").path("contactGroupResourceName").asText("");
        String id = name.startsWith("contactGroups/") ? name.substring("contactGroups/".length()) : "";
        StoredGroup group = book.group(id).orElseThrow(() -> GoogleError.badRequest("global", "badRequest", "Invalid contact group: " + name));
        if (!Groups.takesMembers(group) && !before.contains(name)) {
            throw GoogleError.badRequest("global", "badRequest", "Contacts cannot be added to the system group " + name + ".");
        }
    }

    static void join(ObjectNode person, String group) {
        person.withArray("memberships").addObject().putObject("contactGroupMembership").put("contactGroupResourceName", group);
    }

    /** The resource names of a contact's groups. */
    static List<String> groups(ObjectNode person) {
        List<String> out = new ArrayList<>();
        person.path("memberships").forEach(m -> out.add(m.path("contactGroupMembership").path("contactGroupResourceName").asText()));
        return out;
    }
}
