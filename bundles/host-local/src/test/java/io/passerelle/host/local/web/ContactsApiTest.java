// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactsApiTest {
    private static final AtomicInteger USERS = new AtomicInteger();
    private static HostServer server;
    private Browser alice;
    private String book;

    @BeforeAll
    static void start() throws Exception {
        server = new HostServer(0);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void signIn() throws Exception {
        String[] names = {"alice", "bob"};
        alice = new Browser(server.url()).as(names[USERS.getAndIncrement() % 2]);
        book = alice.json("/host/api/contacts").get("books").get(0).get("id").asText();
        for (JsonNode one : alice.json("/host/api/contacts").get("contacts")) {
            alice.call("DELETE", at(one) + "?revision=" + one.get("revision").asText(), null);
        }
    }

    private static String at(JsonNode contact) {
        return "/host/api/contacts/" + contact.get("book").asText() + "/" + contact.get("ref").asText();
    }

    private JsonNode add(String json) throws Exception {
        HttpResponse<String> answer = alice.call("POST", "/host/api/contacts", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Browser.read(answer);
    }

    private JsonNode take(String file) throws Exception {
        HttpResponse<String> answer = alice.send("POST", "/host/api/import/" + book, file, Map.of(
                "Origin", server.url(), "X-Passerelle", "1", "Content-Type", "text/vcard"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Browser.lastLine(answer);
    }

    @Test
    void contactsAreAddedChangedAndDeleted() throws Exception {
        JsonNode zoe = add("{\"displayName\":\"Zoë\",\"emails\":[{\"value\":\"zoe@example.org\",\"types\":[\"work\"]},"
                + "{\"value\":\"z@example.org\",\"label\":\"Boat\",\"preference\":1}],\"birthday\":\"--02-29\","
                + "\"organizations\":[{\"name\":\"Bakery\"}]}");
        assertThat(zoe.get("emails").get(0).get("label").asText()).as("the preferred one first").isEqualTo("Boat");
        assertThat(zoe.get("birthday").asText()).isEqualTo("--02-29");
        JsonNode changed = Browser.read(alice.call("PUT", at(zoe),
                "{\"emails\":[{\"value\":\"z@example.org\"}],\"addresses\":[{\"street\":\"1 Rue\\n2e étage\",\"city\":\"Lyon\"}],"
                        + "\"revision\":\"" + zoe.get("revision").asText() + "\"}"));
        assertThat(changed.get("emails")).hasSize(1);
        assertThat(changed.get("displayName").asText()).isEqualTo("Zoë");
        assertThat(changed.get("organizations").get(0).get("name").asText()).isEqualTo("Bakery");
        assertThat(alice.json("/host/api/contacts").get("contacts").get(0).get("addresses").get(0).get("city").asText())
                .isEqualTo("Lyon");
        assertThat(alice.call("PUT", at(zoe), "{\"note\":\"late\",\"revision\":\"" + zoe.get("revision").asText() + "\"}").statusCode())
                .as("a page that has not seen the last change")
                .isEqualTo(409);
        assertThat(alice.call("DELETE", at(zoe) + "?revision=" + changed.get("revision").asText(), null).statusCode()).isEqualTo(204);
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        String[][] wrong = {
            {"{\"note\":\"x\"}", "displayName"},
            {"{\"displayName\":\"x\",\"birthday\":\"yesterday\"}", "birthday"},
            {"{\"displayName\":\"x\",\"emails\":[\"text\"]}", "emails"},
            {"{\"displayName\":\"x\",\"phones\":[{\"value\":\"1\",\"types\":[\"No Word\"]}]}", "types"},
            {"{\"displayName\":\"x\",\"phones\":[{\"value\":\"1\",\"preference\":101}]}", "preference"},
        };
        for (String[] one : wrong) {
            HttpResponse<String> answer = alice.call("POST", "/host/api/contacts", one[0]);
            assertThat(answer.statusCode()).as(one[0]).isEqualTo(400);
            assertThat(Browser.read(answer).get("field").asText()).isEqualTo(one[1]);
        }
        assertThat(alice.json("/host/api/contacts").get("contacts")).isEmpty();
    }

    @Test
    void anOrganisationNeedsNoName() throws Exception {
        assertThat(add("{\"organizations\":[{\"name\":\"Acme\"}]}").get("label").asText()).isEqualTo("Acme");
    }

    @Test
    void pictureComesAndGoesAndNothingButPicturesIsTaken() throws Exception {
        JsonNode zoe = add("{\"displayName\":\"Zoë\"}");
        assertThat(zoe.get("photo").asBoolean()).isFalse();
        String gif = "GIF89a\u0001";
        Map<String, String> headers = Map.of("Origin", server.url(), "X-Passerelle", "1", "Content-Type", "text/html");
        String photo = at(zoe) + "/photo";
        HttpResponse<String> put = alice.send("PUT", photo + "?revision=" + zoe.get("revision").asText(), gif, headers);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        JsonNode with = Browser.read(put);
        assertThat(with.get("photo").asBoolean()).isTrue();
        HttpResponse<String> got = alice.get(photo);
        assertThat(got.body()).isEqualTo(gif);
        assertThat(got.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/gif");
        assertThat(alice.send("GET", photo, null, Map.of("If-None-Match", got.headers().firstValue("ETag").orElseThrow())).statusCode())
                .isEqualTo(304);
        JsonNode renamed = Browser.read(alice.call("PUT", at(zoe), "{\"note\":\"n\",\"revision\":\"" + with.get("revision").asText() + "\"}"));
        assertThat(renamed.get("photo").asBoolean()).as("a change of text keeps the picture").isTrue();
        for (String none : new String[] {"<svg onload='x()'/>", "", "GIF89a" + "x".repeat(1 << 20)}) {
            assertThat(alice.send("PUT", photo + "?revision=" + renamed.get("revision").asText(), none, headers).statusCode())
                    .isIn(400, 413);
        }
        assertThat(alice.send("PUT", photo + "?revision=" + renamed.get("revision").asText(), gif, Map.of("X-Passerelle", "1")).statusCode())
                .as("from another page")
                .isEqualTo(403);
        assertThat(alice.call("DELETE", photo + "?revision=" + renamed.get("revision").asText(), null).statusCode()).isEqualTo(200);
        assertThat(alice.get(photo).statusCode()).isEqualTo(404);
    }

    @Test
    void nobodySeesTheContactsOfSomebodyElse() throws Exception {
        JsonNode zoe = add("{\"displayName\":\"Zoë\"}");
        Browser carol = new Browser(server.url()).as("carol");
        for (String path : new String[] {at(zoe) + "/photo", "/host/api/export/" + book}) {
            assertThat(carol.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(carol.json("/host/api/contacts").get("contacts").toString()).doesNotContain("Zoë");
        assertThat(carol.call("PUT", at(zoe), "{\"note\":\"n\",\"revision\":\"1\"}").statusCode()).isEqualTo(404);
        assertThat(new Browser(server.url()).get(at(zoe) + "/photo").statusCode()).isEqualTo(401);
    }

    @Test
    void thousandsOfCardsComeInAndTheSameFileAgainChangesNothing() throws Exception {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            file.append("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person ").append(i).append("\r\nTEL;TYPE=CELL:+49 ").append(i)
                    .append("\r\nX-SOMETHING:kept\r\nPHOTO;ENCODING=b:R0lGODlh\r\nEND:VCARD\r\n");
        }
        file.append("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut");
        JsonNode first = take(file.toString()).get("result");
        assertThat(first.get("added").asInt()).isEqualTo(3000);
        assertThat(first.get("problems").get(0).get("reason").asText()).isEqualTo("CUT_OFF");
        assertThat(take(file.toString()).get("result").get("unchanged").asInt()).isEqualTo(3000);
        assertThat(alice.json("/host/api/contacts").get("contacts")).hasSize(3000);
        HttpResponse<String> out = alice.get("/host/api/export/" + book);
        assertThat(out.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/vcard");
        assertThat(out.headers().firstValue("Content-Disposition").orElseThrow()).endsWith(".vcf\"");
        assertThat(out.body().getBytes(StandardCharsets.UTF_8).length).isGreaterThan(300_000);
        assertThat(out.body()).contains("X-SOMETHING:kept");
        assertThat(take(out.body()).get("result").get("unchanged").asInt()).isEqualTo(3000);
    }

    @Test
    void whatIsNoCardIsSaidSoAndACalendarIsNoAddressBook() throws Exception {
        assertThat(take("%PDF-1.4 nonsense").get("failed").asText()).isEqualTo("UNREADABLE_FILE");
        String calendar = alice.json("/host/api/calendars").get("calendars").get(0).get("id").asText();
        HttpResponse<String> answer = alice.send("POST", "/host/api/import/" + calendar, "BEGIN:VCARD", Map.of(
                "Origin", server.url(), "X-Passerelle", "1", "Content-Type", "text/vcard"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(alice.upload(book, "BEGIN:VCALENDAR").statusCode()).isEqualTo(404);
    }
}
