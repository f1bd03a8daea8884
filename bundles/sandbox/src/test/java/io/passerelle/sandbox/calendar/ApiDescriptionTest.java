// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.passerelle.sandbox.calendar.ApiDescription.Field;
import io.passerelle.sandbox.calendar.ApiDescription.Method;
import io.passerelle.sandbox.calendar.ApiDescription.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our description against Google's own discovery document, where that is at hand. */
class ApiDescriptionTest {
    private final ApiDescription ours = ApiDescription.load();
    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        String shared = System.getProperty("passerelle.shared", "");
        Path file = Path.of(shared.isEmpty() ? "absent" : shared, "specs", "google", "calendar.v3.json");
        assumeTrue(Files.exists(file), "no discovery document here");
        document = new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void everyMethodHasTheParametersBodiesAndScopesOfTheDocument() {
        assertThat(ours.methods()).hasSizeGreaterThan(25);
        for (Method method : ours.methods().values()) {
            String[] name = method.name().split("\\.");
            JsonNode theirs = document.path("resources").path(name[0]).path("methods").path(name[1]);
            assertThat(theirs.path("httpMethod").asText()).as(method.name()).isEqualTo(method.verb());
            assertThat(theirs.path("path").asText()).isEqualTo(String.join("/", method.path()));
            assertThat(theirs.path("request").path("$ref").asText("-")).isEqualTo(method.body());
            assertThat(theirs.path("response").path("$ref").asText("-")).isEqualTo(method.answer());
            Set<String> scopes = new HashSet<>();
            theirs.path("scopes").forEach(s -> scopes.add(s.asText().replace("https://www.googleapis.com/auth/", "")));
            assertThat(method.scopes()).as(method.name()).isEqualTo(scopes);
            Map<String, Parameter> parameters = new LinkedHashMap<>();
            theirs.path("parameters").properties().stream().filter(p -> p.getValue().path("location").asText().equals("query"))
                    .forEach(p -> parameters.put(p.getKey(), parameter(p.getKey(), p.getValue())));
            assertThat(method.parameters()).as(method.name()).isEqualTo(parameters);
        }
    }

    private static Parameter parameter(String name, JsonNode theirs) {
        List<String> values = new ArrayList<>();
        theirs.path("enum").forEach(v -> values.add(v.asText()));
        String type = theirs.path("format").asText().equals("date-time") ? "date-time" : theirs.path("type").asText();
        return new Parameter(name, type, theirs.path("repeated").asBoolean(), theirs.path("required").asBoolean(),
                theirs.has("minimum") ? theirs.get("minimum").asLong() : Long.MIN_VALUE,
                theirs.has("maximum") ? theirs.get("maximum").asLong() : Long.MAX_VALUE, values);
    }

    @Test
    void everySchemaHasTheFieldsAndTypesOfTheDocument() {
        for (String name : ours.schemaNames()) {
            JsonNode theirs = document.path("schemas").path(name.split("\\.")[0]);
            for (String piece : name.split("\\.")) {
                theirs = piece.equals(name.split("\\.")[0]) ? theirs : theirs.path("properties").path(piece);
            }
            Map<String, Field> fields = new LinkedHashMap<>();
            theirs.path("properties").properties().forEach(p -> fields.put(p.getKey(), new Field(p.getKey(), type(p.getValue(), name + "." + p.getKey()),
                    p.getValue().path("description").asText().contains("Read-only"))));
            assertThat(ours.schemas().get(name)).as(name).isEqualTo(fields);
        }
    }

    @Test
    void everyTypeLeadsToASchema() {
        Set<String> simple = Set.of("string", "boolean", "integer", "date", "date-time", "int64", "any");
        ours.schemas().values().forEach(fields -> fields.values().forEach(f -> assertThat(simple.contains(ApiDescription.inner(f.type()))
                || ours.schemas().containsKey(ApiDescription.inner(f.type()))).as(f.type()).isTrue()));
    }

    private static String type(JsonNode theirs, String path) {
        if (theirs.has("$ref")) {
            return theirs.get("$ref").asText();
        }
        return switch (theirs.path("type").asText()) {
            case "array" -> "[" + type(theirs.get("items"), path) + "]";
            case "object" -> theirs.has("additionalProperties") ? "{" + type(theirs.get("additionalProperties"), path) + "}" : path;
            case "string" -> Set.of("date", "date-time", "int64").contains(theirs.path("format").asText()) ? theirs.get("format").asText() : "string";
            default -> theirs.path("type").asText();
        };
    }
}
