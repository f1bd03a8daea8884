// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contacts of the demo, their page, and that they survive a restart. */
class ContactPageTest {
    private static final String ALICE = "alice.sandbox@gmail.example";

    private static SandboxResponse send(Sandbox sandbox, String method, String path, String query, Map<String, String> form) {
        return sandbox.handle(new SandboxRequest(method, path, Params.parse(query), Map.of("content-type", "application/x-www-form-urlencoded"),
                Params.of(form).encoded().getBytes(StandardCharsets.UTF_8)));
    }

    private static String page(Sandbox sandbox, String path, String query) {
        SandboxResponse answer = send(sandbox, "GET", path, query, Map.of());
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("The demo's people have dozens of contacts with groups, photos, labels and birthdays without year")
    void seed() {
        Sandbox sandbox = Sandbox.builder().demoData().build();
        List<ObjectNode> people = sandbox.control().contacts().all(ALICE);

        assertThat(people).hasSizeGreaterThan(35);
        assertThat(people).filteredOn(person -> !person.at("/photos/0").has("default")).hasSizeGreaterThan(5);
        assertThat(people).filteredOn(person -> person.at("/birthdays/0/date").has("day") && !person.at("/birthdays/0/date").has("year")).hasSizeGreaterThan(3);
        assertThat(people).filteredOn(person -> person.path("phoneNumbers").size() > 1).hasSizeGreaterThan(10);
        assertThat(sandbox.control().contacts().groupNames(ALICE)).contains("Choir", "Family", "Work");
    }

    @Test
    @DisplayName("A contact is added, changed and deleted on the page; what the page does not show stays")
    void edit() {
        Sandbox sandbox = Sandbox.builder().demoData().build();
        String query = "account=" + Params.encode(ALICE);
        assertThat(page(sandbox, "/contacts", query)).contains("Ada King Lovelace", "O’Brien");
        ObjectNode ada = sandbox.control().contacts().all(ALICE).stream().filter(p -> p.at("/names/0/givenName").asText().equals("Ada")).findFirst().orElseThrow();
        String ref = ada.get("resourceName").asText();
        assertThat(page(sandbox, "/contacts/edit", query + "&contact=" + Params.encode(ref))).contains("value=\"Lovelace\"");

        send(sandbox, "POST", "/contacts/save", query, Map.of("contact", ref, "names-givenName", "Augusta", "names-familyName", "Lovelace",
                "emailAddresses-value", "ada@engine.example", "phoneNumbers-value", "+44 20 7946 0958"));

        ObjectNode after = sandbox.control().contacts().get(ALICE, ref);
        assertThat(after.at("/names/0/displayName").asText()).isEqualTo("Dr. Augusta King Lovelace, PhD");
        assertThat(after.path("emailAddresses")).hasSize(2);
        assertThat(after.at("/sipAddresses/0/value").asText()).isNotEmpty();
        assertThat(after.has("biographies")).isFalse();
        send(sandbox, "POST", "/contacts/delete", query, Map.of("contact", ref));
        assertThat(page(sandbox, "/contacts", query)).doesNotContain("Augusta");
        send(sandbox, "POST", "/contacts/save", query, Map.of("names-givenName", "<b>New</b>"));
        assertThat(page(sandbox, "/contacts", query)).contains("&lt;b&gt;New&lt;/b&gt;").doesNotContain("<b>New");
        assertThat(send(sandbox, "GET", "/contacts", "account=nobody", Map.of()).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("Contacts, groups and photos survive a restart")
    void restart(@TempDir Path folder) {
        List<ObjectNode> before;
        try (Sandbox sandbox = Sandbox.builder().demoData().folder(folder).build()) {
            sandbox.control().contacts().group(ALICE, "Added");
            before = sandbox.control().contacts().all(ALICE);
        }
        try (Sandbox sandbox = Sandbox.builder().demoData().folder(folder).build()) {
            List<ObjectNode> after = sandbox.control().contacts().all(ALICE);
            assertThat(after).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                assertThat(after.get(i).toPrettyString()).isEqualTo(before.get(i).toPrettyString());
            }
            assertThat(sandbox.control().contacts().groupNames(ALICE)).contains("Choir", "Added");
            ObjectNode pictured = before.stream().filter(person -> !person.at("/photos/0").has("default")).findFirst().orElseThrow();
            assertThat(sandbox.control().contacts().photo(ALICE, pictured.get("resourceName").asText())).isPresent();
        }
    }
}
