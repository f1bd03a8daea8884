// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalendarApiTest {
    private static HostServer server;
    private Browser alice;
    private String calendar;

    @BeforeAll
    static void start() throws Exception {
        server = new HostServer(0);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void freshCalendar() throws Exception {
        alice = new Browser(server.url()).as("alice");
        for (JsonNode one : alice.json("/host/api/calendars").get("calendars")) {
            alice.call("DELETE", "/host/api/calendars/" + one.get("id").asText(), null);
        }
        calendar = Browser.read(alice.call("POST", "/host/api/calendars", "{\"name\":\"Work\"}")).get("id").asText();
    }

    private JsonNode create(String fields) throws Exception {
        HttpResponse<String> answer = alice.call("POST", "/host/api/events/" + calendar, fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Browser.read(answer);
    }

    private String at(JsonNode event) {
        return "/host/api/events/" + calendar + "/" + event.get("ref").asText();
    }

    private List<String> seen(String from, String to) throws Exception {
        List<String> seen = new ArrayList<>();
        alice.json("/host/api/events?from=" + from + "&to=" + to + "&zone=Europe/Paris")
                .get("occurrences")
                .forEach(one -> seen.add(one.get("start").asText() + " " + one.get("title").asText()));
        return seen;
    }

    private static final String SERIES = "{\"title\":\"Choir\",\"start\":\"2026-03-02T19:00\",\"end\":\"2026-03-02T21:00\","
            + "\"zone\":\"Europe/Paris\",\"repeat\":{\"frequency\":\"WEEKLY\",\"count\":5}}";

    @Test
    void aNewEventIsSeenOnTheViewersClock() throws Exception {
        create("{\"title\":\"Call\",\"start\":\"2026-03-02T09:00\",\"end\":\"2026-03-02T10:00\",\"zone\":\"America/New_York\"}");
        assertThat(seen("2026-03-01", "2026-03-08")).containsExactly("2026-03-02T15:00 Call");
    }

    @Test
    void wholeDaysStayWholeDays() throws Exception {
        JsonNode event = create("{\"title\":\"Fair\",\"allDay\":true,\"start\":\"2026-03-03\",\"end\":\"2026-03-04\"}");
        assertThat(event.get("end").asText()).isEqualTo("2026-03-04");
        assertThat(seen("2026-03-04", "2026-03-05")).containsExactly("2026-03-03 Fair");
        assertThat(seen("2026-03-05", "2026-03-06")).isEmpty();
    }

    @Test
    void aSeriesIsSeenOnEachOfItsDaysAcrossTheChangeOfClocks() throws Exception {
        create(SERIES);
        assertThat(seen("2026-03-01", "2026-05-01"))
                .containsExactly("2026-03-02T19:00 Choir", "2026-03-09T19:00 Choir", "2026-03-16T19:00 Choir",
                        "2026-03-23T19:00 Choir", "2026-03-30T19:00 Choir");
    }

    @Test
    void oneOccurrenceIsMovedAndAnotherCancelled() throws Exception {
        JsonNode series = create(SERIES);
        JsonNode moved = Browser.read(alice.call("PUT", at(series) + "/2026-03-09T19:00",
                "{\"title\":\"Concert\",\"start\":\"2026-03-10T20:00\",\"end\":\"2026-03-10T22:00\",\"zone\":\"Europe/Paris\",\"revision\":\""
                        + series.get("revision").asText() + "\"}"));
        alice.call("DELETE", at(series) + "/2026-03-16T19:00?revision=" + moved.get("revision").asText(), null);
        assertThat(seen("2026-03-01", "2026-05-01"))
                .containsExactlyInAnyOrder("2026-03-02T19:00 Choir", "2026-03-10T20:00 Concert", "2026-03-23T19:00 Choir", "2026-03-30T19:00 Choir");
    }

    @Test
    void movingTheSeriesTakesItsExceptionsAlong() throws Exception {
        JsonNode series = create(SERIES);
        JsonNode changed = Browser.read(alice.call(
                "DELETE", at(series) + "/2026-03-16T19:00?revision=" + series.get("revision").asText(), null));
        alice.call("PUT", at(series), "{\"start\":\"2026-03-02T18:00\",\"end\":\"2026-03-02T20:00\",\"zone\":\"Europe/Paris\",\"revision\":\""
                + changed.get("revision").asText() + "\"}");
        assertThat(seen("2026-03-01", "2026-05-01"))
                .containsExactly("2026-03-02T18:00 Choir", "2026-03-09T18:00 Choir", "2026-03-23T18:00 Choir", "2026-03-30T18:00 Choir");
    }

    @Test
    void anOccurrenceThatTheSeriesDoesNotHaveIsNotThere() throws Exception {
        JsonNode series = create(SERIES);
        String body = "{\"title\":\"x\",\"revision\":\"" + series.get("revision").asText() + "\"}";
        assertThat(alice.call("PUT", at(series) + "/2026-03-10T19:00", body).statusCode()).isEqualTo(404);
        assertThat(alice.call("PUT", at(series) + "/nonsense", body).statusCode()).isEqualTo(404);
    }

    @Test
    void aChangeFromAnOldVersionIsRefused() throws Exception {
        JsonNode event = create(SERIES);
        String first = "{\"title\":\"A\",\"revision\":\"" + event.get("revision").asText() + "\"}";
        assertThat(alice.call("PUT", at(event), first).statusCode()).isEqualTo(200);
        HttpResponse<String> second = alice.call("PUT", at(event), first.replace("A", "B"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(Browser.read(second).get("code").asText()).isEqualTo("ITEM_CHANGED");
    }

    @Test
    void aDeletedEventIsGone() throws Exception {
        JsonNode event = create(SERIES);
        assertThat(alice.call("DELETE", at(event) + "?revision=" + event.get("revision").asText(), null).statusCode())
                .isEqualTo(204);
        assertThat(alice.get(at(event)).statusCode()).isEqualTo(404);
    }

    @Test
    void aChangeMovesTheVersionThatPagesWatch() throws Exception {
        long before = alice.json("/host/api/version").get("version").asLong();
        create(SERIES);
        assertThat(alice.json("/host/api/version").get("version").asLong()).isNotEqualTo(before);
    }

    @Test
    void theCalendarOfSomebodyElseIsNotThere() throws Exception {
        JsonNode event = create(SERIES);
        Browser bob = new Browser(server.url()).as("bob");
        assertThat(bob.get(at(event)).statusCode()).isEqualTo(404);
        assertThat(bob.call("PUT", at(event), "{\"title\":\"x\",\"revision\":\"1\"}").statusCode()).isEqualTo(404);
        assertThat(bob.call("DELETE", at(event) + "?revision=1", null).statusCode()).isEqualTo(404);
        assertThat(bob.get("/host/api/export/" + calendar).statusCode()).isEqualTo(404);
        assertThat(bob.upload(calendar, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").statusCode()).isEqualTo(404);
        assertThat(bob.call("DELETE", "/host/api/calendars/" + calendar, null).statusCode()).isNotEqualTo(204);
    }

    @Test
    void anUnsafeCallNeedsOurOwnPage() throws Exception {
        String path = "/host/api/events/" + calendar;
        Map<String, String> json = Map.of("Content-Type", "application/json");
        assertThat(alice.send("POST", path, SERIES, json).statusCode()).isEqualTo(403);
        assertThat(alice.send("POST", path, SERIES, Map.of(
                        "Content-Type", "application/json", "Origin", server.url())).statusCode())
                .isEqualTo(403);
        assertThat(alice.send("POST", path, SERIES, Map.of(
                        "Content-Type", "application/json", "Origin", "https://evil.example", "X-Passerelle", "1")).statusCode())
                .isEqualTo(403);
        assertThat(alice.send("POST", path, SERIES, Map.of(
                        "Content-Type", "text/plain", "Origin", server.url(), "X-Passerelle", "1")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        Map<String, String> wrong = Map.of(
                "{\"start\":\"yesterday\",\"end\":\"2026-03-02T10:00\"}", "start",
                "{\"start\":\"2026-03-02T10:00\",\"end\":\"2026-03-02T09:00\"}", "end",
                "{\"start\":\"2026-03-02T10:00\",\"end\":\"2026-03-02T11:00\",\"zone\":\"Mars/Base\"}", "zone",
                "{\"start\":\"2026-03-02T10:00\",\"end\":\"2026-03-02T11:00\",\"title\":7}", "title",
                "{\"start\":\"2026-03-02T10:00\",\"end\":\"2026-03-02T11:00\",\"repeat\":{\"frequency\":\"SECONDLY\"}}", "repeat.frequency",
                "{\"start\":\"2026-03-02T10:00\",\"end\":\"2026-03-02T11:00\",\"repeat\":{\"frequency\":\"DAILY\",\"interval\":0}}", "interval",
                "{\"allDay\":true,\"start\":\"2026-03-02\"}", "end",
                "[]", "body",
                "{", "body");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            HttpResponse<String> answer = alice.call("POST", "/host/api/events/" + calendar, one.getKey());
            assertThat(answer.statusCode()).as(one.getKey()).isEqualTo(400);
            assertThat(Browser.read(answer).get("field").asText()).as(one.getKey()).isEqualTo(one.getValue());
        }
    }

    @Test
    void garbageNeverBreaksTheServer() throws Exception {
        String[] paths = {
            "/host/api/events?from=x&to=y&zone=z", "/host/api/events?from=%C0%80&to=%ff", "/host/api/events?from=2026-01-01&to=2036-01-01&zone=Europe/Paris",
            "/host/api/events", "/host/api/events/%00/x", "/host/api/events/a/b/c/d", "/host/api/calendars/x/y",
            "/host/api/export/" + "x".repeat(3000), "/host/api/contacts/a/b", "/host/api/import/x"
        };
        for (String path : paths) {
            for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
                HttpResponse<String> answer = alice.call(method, path, "GET".equals(method) ? null : "{\"a\":[[[[\"\\u0000\"]]]]}");
                assertThat(answer.statusCode()).as(method + " " + path).isBetween(400, 499);
                assertThat(answer.body()).doesNotContain("\tat ");
            }
        }
    }

    @Test
    void halvesOfCharactersAreNamedAndNotStored() throws Exception {
        for (String wrong : new String[] {"{\"displayName\":\"\\ud800\"}", "{\"displayName\":\"x\",\"emails\":[{\"value\":\"\\u0000\"}]}"}) {
            assertThat(alice.call("POST", "/host/api/contacts", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void aTooLargeBodyIsRefused() throws Exception {
        assertThat(alice.call("POST", "/host/api/events/" + calendar, "{\"title\":\"" + "x".repeat(600_000) + "\"}").statusCode())
                .isEqualTo(413);
    }
}
