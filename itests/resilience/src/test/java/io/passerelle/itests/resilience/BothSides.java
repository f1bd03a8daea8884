// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Alice and Ann do in their calendars, remembered apart from the server: the judge of what it made of it. */
final class BothSides {
    private final WholeServer server;
    private final String integration;
    private final String calendar;
    private final List<String> expected = new ArrayList<>();
    private int added;

    /** Connects. */
    BothSides(WholeServer server) {
        this.server = server;
        integration = server.connect();
        calendar = card().path("pairs").get(0).path("hostCollection").asText();
    }

    JsonNode card() {
        return server.get("/user/integrations/" + integration);
    }

    /** People add events on both sides. */
    void add(int events) {
        StringBuilder file = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n");
        for (int i = 0; i < events; i++) {
            String google = "google " + added++;
            ObjectNode event = JsonNodeFactory.instance.objectNode().put("summary", google);
            event.putObject("start").put("dateTime", "2026-%02d-%02dT10:00:00Z".formatted(1 + added % 12, 1 + added % 28));
            event.putObject("end").put("dateTime", "2026-%02d-%02dT11:00:00Z".formatted(1 + added % 12, 1 + added % 28));
            server.google().userInserts(WholeServer.ANN, event);
            expected.add(google);
            String host = "host " + added++;
            file.append("BEGIN:VEVENT\r\nUID:host-%d@passerelle.test\r\nDTSTAMP:20260101T000000Z\r\n".formatted(added))
                    .append("DTSTART:2026%02d%02dT150000Z\r\n".formatted(1 + added % 12, 1 + added % 28))
                    .append("DURATION:PT1H\r\nSUMMARY:%s\r\nEND:VEVENT\r\n".formatted(host));
            expected.add(host);
        }
        server.importEvents(calendar, file.append("END:VCALENDAR\r\n").toString());
    }

    /** Asks for a sync, again and again while the server has a reason to wait. */
    void sync() {
        server.await(
                Duration.ofMinutes(1),
                () -> server.call("POST", "/user/integrations/" + integration + "/sync", "{}").has("startsAt"));
    }

    JsonNode latest() {
        return server.get("/user/integrations/" + integration + "/history?limit=1").path("runs").path(0);
    }

    /** Syncs until a run ends well, at most as long as the lease of a run that died keeps others away. */
    void syncUntilDone(Duration limit) {
        String before = latest().path("id").asText();
        server.await(limit, () -> {
            JsonNode now = latest();
            if (now.path("outcome").asText().equals("SUCCEEDED") && !now.path("id").asText().equals(before)) {
                return true;
            }
            if (!now.path("outcome").asText().equals("RUNNING") || now.path("id").asText().equals(before)) {
                server.call("POST", "/user/integrations/" + integration + "/sync", "{}");
            }
            return !server.runsFor(2_000);
        });
    }

    int atGoogle() {
        return server.google().live(WholeServer.ANN).size();
    }

    /** Nothing is lost, and nothing is there twice. */
    void assertInStep() {
        List<String> wanted = expected.stream().sorted().toList();
        assertThat(server.google().live(WholeServer.ANN).stream()
                        .map(event -> event.path("summary").asText())
                        .sorted()
                        .toList())
                .as("at Google")
                .isEqualTo(wanted);
        assertThat(server.exported(calendar)
                        .lines()
                        .filter(line -> line.startsWith("SUMMARY:"))
                        .map(line -> line.substring("SUMMARY:".length()))
                        .sorted()
                        .toList())
                .as("on the host")
                .isEqualTo(wanted);
        assertThat(server.google().outbox().sent()).as("mails sent to people").isZero();
    }
}
