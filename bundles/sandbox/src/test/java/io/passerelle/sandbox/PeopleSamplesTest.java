// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests and answers about contacts that other projects published: what they ask is accepted, ours has the shape of theirs. */
class PeopleSamplesTest {
    private static final String KONQUI = "konqui@kde.test";

    private Path folder;
    private SandboxServer server;
    private GoogleClient google;

    @BeforeEach
    void start() throws Exception {
        String shared = System.getProperty("passerelle.shared", "");
        folder = Path.of(shared.isEmpty() ? "absent" : shared, "corpus", "json");
        assumeTrue(Files.isDirectory(folder), "no published samples here");
        server = SandboxServer.start(Sandbox.builder().random(new Random(7)).build());
        server.control().addAccount(KONQUI, "Konqui", "Europe/Prague");
        google = new GoogleClient(server).connect(KONQUI, "openid https://www.googleapis.com/auth/contacts", Set.of());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve("libkgapi__autotests_people_data_" + name));
    }

    private ObjectNode json(String name) throws IOException {
        String text = read(name);
        return (ObjectNode) GoogleClient.JSON.readTree(text.substring(text.indexOf('{')));
    }

    /** Sends a published request to our address; {@code instead} stands in for the ids and etags of theirs. */
    private GoogleClient.Answer replay(String name, String... instead) throws Exception {
        String text = read(name);
        for (int i = 0; i < instead.length; i += 2) {
            text = text.replace(instead[i], instead[i + 1]);
        }
        String[] line = text.lines().findFirst().orElseThrow().split(" ");
        URI uri = URI.create(line[1]);
        boolean hasBody = text.contains("{") && !line[0].equals("GET") && !line[0].equals("DELETE");
        // Written anew, because one of them has a member twice, which nobody would send.
        String body = hasBody ? GoogleClient.JSON.readTree(text.substring(text.indexOf('{'))).toString() : null;
        return google.call(line[0], "/people" + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()), body);
    }

    /** Names of all members, lists merged. */
    private static Set<String> shape(JsonNode node, String path) {
        Set<String> out = new TreeSet<>();
        if (node.isObject()) {
            node.properties().forEach(member -> {
                out.add(path + member.getKey());
                out.addAll(shape(member.getValue(), path + member.getKey() + "."));
            });
        }
        node.forEach(element -> {
            if (node.isArray()) {
                out.addAll(shape(element, path));
            }
        });
        return out;
    }

    @Test
    @DisplayName("Published creations of contacts are accepted, the answer has every member of the published one")
    void created() throws Exception {
        JsonNode ours = replay("person1_create_request.txt").expect(200).body();

        Set<String> missing = shape(json("person1_create_response.txt"), "");
        missing.removeAll(shape(ours, ""));
        // Google knows the country of a number without one; we do not guess.
        assertThat(missing).isSubsetOf("phoneNumbers.canonicalForm", "imClients.formattedProtocol", "relations.formattedType", "events.formattedType");
    }

    @Test
    @DisplayName("Published changes of contacts are accepted with our etags, and are what they say")
    void changed() throws Exception {
        String group = server.control().contacts().group(KONQUI, "test1");
        for (String number : List.of("1", "2")) {
            JsonNode created = google.post("/people/v1/people:createContact", read("person" + number + "_create_data.json")).expect(200).body();
            JsonNode theirs = json("person" + number + ".json");
            JsonNode after = replay("person" + number + "_modify_request.txt", theirs.get("resourceName").asText(), created.get("resourceName").asText(),
                    theirs.at("/metadata/sources/0/etag").asText(), created.at("/metadata/sources/0/etag").asText(), "contactGroups/19cb37f60aed8000", group)
                    .expect(200).body();

            List<String> mails = new ArrayList<>();
            after.path("emailAddresses").forEach(mail -> mails.add(mail.path("value").asText()));
            assertThat(mails).isNotEmpty();
            assertThat(after.get("etag").asText()).isNotEqualTo(created.get("etag").asText());
        }
    }

    @Test
    @DisplayName("Published listings, photos, groups and deletions are accepted")
    void rest() throws Exception {
        JsonNode created = google.post("/people/v1/people:createContact", read("person2_create_data.json")).expect(200).body();
        String ref = created.get("resourceName").asText();
        String theirs = json("person2.json").get("resourceName").asText();
        Set<String> person = shape(replay("person2_photo_update_request.txt", theirs, ref).expect(200).body(), "");
        assertThat(person).contains("person.photos.url", "person.metadata.sources.etag").doesNotContain("person.photos.default");
        replay("person1_photo_delete_request.txt", "people/c5170723913980391624", ref).expect(200);
        JsonNode list = google.get("/people/v1/people/me/connections?personFields=names,metadata&requestSyncToken=true").expect(200).body();
        assertThat(shape(json("connections_full_fetch_response.txt"), "")).containsAll(shape(list, ""));
        replay("person2_delete_request.txt", theirs, ref).expect(200);

        JsonNode group = replay("contactgroup2_create_request.txt").expect(200).body();
        assertThat(shape(group, "")).isSubsetOf(shape(json("contactgroup2_create_response.txt"), ""));
        JsonNode three = replay("contactgroup3_create_request.txt").expect(200).body();
        assertThat(three.at("/clientData/0/value").asText()).isEqualTo("Value one");
        replay("contactgroup1_fetch_request.txt").expect(200);
        assertThat(shape(replay("contactgroup_list_fetch_request.txt").expect(200).body(), "")).contains("contactGroups.formattedName", "totalItems", "nextSyncToken");
        replay("contactgroup2_delete_request.txt", "contactGroups/19cb37f60aed8000", group.get("resourceName").asText()).expect(200);
        replay("contactgroup3_delete_request.txt", "contactGroups/7ca51a518ce79592", three.get("resourceName").asText()).expect(200);
    }
}
