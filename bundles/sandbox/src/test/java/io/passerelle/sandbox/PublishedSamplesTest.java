// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Params;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and answers that other projects published: what they ask is accepted, and ours has the shape of theirs. */
class PublishedSamplesTest {
    private static final String TV = "averylongtvshowscalendarid@group.calendar.google.com";
    /** What depends on the person's profile or on the event's history, not on the API. */
    private static final Set<String> CIRCUMSTANCE = Set.of("creator.displayName", "organizer.displayName", "organizer.self", "guestsCanInviteOthers",
            "privateCopy", "creator.self", "items[].organizer.displayName", "items[].creator.displayName", "items[].organizer.self", "items[].creator.self",
            "items[].attendees[].id", "items[].guestsCanInviteOthers", "items[].privateCopy", "items[].recurrence", "items[].recurrence[]",
            "items[].attendees[].self", "items[].attendees[].displayName", "items[].reminders.overrides", "items[].reminders.overrides[].minutes",
            "items[].reminders.overrides[].method", "items[].start.date", "items[].end.date", "attendees[].self", "items[].reminders.overrides[]");

    private Path folder;
    private SandboxServer server;
    private GoogleClient google;

    @BeforeEach
    void start() throws Exception {
        String shared = System.getProperty("passerelle.shared", "");
        folder = Path.of(shared.isEmpty() ? "absent" : shared, "corpus", "json");
        assumeTrue(Files.isDirectory(folder), "no published samples here");
        server = SandboxServer.start(Sandbox.builder().random(new Random(7)).build());
        server.control().addAccount("konqui@kde.test", "Konqui", "Europe/Prague");
        server.control().addCalendar("konqui@kde.test", "MockAccount", "MockAccount", "Europe/Prague");
        server.control().addCalendar("konqui@kde.test", TV, "TV Shows Calendar", "UTC");
        google = new GoogleClient(server).connect("konqui@kde.test", "openid https://www.googleapis.com/auth/calendar", Set.of());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve("libkgapi__autotests_calendar_data_" + name));
    }

    /** Sends a published request as it stands, to our address. */
    private GoogleClient.Answer replay(String name) throws Exception {
        String text = read(name).replace("\r\n", "\n");
        String[] line = text.lines().findFirst().orElseThrow().split(" ");
        int blank = text.indexOf("\n\n");
        String body = blank < 0 ? null : text.substring(blank + 2);
        return google.call(line[0], line[1].replace("https://www.googleapis.com", ""), body == null || body.isBlank() ? null : body);
    }

    private JsonNode published(String name) throws IOException {
        String text = read(name);
        return GoogleClient.JSON.readTree(text.startsWith("HTTP") ? text.replace("\r\n", "\n").split("\n\n", 2)[1] : text);
    }

    private static Set<String> shape(JsonNode tree, String path, Set<String> into) {
        if (tree.isObject()) {
            tree.properties().forEach(e -> shape(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey(), into));
        } else if (tree.isArray()) {
            tree.forEach(item -> shape(item, path + "[]", into));
        }
        if (!path.isEmpty()) {
            into.add(path + (tree.isContainerNode() ? "" : " " + tree.getNodeType()));
        }
        return into;
    }

    private static void assertShape(JsonNode ours, JsonNode theirs) {
        Set<String> missing = shape(theirs, "", new TreeSet<>());
        missing.removeAll(shape(ours, "", new TreeSet<>()));
        missing.removeIf(m -> CIRCUMSTANCE.contains(m.split(" ")[0]));
        assertThat(missing).isEmpty();
    }

    @Test
    void calendarLists() throws Exception {
        google.patch("calendars/" + TV, "{\"description\":\"d\"}").expect(200);
        assertShape(replay("calendars_fetch_page1_request.txt").expect(200).body(), ((ObjectNode) published("calendars_fetch_page1_response.txt"))
                .without("nextPageToken"));
        assertShape(replay("calendar1_fetch_request.txt").expect(200).body(), published("calendar1.json"));
    }

    @Test
    void calendars() throws Exception {
        assertShape(replay("calendar1_modify_request.txt").expect(200).body(), published("calendar2_modify_response.txt"));
        replay("calendar1_delete_request.txt").expect(204);
    }

    @Test
    void events() throws Exception {
        GoogleClient.Answer created = replay("event1_create_request.txt").expect(200);
        assertThat(created.body().get("id").asText()).isEqualTo("3if6lf59tove1e037baa75l54t");
        assertShape(replay("event1_fetch_request.txt").expect(200).body(), published("event1_modify_response.txt"));
        JsonNode modified = replay("event1_modify_request.txt").expect(200).body();
        JsonNode theirs = published("event1_modify_response.txt");
        assertShape(modified, theirs);
        for (String field : List.of("start", "end", "id", "iCalUID", "summary", "location", "description", "reminders", "status")) {
            assertThat(modified.get(field)).as(field).isEqualTo(theirs.get(field));
        }
        JsonNode second = replay("event2_create_request.txt").expect(200).body();
        assertShape(second, published("event2.json"));
        assertThat(second.get("id").asText()).isEqualTo(published("event2.json").get("id").asText());
        assertThat(second.get("start")).isEqualTo(published("event2.json").get("start"));
        replay("event2_delete_request.txt").expect(204);
    }

    @Test
    void listings() throws Exception {
        replay("event1_create_request.txt").expect(200);
        replay("event2_create_request.txt").expect(200);
        GoogleClient.Answer page = replay("events_fetch_page1_request.txt").expect(200);
        assertShape(page.body(), ((ObjectNode) published("events_fetch_page1_response.txt")).without(List.of("nextPageToken", "defaultReminders")));
        assertThat(page.body().get("defaultReminders").isArray()).isTrue();
        String token = google.get("calendars/MockAccount/events?showDeleted=true&eventTypes=default&eventTypes=focusTime&eventTypes=outOfOffice&maxResults=1")
                .body().get("nextPageToken").asText();
        String next = read("events_fetch_page2_request.txt").lines().findFirst().orElseThrow().split(" ")[1].replace("https://www.googleapis.com", "")
                .replaceFirst("pageToken=.*", "pageToken=" + Params.encode(token));
        assertShape(google.get(next).expect(200).body(), ((ObjectNode) published("events_fetch_page2_response.txt")).without("defaultReminders"));
    }

    @Test
    void eventsOfAnotherClientsFixturesAreAccepted() throws Exception {
        JsonNode fixtures = GoogleClient.JSON.readTree(folder.resolve("gdata-provider__test_jest_fixtures_gcalItems.json").toFile());
        List<String> refused = new ArrayList<>();
        server.control().addAccount("work@kde.test", "Kate", "Europe/Prague", "kde.test");
        google.connect("work@kde.test");
        for (JsonNode fixture : fixtures) {
            if (fixture.has("start") && fixture.has("end") && !fixture.has("recurringEventId")) {
                ObjectNode event = prepared(fixture.deepCopy());
                GoogleClient.Answer answer = google.post("calendars/primary/events?conferenceDataVersion=1&supportsAttachments=true", event.toString());
                if (answer.status() != 200) {
                    refused.add(fixture.path("id").asText() + ": " + answer.message());
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    /** The fixtures are answers made up for unit tests; what no answer of Google holds is taken out. */
    private static ObjectNode prepared(ObjectNode event) {
        event.remove(List.of("id", "iCalUID", "etag", "hangoutLink", "colorId"));
        if (event.path("reminders").path("useDefault").asBoolean()) {
            ((ObjectNode) event.get("reminders")).remove("overrides");
        }
        event.path("attachments").forEach(a -> ((ObjectNode) a).remove("iconUrl"));
        return event;
    }
}
