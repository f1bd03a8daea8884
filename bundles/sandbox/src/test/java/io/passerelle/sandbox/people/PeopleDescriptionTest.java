// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.passerelle.sandbox.calendar.ApiDescription;
import io.passerelle.sandbox.calendar.ApiDescription.Field;
import io.passerelle.sandbox.calendar.ApiDescription.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Our description of People v1 against Google's own discovery document, where that is at hand. */
class PeopleDescriptionTest {
    private final ApiDescription ours = ApiDescription.load(PeopleApi.class, "people-v1.txt");
    private final Map<String, JsonNode> methods = new HashMap<>();
    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        String shared = System.getProperty("passerelle.shared", "");
        Path file = Path.of(shared.isEmpty() ? "absent" : shared, "specs", "google", "people.v1.json");
        assumeTrue(Files.exists(file), "no discovery document here");
        document = new ObjectMapper().readTree(file.toFile());
        collect(document);
    }

    private void collect(JsonNode resource) {
        resource.path("methods").forEach(method -> methods.put(method.path("id").asText().substring("people.".length()), method));
        resource.path("resources").forEach(this::collect);
    }

    @Test
    @DisplayName("Every method has the address, parameters, bodies and scopes of the document")
    void everyMethod() {
        assertThat(ours.methods()).hasSize(19);
        for (Method method : ours.methods().values()) {
            JsonNode theirs = methods.get(method.name());
            assertThat(theirs.path("httpMethod").asText()).as(method.name()).isEqualTo(method.verb());
            assertThat(theirs.path("flatPath").asText()).isEqualTo("v1/" + String.join("/", method.path()));
            assertThat(theirs.path("request").path("$ref").asText("-")).isEqualTo(method.body());
            assertThat(theirs.path("response").path("$ref").asText("-")).isEqualTo(method.answer());
            Set<String> scopes = new TreeSet<>();
            theirs.path("scopes").forEach(s -> scopes.add(s.asText().replace("https://www.googleapis.com/auth/", "")));
            assertThat(new TreeSet<>(method.scopes())).as(method.name()).isEqualTo(scopes);
            Map<String, String> parameters = new LinkedHashMap<>();
            theirs.path("parameters").properties().stream().filter(p -> p.getValue().path("location").asText().equals("query"))
                    .forEach(p -> parameters.put(p.getKey(), p.getValue().path("type").asText() + p.getValue().path("repeated").asBoolean()
                            + p.getValue().path("enum").size()));
            Map<String, String> mine = new LinkedHashMap<>();
            method.parameters().forEach((name, p) -> mine.put(name, p.type() + p.repeated() + p.values().size()));
            assertThat(mine).as(method.name()).isEqualTo(parameters);
        }
    }

    @Test
    @DisplayName("Every schema has the fields and types of the document")
    void everySchema() {
        for (String name : ours.schemaNames()) {
            Map<String, Field> fields = new LinkedHashMap<>();
            document.path("schemas").path(name).path("properties").properties().forEach(p -> fields.put(p.getKey(),
                    new Field(p.getKey(), type(p.getValue()), p.getValue().path("readOnly").asBoolean())));
            assertThat(ours.schemas().get(name)).as(name).isEqualTo(fields);
        }
    }

    private static String type(JsonNode theirs) {
        if (theirs.has("$ref")) {
            return theirs.get("$ref").asText();
        }
        return switch (theirs.path("type").asText()) {
            case "array" -> "[" + type(theirs.get("items")) + "]";
            case "object" -> "{" + type(theirs.get("additionalProperties")) + "}";
            default -> theirs.path("type").asText();
        };
    }
}
