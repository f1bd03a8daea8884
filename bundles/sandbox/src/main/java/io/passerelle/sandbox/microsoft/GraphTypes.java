// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types of Graph that the sandbox knows, and whether a body is of one of them. Immutable. */
final class GraphTypes {
    private static final GraphTypes LOADED = load();
    private final Map<String, Map<String, String>> fields = new LinkedHashMap<>();
    private final Map<String, String> bases = new LinkedHashMap<>();
    private final Map<String, Set<String>> enums = new LinkedHashMap<>();

    private GraphTypes() {
    }

    static GraphTypes instance() {
        return LOADED;
    }

    private static GraphTypes load() {
        GraphTypes types = new GraphTypes();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(GraphTypes.class.getResourceAsStream("graph-v1.txt"), StandardCharsets.UTF_8))) {
            Map<String, String> current = new LinkedHashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.strip().split(" ");
                if (line.startsWith("enum ")) {
                    types.enums.put(words[1], new HashSet<>(List.of(words).subList(2, words.length)));
                } else if (line.startsWith("type ")) {
                    current = new LinkedHashMap<>();
                    types.fields.put(words[1], current);
                    types.bases.put(words[1], words[2]);
                } else if (line.startsWith("  ")) {
                    current.put(words[0], words[1]);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return types;
    }

    /** Names of all types that have properties. */
    Set<String> names() {
        return fields.keySet();
    }

    Map<String, Set<String>> enums() {
        return enums;
    }

    String base(String type) {
        return bases.get(type);
    }

    /** The type's own properties, without those of its base. */
    Map<String, String> own(String type) {
        return fields.get(type);
    }

    /** All properties of a type by name. */
    Map<String, String> properties(String type) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name = type; fields.containsKey(name); name = bases.get(name)) {
            all.putAll(fields.get(name));
        }
        return all;
    }

    /** Refuses a body with a property that the type does not have, or with a value that is not of the property's type. */
    void check(ObjectNode body, String type) {
        Map<String, String> known = properties(type);
        body.properties().forEach(member -> {
            if (member.getKey().startsWith("@odata.")) {
                return;
            }
            String of = known.get(member.getKey());
            if (of == null) {
                throw GraphError.property(member.getKey(), type);
            }
            value(member.getKey(), member.getValue(), of);
        });
    }

    private void value(String name, JsonNode value, String type) {
        if (value.isNull()) {
            return;
        }
        if (type.startsWith("[")) {
            if (!value.isArray()) {
                throw GraphError.unreadable(name, "Collection");
            }
            value.forEach(element -> value(name, element, type.substring(1, type.length() - 1)));
        } else if (type.startsWith("edm.")) {
            primitive(name, value, type);
        } else if (enums.containsKey(type)) {
            if (!value.isTextual() || !enums.get(type).contains(value.asText())) {
                throw GraphError.unreadable(name, "microsoft.graph." + type);
            }
        } else if (value instanceof ObjectNode object) {
            check(object, type);
        } else {
            throw GraphError.unreadable(name, "microsoft.graph." + type);
        }
    }

    private static void primitive(String name, JsonNode value, String type) {
        boolean fits = switch (type) {
            case "edm.Boolean" -> value.isBoolean();
            case "edm.Int32" -> value.isInt();
            case "edm.Double" -> value.isNumber();
            case "edm.Date" -> value.isTextual() && value.asText().matches("\\d{4}-\\d\\d-\\d\\d");
            case "edm.DateTimeOffset" -> value.isTextual() && value.asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,7})?)?(Z|[+-]\\d\\d:\\d\\d)");
            default -> value.isTextual();
        };
        if (!fits) {
            throw GraphError.unreadable(name, type.replace("edm.", "Edm."));
        }
    }
}
