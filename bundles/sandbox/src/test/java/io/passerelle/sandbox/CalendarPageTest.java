// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.seed.DemoSeed;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalendarPageTest {
    private final MutableClock clock = new MutableClock();
    private SandboxServer server;
    private GoogleClient client;

    @BeforeEach
    void start() throws Exception {
        server = SandboxServer.start(Sandbox.builder().clock(clock).demoData().build());
        client = new GoogleClient(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GoogleClient.Answer open(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(server.root() + path)).build());
    }

    private GoogleClient.Answer post(String path, Map<String, String> form) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(server.root() + path)).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://127.0.0.1:" + server.root().getPort()).POST(HttpRequest.BodyPublishers.ofString(Params.of(form).encoded())).build());
    }

    private static String at(String step) {
        return step + "?account=" + Params.encode(DemoSeed.ALICE) + "&calendar=" + Params.encode(DemoSeed.ALICE);
    }

    @Test
    void theDemoHasPeopleCalendarsAndABelievableMonth() throws Exception {
        assertThat(server.control().accounts()).contains(DemoSeed.ALICE, DemoSeed.ALICE_SECOND, DemoSeed.BOB, DemoSeed.CLAIRE);
        assertThat(server.control().live(DemoSeed.ALICE)).hasSizeBetween(36, 50).anyMatch(e -> e.has("hangoutLink")).anyMatch(e -> e.has("recurringEventId"))
                .anyMatch(e -> e.path("status").asText().equals("cancelled")).anyMatch(e -> e.path("start").has("date"))
                .anyMatch(e -> !e.path("organizer").path("self").asBoolean());
        assertThat(server.control().live(DemoSeed.HOLIDAYS)).hasSize(16);
        assertThat(open("/").expect(200).text()).contains("Alice Martin", "Bob Durand");
    }

    @Test
    void thePageShowsEventsAndNoEditsForAReadOnlyCalendar() throws Exception {
        String page = open(at("/")).expect(200).text();
        assertThat(page).contains("Team stand-up", "Roadmap with partners", "3 guests", "New event", "Delete series");
        String holidays = open("/?account=" + Params.encode(DemoSeed.ALICE) + "&calendar=" + Params.encode(DemoSeed.HOLIDAYS)).expect(200).text();
        assertThat(holidays).contains("Christmas Day").doesNotContain("New event", ">Edit<");
        post("/save?account=" + Params.encode(DemoSeed.ALICE) + "&calendar=" + Params.encode(DemoSeed.HOLIDAYS),
                Map.of("summary", "x", "start", "2026-12-01", "end", "2026-12-02")).expect(403);
    }

    @Test
    void anEventIsAddedEditedAndDeletedByHand() throws Exception {
        post(at("/save"), Map.of("event", "", "summary", "<b>By hand</b>", "start", "2026-12-01T10:00", "end", "2026-12-01T11:00", "location", "", "description", ""))
                .expect(303);
        String page = open(at("/")).expect(200).text();
        assertThat(page).contains("&lt;b&gt;By hand&lt;/b&gt;").doesNotContain("<b>By hand");
        Matcher id = Pattern.compile("By hand.*?name=\"event\" value=\"([^\"]+)\"", Pattern.DOTALL).matcher(page);
        assertThat(id.find()).isTrue();
        assertThat(open(at("/edit") + "&event=" + id.group(1)).expect(200).text()).contains("value=\"2026-12-01T10:00\"");
        post(at("/save"), Map.of("event", id.group(1), "summary", "All day now", "start", "2026-12-03", "end", "2026-12-04", "location", "", "description", ""))
                .expect(303);
        assertThat(server.control().event(DemoSeed.ALICE, id.group(1)).get("start")).isEqualTo(GoogleClient.json("{'date':'2026-12-03'}"));
        post(at("/delete"), Map.of("event", id.group(1))).expect(303);
        assertThat(open(at("/")).text()).doesNotContain("All day now");
    }

    @Test
    void nonsenseIsAnsweredOnAPage() throws Exception {
        post(at("/save"), Map.of("event", "", "summary", "x", "start", "soon", "end", "later")).expect(400);
        post(at("/save"), Map.of("event", "nothing", "summary", "x", "start", "2026-12-01", "end", "2026-12-02")).expect(404);
        post(at("/delete"), Map.of("event", "nothing")).expect(404);
        open("/?account=nobody").expect(404);
        open("/elsewhere?account=" + Params.encode(DemoSeed.ALICE)).expect(404);
        assertThat(open("/control").expect(200).text()).contains("Active faults", "SERVER_ERROR");
        post("/control/form", Map.of("kind", "SLOW", "operation", "*", "count", "2", "parameter", "5", "account", DemoSeed.ALICE)).expect(303);
        assertThat(server.control().faults()).hasSize(1);
        post("/control/form", Map.of("kind", "SLOW", "count", "many")).expect(400);
    }
}
