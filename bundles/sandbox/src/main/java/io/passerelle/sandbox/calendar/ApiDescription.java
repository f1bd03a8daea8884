// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of an API that the sandbox implements, read from a text file such as {@code calendar-v3.txt}. Immutable. */
public final class ApiDescription {
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final Map<String, Map<String, Field>> schemas = new LinkedHashMap<>();

    /** One API method; {@code body} and {@code answer} name schemas or are "-". */
    public record Method(String name, String verb, List<String> path, String body, String answer, Set<String> scopes,
            Map<String, Parameter> parameters) {
    }

    /** One query parameter; min and max are inclusive. */
    public record Parameter(String name, String type, boolean repeated, boolean required, long min, long max, List<String> values) {
    }

    /** One member of a schema. */
    public record Field(String name, String type, boolean readOnly) {
    }

    /** A method found for an address, with the decoded variables of its path. */
    public record Match(Method method, Map<String, String> variables) {
    }

    private ApiDescription() {
    }

    /** Calendar v3. */
    public static ApiDescription load() {
        return load(ApiDescription.class, "calendar-v3.txt");
    }

    /** The description that lies beside a class. */
    public static ApiDescription load(Class<?> beside, String name) {
        ApiDescription out = new ApiDescription();
        try (InputStream in = beside.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String owner = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("method ")) {
                    owner = out.method(line.split(" "));
                } else if (line.startsWith("schema ")) {
                    owner = line.substring(7);
                    out.schemas.put(owner, new LinkedHashMap<>());
                } else if (line.startsWith("  ?")) {
                    Parameter parameter = parameter(line.substring(3).split(" "));
                    out.methods.get(owner).parameters().put(parameter.name(), parameter);
                } else if (line.startsWith("  ")) {
                    String[] words = line.trim().split(" ");
                    out.schemas.get(owner).put(words[0], new Field(words[0], words[1], words.length > 2));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out;
    }

    private String method(String[] words) {
        methods.put(words[1], new Method(words[1], words[2], List.of(words[3].split("/")), words[4], words[5],
                Set.of(words[6].split(",")), new LinkedHashMap<>()));
        return words[1];
    }

    private static Parameter parameter(String[] words) {
        long min = Long.MIN_VALUE;
        long max = Long.MAX_VALUE;
        List<String> values = List.of();
        for (String word : words) {
            if (word.startsWith("min=")) {
                min = Long.parseLong(word.substring(4));
            } else if (word.startsWith("max=")) {
                max = Long.parseLong(word.substring(4));
            } else if (word.startsWith("enum=")) {
                values = List.of(word.substring(5).split("\\|"));
            }
        }
        List<String> all = List.of(words);
        return new Parameter(words[0], words[1], all.contains("repeated"), all.contains("required"), min, max, values);
    }

    public Map<String, Method> methods() {
        return methods;
    }

    public Map<String, Map<String, Field>> schemas() {
        return schemas;
    }

    /** The method behind an address; a fixed segment wins over a variable. */
    public Optional<Match> match(String verb, List<String> segments) {
        Match best = null;
        for (Method method : methods.values()) {
            Map<String, String> variables = fit(method.path(), segments);
            if (variables != null && method.verb().equals(verb) && (best == null || variables.size() < best.variables().size())) {
                best = new Match(method, variables);
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether any method has this address, whatever the verb. */
    public boolean knows(List<String> segments) {
        return methods.values().stream().anyMatch(m -> fit(m.path(), segments) != null);
    }

    private static Map<String, String> fit(List<String> path, List<String> segments) {
        if (path.size() != segments.size()) {
            return null;
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String piece = path.get(i);
            if (piece.startsWith("{")) {
                // A variable may be followed by a verb: {peopleId}:deleteContact.
                String verb = piece.substring(piece.indexOf('}') + 1);
                String value = segments.get(i);
                if (value.length() <= verb.length() || !value.endsWith(verb)) {
                    return null;
                }
                variables.put(piece.substring(1, piece.indexOf('}')), value.substring(0, value.length() - verb.length()));
            } else if (!piece.equals(segments.get(i))) {
                return null;
            }
        }
        return variables;
    }

    /** Schema names inside a type such as {@code [Event]}; the bare word otherwise. */
    public static String inner(String type) {
        char first = type.charAt(0);
        return first == '[' || first == '{' ? type.substring(1, type.length() - 1) : type;
    }

    /** All schema names, in the order of the description. */
    public List<String> schemaNames() {
        return new ArrayList<>(schemas.keySet());
    }
}
