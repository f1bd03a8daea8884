// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferTest {
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
        calendar = Browser.read(alice.call("POST", "/host/api/calendars", "{\"name\":\"Été 2026\"}")).get("id").asText();
    }

    private JsonNode take(String file) throws Exception {
        HttpResponse<String> answer = alice.upload(calendar, file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Browser.lastLine(answer);
    }

    static String file(int events) {
        StringBuilder file = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
        for (int i = 0; i < events; i++) {
            String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.of(2020, 1, 1).plusDays(i % 3000));
            file.append("BEGIN:VEVENT\r\nUID:event-").append(i).append("@example.org\r\nDTSTART;TZID=Europe/Paris:")
                    .append(day).append("T090000\r\nDURATION:PT1H\r\nSUMMARY:Event ").append(i)
                    .append("\r\nDESCRIPTION:Something that is long enough to look like what people write about their meetings.\r\n");
            if (i % 20 == 0) {
                file.append("RRULE:FREQ=WEEKLY;COUNT=10\r\nEXDATE;TZID=Europe/Paris:").append(day).append("T090000\r\n");
            }
            file.append("END:VEVENT\r\n");
        }
        return file.append("END:VCALENDAR\r\n").toString();
    }

    @Test
    void thousandsOfEventsComeInAndTheSameFileAgainChangesNothing() throws Exception {
        String file = file(3000);
        JsonNode first = take(file).get("result");
        assertThat(first.get("added").asInt()).isEqualTo(3000);
        assertThat(first.get("problemCount").asInt()).isZero();
        long version = alice.json("/host/api/version").get("version").asLong();
        JsonNode second = take(file).get("result");
        assertThat(second.get("added").asInt()).isZero();
        assertThat(second.get("updated").asInt()).isZero();
        assertThat(second.get("unchanged").asInt()).isEqualTo(3000);
        assertThat(alice.json("/host/api/version").get("version").asLong()).isEqualTo(version);
    }

    @Test
    void anEventThatChangedIsUpdated() throws Exception {
        take(file(10));
        JsonNode result = take(file(10).replace("SUMMARY:Event 7\r\n", "SUMMARY:Moved\r\n")).get("result");
        assertThat(result.get("updated").asInt()).isEqualTo(1);
        assertThat(result.get("unchanged").asInt()).isEqualTo(9);
    }

    @Test
    void brokenEventsAreNamedWithTheirReasonAndTheRestComesIn() throws Exception {
        String broken = file(3).replace("DTSTART;TZID=Europe/Paris:20200102T090000", "DTSTART:someday");
        JsonNode result = take(broken).get("result");
        assertThat(result.get("added").asInt()).isEqualTo(2);
        assertThat(result.at("/problems/0/name").asText()).isEqualTo("Event 1");
        assertThat(result.at("/problems/0/reason").asText()).isEqualTo("BAD_TIME");
        assertThat(result.at("/problems/0/taken").asBoolean()).isFalse();
    }

    @Test
    void progressIsTold() throws Exception {
        HttpResponse<String> answer = alice.upload(calendar, file(1200));
        assertThat(answer.body()).contains("{\"done\":500}").contains("{\"done\":1000}");
    }

    @Test
    void whatIsNoCalendarIsSaidSo() throws Exception {
        assertThat(take("%PDF-1.4 nonsense").get("failed").asText()).isEqualTo("UNREADABLE_FILE");
        assertThat(take("").get("failed").asText()).isEqualTo("UNREADABLE_FILE");
    }

    @Test
    void whatGoesOutComesBackTheSame() throws Exception {
        take(file(700));
        HttpResponse<String> out = alice.get("/host/api/export/" + calendar);
        assertThat(out.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
        assertThat(out.headers().firstValue("Content-Disposition").orElseThrow()).isEqualTo("attachment; filename=\"_t_ 2026.ics\"");
        assertThat(out.body()).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n").contains("BEGIN:VTIMEZONE");
        JsonNode again = take(out.body()).get("result");
        assertThat(again.get("unchanged").asInt()).isEqualTo(700);
    }
}
