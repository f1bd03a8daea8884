// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.state.StoredPerson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A contact as answers show it: with what Google adds of its own (etags, display names, formatted types, a photo). */
final class PersonView {
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("home", "Home"), Map.entry("work", "Work"), Map.entry("other", "Other"),
            Map.entry("mobile", "Mobile"), Map.entry("main", "Main"), Map.entry("homeFax", "Home Fax"), Map.entry("workFax", "Work Fax"),
            Map.entry("pager", "Pager"), Map.entry("anniversary", "Anniversary"), Map.entry("spouse", "Spouse"), Map.entry("child", "Child"),
            Map.entry("blog", "Blog"), Map.entry("profile", "Profile"), Map.entry("homePage", "Home Page"), Map.entry("school", "School"));
    private static final List<String> NO_TYPE = List.of("names", "biographies", "birthdays", "memberships", "clientData", "userDefined", "nicknames",
            "interests", "locales", "occupations", "miscKeywords", "locations", "genders");

    private final Supplier<String> root;

    PersonView(Supplier<String> root) {
        this.root = root;
    }

    ObjectNode person(StoredPerson person, PersonMask mask) {
        ObjectNode out = head(person, mask);
        ObjectNode fields = person.tree();
        fields.properties().forEach(field -> out.set(field.getKey(), elements(field.getKey(), (ArrayNode) field.getValue(), person)));
        photo(out.putArray("photos").addObject(), person);
        return mask.apply(out);
    }

    /** What an incremental listing shows of a deleted contact. */
    ObjectNode tombstone(StoredPerson person, PersonMask mask) {
        ObjectNode out = head(person, mask);
        ((ObjectNode) out.get("metadata")).put("deleted", true).remove("sources");
        // The deletion is shown whatever was asked for.
        ObjectNode kept = Json.object().put("resourceName", person.resourceName()).put("etag", out.get("etag").asText());
        kept.set("metadata", out.get("metadata"));
        return kept;
    }

    private static ObjectNode head(StoredPerson person, PersonMask mask) {
        ObjectNode out = Json.object().put("resourceName", person.resourceName()).put("etag", etag(person, mask));
        ObjectNode metadata = out.putObject("metadata");
        metadata.putArray("sources").addObject().put("type", "CONTACT").put("id", person.source()).put("etag", sourceEtag(person))
                .put("updateTime", person.updated().toString());
        metadata.put("objectType", "PERSON");
        return out;
    }

    /** As Google's, an etag of a person is another one for another field mask; only the source's tells versions apart. */
    static String etag(StoredPerson person, PersonMask mask) {
        byte[] bytes = ByteBuffer.allocate(12).putInt(new TreeSet<>(mask.fields()).hashCode()).putLong(person.version()).array();
        return "%" + Base64.getEncoder().encodeToString(bytes);
    }

    static String sourceEtag(StoredPerson person) {
        return "#" + Base64.getEncoder().encodeToString(ByteBuffer.allocate(8).putLong(person.version()).array());
    }

    /** Whether an etag, of a person or of its source, is of this state. */
    static boolean isOf(String etag, StoredPerson person) {
        try {
            byte[] bytes = Base64.getDecoder().decode(etag.substring(1).getBytes(StandardCharsets.US_ASCII));
            return etag.charAt(0) == '#' && bytes.length == 8 && ByteBuffer.wrap(bytes).getLong() == person.version()
                    || etag.charAt(0) == '%' && bytes.length == 12 && ByteBuffer.wrap(bytes).getLong(4) == person.version();
        } catch (RuntimeException malformed) {
            return false;
        }
    }

    private static ArrayNode elements(String field, ArrayNode stored, StoredPerson person) {
        ArrayNode out = Json.array();
        for (JsonNode element : stored) {
            ObjectNode shown = Json.object();
            ObjectNode metadata = shown.putObject("metadata");
            if (out.isEmpty() && !field.equals("memberships")) {
                metadata.put("primary", true);
            }
            metadata.putObject("source").put("type", "CONTACT").put("id", person.source());
            shown.setAll((ObjectNode) element);
            decorate(field, shown);
            out.add(shown);
        }
        return out;
    }

    private static void decorate(String field, ObjectNode element) {
        String type = element.path("type").asText("");
        if (!type.isEmpty() && !NO_TYPE.contains(field)) {
            element.put("formattedType", TYPES.getOrDefault(type, type));
        }
        switch (field) {
            case "names" -> name(element);
            case "phoneNumbers" -> {
                String digits = element.path("value").asText().replaceAll("[ ().\\-/]", "");
                if (digits.matches("\\+[0-9]{7,15}")) {
                    element.put("canonicalForm", digits);
                }
            }
            case "addresses" -> {
                if (!element.has("formattedValue")) {
                    element.put("formattedValue", joined("\n", element, "streetAddress", "extendedAddress", "poBox", "city", "region", "postalCode", "country"));
                }
            }
            case "memberships" -> {
                ObjectNode membership = (ObjectNode) element.get("contactGroupMembership");
                membership.put("contactGroupId", membership.path("contactGroupResourceName").asText().substring("contactGroups/".length()));
            }
            default -> {
                // Nothing is added.
            }
        }
    }

    private static void name(ObjectNode name) {
        String plain = joined(" ", name, "honorificPrefix", "givenName", "middleName", "familyName");
        String suffix = name.path("honorificSuffix").asText("");
        String display = suffix.isEmpty() ? plain : plain.isEmpty() ? suffix : plain + (suffix.matches("[IVX]+") ? " " : ", ") + suffix;
        if (display.isEmpty()) {
            return;
        }
        String first = joined(" ", name, "honorificPrefix", "givenName", "middleName");
        String family = name.path("familyName").asText("");
        String last = family.isEmpty() || first.isEmpty() ? family + first : family + ", " + first;
        name.put("displayName", display).put("displayNameLastFirst", suffix.isEmpty() ? last : last + ", " + suffix).put("unstructuredName", display);
    }

    private static String joined(String between, ObjectNode from, String... names) {
        List<String> pieces = new ArrayList<>();
        Stream.of(names).map(name -> from.path(name).asText("")).filter(text -> !text.isEmpty()).forEach(pieces::add);
        return String.join(between, pieces);
    }

    private void photo(ObjectNode out, StoredPerson person) {
        out.putObject("metadata").put("primary", true).putObject("source").put("type", "CONTACT").put("id", person.source());
        out.put("url", root.get() + "/photos/" + (person.photo() == null ? "default" : person.photo()) + "=s100");
        if (person.photo() == null) {
            out.put("default", true);
        }
    }
}
