// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesTest extends SandboxTestBase {
    private String master;

    @BeforeEach
    void series() throws Exception {
        master = insert(weekly("2026-10-12T09:00:00", "2026-10-12T09:30:00", "RRULE:FREQ=WEEKLY;COUNT=4"));
    }

    private List<String> instances(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        google.list(EVENTS + "/" + master + "/instances" + query, new ArrayList<>()).forEach(i -> ids.add(i.get("id").asText().substring(master.length())));
        return ids;
    }

    private JsonNode changes(String token) throws Exception {
        return google.get(EVENTS + "?syncToken=" + token).expect(200).body().get("items");
    }

    private String token() throws Exception {
        return google.get(EVENTS).expect(200).body().get("nextSyncToken").asText();
    }

    @Test
    void instancesKeepTheLocalTimeOverTheClockChange() throws Exception {
        assertThat(instances("")).containsExactly("_20261012T070000Z", "_20261019T070000Z", "_20261026T080000Z", "_20261102T080000Z");
        JsonNode third = google.get(EVENTS + "/" + master + "_20261026T080000Z").expect(200).body();
        assertThat(third.get("start").get("dateTime").asText()).isEqualTo("2026-10-26T09:00:00+01:00");
        assertThat(third.get("originalStartTime")).isEqualTo(third.get("start"));
        assertThat(third.get("recurringEventId").asText()).isEqualTo(master);
        assertThat(third.has("recurrence")).isFalse();
    }

    @Test
    void whatIsNoOccurrenceIsNotFound() throws Exception {
        google.get(EVENTS + "/" + master + "_20261013T070000Z").expect(404);
        google.get(EVENTS + "/" + master + "_20261012").expect(404);
        google.get(EVENTS + "/" + master + "_20261109T080000Z").expect(404);
    }

    @Test
    void instancesArePagedAndWindowed() throws Exception {
        assertThat(instances("?maxResults=3")).hasSize(4);
        assertThat(instances("?timeMin=2026-10-20T00:00:00Z&timeMax=2026-11-01T00:00:00Z")).containsExactly("_20261026T080000Z");
        assertThat(instances("?originalStart=2026-10-19T07:00:00Z")).containsExactly("_20261019T070000Z");
    }

    @Test
    void aChangedInstanceIsAResourceOfItsOwn() throws Exception {
        String token = token();
        google.patch(EVENTS + "/" + master + "_20261019T070000Z", ("{'summary':'Moved','start':{'dateTime':'2026-10-20T15:00:00','timeZone':'Europe/Paris'},"
                + "'end':{'dateTime':'2026-10-20T15:30:00','timeZone':'Europe/Paris'}}").replace('\'', '"')).expect(200);
        JsonNode delta = changes(token);
        assertThat(delta).hasSize(1);
        assertThat(delta.get(0).get("recurringEventId").asText()).isEqualTo(master);
        assertThat(delta.get(0).get("originalStartTime").get("dateTime").asText()).isEqualTo("2026-10-19T09:00:00+02:00");
        assertThat(delta.get(0).get("iCalUID").asText()).isEqualTo(master + "@google.com");
        assertThat(instances("")).containsExactly("_20261012T070000Z", "_20261019T070000Z", "_20261026T080000Z", "_20261102T080000Z");
        assertThat(google.get(EVENTS).body().get("items")).hasSize(2);
    }

    @Test
    void aCancelledInstanceIsListedEvenWithoutShowDeleted() throws Exception {
        String token = token();
        google.call("DELETE", EVENTS + "/" + master + "_20261019T070000Z", null).expect(204);
        JsonNode cancelled = changes(token).get(0);
        assertThat(cancelled.properties().stream().map(e -> e.getKey())).containsExactlyInAnyOrder("kind", "etag", "id", "status", "recurringEventId", "originalStartTime");
        assertThat(google.get(EVENTS).body().get("items")).hasSize(2);
        assertThat(instances("")).hasSize(3);
        assertThat(instances("?showDeleted=true")).hasSize(4);
        google.call("DELETE", EVENTS + "/" + master + "_20261019T070000Z", null).expect(410);
    }

    @Test
    void aCancelledInstanceCanBeRestored() throws Exception {
        String path = EVENTS + "/" + master + "_20261019T070000Z";
        google.call("DELETE", path, null).expect(204);
        google.patch(path, "{\"status\":\"confirmed\"}").expect(200);
        assertThat(instances("")).hasSize(4);
    }

    @Test
    void deletingTheSeriesCancelsItsExceptionsToo() throws Exception {
        google.patch(EVENTS + "/" + master + "_20261019T070000Z", "{\"summary\":\"x\"}").expect(200);
        String token = token();
        google.call("DELETE", EVENTS + "/" + master, null).expect(204);
        JsonNode delta = changes(token);
        assertThat(delta).hasSize(2).allMatch(e -> e.get("status").asText().equals("cancelled"));
        assertThat(google.get(EVENTS).body().get("items")).isEmpty();
        google.get(EVENTS + "/" + master + "_20261012T070000Z").expect(404);
    }

    @Test
    void anInstanceOfADeletedSeriesCannotComeBack() throws Exception {
        String path = EVENTS + "/" + master + "_20261019T070000Z";
        google.patch(path, "{\"summary\":\"x\"}").expect(200);
        google.call("DELETE", EVENTS + "/" + master, null).expect(204);
        google.patch(path, "{\"status\":\"confirmed\"}").expect(410);
    }

    @Test
    void aNewRhythmDropsTheExceptionsThatNoLongerFit() throws Exception {
        google.patch(EVENTS + "/" + master + "_20261019T070000Z", "{\"summary\":\"x\"}").expect(200);
        google.patch(EVENTS + "/" + master + "_20261012T070000Z", "{\"summary\":\"kept\"}").expect(200);
        String token = token();
        google.patch(EVENTS + "/" + master, "{\"recurrence\":[\"RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2\"]}").expect(200);
        JsonNode delta = changes(token);
        assertThat(delta).hasSize(2);
        assertThat(delta.get(1).get("id").asText()).endsWith("_20261019T070000Z");
        assertThat(delta.get(1).get("status").asText()).isEqualTo("cancelled");
        assertThat(google.get(EVENTS + "/" + master + "_20261012T070000Z").body().get("summary").asText()).isEqualTo("kept");
    }

    @Test
    void exdateAndRdateCount() throws Exception {
        google.patch(EVENTS + "/" + master, ("{'recurrence':['RRULE:FREQ=WEEKLY;COUNT=3','EXDATE;TZID=Europe/Paris:20261019T090000',"
                + "'RDATE;TZID=Europe/Paris:20261030T090000']}").replace('\'', '"')).expect(200);
        assertThat(instances("")).containsExactly("_20261012T070000Z", "_20261026T080000Z", "_20261030T080000Z");
    }

    @Test
    void untilInUtcIncludesTheLastDay() throws Exception {
        google.patch(EVENTS + "/" + master, "{\"recurrence\":[\"RRULE:FREQ=WEEKLY;UNTIL=20261026T080000Z\"]}").expect(200);
        assertThat(instances("")).hasSize(3);
    }

    @Test
    void anAllDaySeriesNamesItsInstancesByDate() throws Exception {
        master = insert("{\"start\":{\"date\":\"2026-12-30\"},\"end\":{\"date\":\"2027-01-01\"},\"recurrence\":[\"RRULE:FREQ=DAILY;COUNT=3\"]}");
        assertThat(instances("")).containsExactly("_20261230", "_20261231", "_20270101");
        assertThat(google.get(EVENTS + "/" + master + "_20270101").body().get("end").get("date").asText()).isEqualTo("2027-01-03");
    }

    @Test
    void anInstanceCannotRecur() throws Exception {
        google.patch(EVENTS + "/" + master + "_20261019T070000Z", "{\"recurrence\":[\"RRULE:FREQ=DAILY\"]}").expect(400);
    }

    @Test
    void anEndlessSecondlyRuleIsBounded() throws Exception {
        master = insert(weekly("2026-10-12T09:00:00", "2026-10-12T09:00:01", "RRULE:FREQ=SECONDLY"));
        assertThat(instances("?maxResults=2500")).hasSize(730);
        google.get(EVENTS + "?singleEvents=true&timeMin=2036-01-01T00:00:00Z&timeMax=2036-01-02T00:00:00Z").expect(200);
    }

    @Test
    void singleEventsShowsInstancesInOrderAndNoSeries() throws Exception {
        insert(GoogleClient.timed("Single", "2026-10-20T10:00:00", "2026-10-20T11:00:00"));
        google.call("DELETE", EVENTS + "/" + master + "_20261012T070000Z", null).expect(204);
        google.patch(EVENTS + "/" + master + "_20261102T080000Z", "{\"summary\":\"Last\"}").expect(200);
        List<String> titles = new ArrayList<>();
        google.list(EVENTS + "?singleEvents=true&orderBy=startTime&maxResults=2", new ArrayList<>()).forEach(e -> titles.add(e.get("summary").asText()));
        assertThat(titles).containsExactly("Series", "Single", "Series", "Last");
    }
}
