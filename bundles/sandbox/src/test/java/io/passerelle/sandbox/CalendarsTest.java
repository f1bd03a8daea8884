// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.http.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarsTest extends SandboxTestBase {
    private static final String HOLIDAYS = "en.french#holiday@group.v.calendar.google.com";
    private static final String PATH = "calendars/" + Params.encode(HOLIDAYS) + "/events";

    @BeforeEach
    void share() throws Exception {
        server.control().addAccount("pub@x.example", "Publisher", "Europe/Paris");
        server.control().addCalendar("pub@x.example", HOLIDAYS, "Holidays", "Europe/Paris");
        server.control().share(HOLIDAYS, ANN, "reader");
        google.connect(ANN, GoogleClient.SCOPES + " https://www.googleapis.com/auth/calendar", Set.of());
    }

    @Test
    void theListShowsRoleZoneAndPrimary() throws Exception {
        JsonNode body = google.get("users/me/calendarList").expect(200).body();
        assertThat(body.get("items")).hasSize(2);
        JsonNode own = body.get("items").get(0);
        assertThat(own.get("id").asText()).isEqualTo(ANN);
        assertThat(own.get("primary").asBoolean()).isTrue();
        assertThat(own.get("accessRole").asText()).isEqualTo("owner");
        assertThat(own.get("timeZone").asText()).isEqualTo("Europe/Paris");
        assertThat(body.get("items").get(1).get("accessRole").asText()).isEqualTo("reader");
        assertThat(body.get("items").get(1).has("primary")).isFalse();
        assertThat(google.get("users/me/calendarList/primary").body().get("id").asText()).isEqualTo(ANN);
    }

    @Test
    void theListIsPagedFilteredAndSynced() throws Exception {
        JsonNode first = google.get("users/me/calendarList?maxResults=1").body();
        assertThat(first.get("items")).hasSize(1);
        assertThat(google.get("users/me/calendarList?maxResults=1&pageToken=" + first.get("nextPageToken").asText()).body().has("nextSyncToken")).isTrue();
        assertThat(google.get("users/me/calendarList?minAccessRole=writer").body().get("items")).hasSize(1);
        String token = google.get("users/me/calendarList").body().get("nextSyncToken").asText();
        assertThat(google.get("users/me/calendarList?syncToken=" + token).body().get("items")).isEmpty();
        String made = google.post("calendars", "{\"summary\":\"Work\",\"timeZone\":\"Europe/Berlin\"}").expect(200).body().get("id").asText();
        JsonNode delta = google.get("users/me/calendarList?syncToken=" + token).body();
        assertThat(delta.get("items")).hasSize(1);
        assertThat(delta.get("items").get(0).get("timeZone").asText()).isEqualTo("Europe/Berlin");
        google.call("DELETE", "calendars/" + made, null).expect(204);
        JsonNode gone = google.get("users/me/calendarList?syncToken=" + delta.get("nextSyncToken").asText()).body().get("items");
        assertThat(gone.get(0).get("deleted").asBoolean()).isTrue();
        assertThat(google.get("users/me/calendarList?showDeleted=true").body().get("items")).hasSize(3);
        assertThat(google.get("users/me/calendarList").body().get("items")).hasSize(2);
        google.get("calendars/" + made + "/events").expect(404);
        google.get("users/me/calendarList?minAccessRole=king").expect(400);
        google.get("users/me/calendarList?minAccessRole=owner&syncToken=" + token).expect(400);
    }

    @Test
    void aRenamedCalendarIsAChangeOfTheList() throws Exception {
        String token = google.get("users/me/calendarList").body().get("nextSyncToken").asText();
        google.patch("calendars/primary", "{\"summary\":\"Mine\"}").expect(200);
        assertThat(google.get("users/me/calendarList?syncToken=" + token).body().get("items").get(0).get("summary").asText()).isEqualTo("Mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "freeBusyReader"})
    void whoMayOnlyReadCannotWrite(String role) throws Exception {
        server.control().share(HOLIDAYS, ANN, role);
        String id = server.control().userInserts(HOLIDAYS, GoogleClient.json("{'summary':'Day','start':{'date':'2026-12-25'},'end':{'date':'2026-12-26'}}"))
                .get("id").asText();
        assertThat(google.post(PATH, GoogleClient.timed("x", "2026-12-01T10:00:00", "2026-12-01T11:00:00")).expect(403).reason()).isEqualTo("requiredAccessLevel");
        google.patch(PATH + "/" + id, "{\"summary\":\"x\"}").expect(403);
        google.call("DELETE", PATH + "/" + id, null).expect(403);
        google.patch("calendars/" + Params.encode(HOLIDAYS), "{\"summary\":\"x\"}").expect(403);
        JsonNode seen = google.get(PATH).expect(200).body().get("items").get(0);
        assertThat(seen.has("summary")).isEqualTo(role.equals("reader"));
    }

    @Test
    void privateEventsOfOthersShowNoDetails() throws Exception {
        server.control().userInserts(HOLIDAYS, GoogleClient.json("{'summary':'Secret','visibility':'private','start':{'date':'2026-12-25'},'end':{'date':'2026-12-26'}}"));
        JsonNode seen = google.get(PATH).body().get("items").get(0);
        assertThat(seen.has("summary")).isFalse();
        assertThat(seen.get("visibility").asText()).isEqualTo("private");
    }

    @Test
    void calendarsOfOthersDoNotExist() throws Exception {
        google.get("calendars/pub@x.example/events").expect(404);
        google.get("calendars/nobody@x.example").expect(404);
    }

    @Test
    void scopesDecide() throws Exception {
        GoogleClient reader = new GoogleClient(server).connect(ANN, "openid https://www.googleapis.com/auth/calendar.events.readonly", Set.of());
        reader.get(EVENTS).expect(200);
        GoogleClient.Answer refused = reader.post(EVENTS, GoogleClient.timed("x", "2026-12-01T10:00:00", "2026-12-01T11:00:00")).expect(403);
        assertThat(refused.reason()).isEqualTo("insufficientPermissions");
        assertThat(refused.raw().headers().firstValue("WWW-Authenticate").orElseThrow()).contains("insufficient_scope", "calendar.events");
        reader.get("users/me/calendarList").expect(403);
        GoogleClient owned = new GoogleClient(server).connect(ANN, "openid https://www.googleapis.com/auth/calendar.events.owned", Set.of());
        owned.get(EVENTS).expect(200);
        owned.get(PATH).expect(403);
    }

    @Test
    void moveLeavesATombstoneAndChangesTheOrganizer() throws Exception {
        String other = google.post("calendars", "{\"summary\":\"Work\"}").body().get("id").asText();
        String id = insert(weekly("2026-10-12T09:00:00", "2026-10-12T09:30:00", "RRULE:FREQ=WEEKLY;COUNT=4"));
        google.patch(EVENTS + "/" + id + "_20261019T070000Z", "{\"summary\":\"x\"}").expect(200);
        String token = google.get(EVENTS).body().get("nextSyncToken").asText();
        google.post(EVENTS + "/" + id + "/move", "").expect(400);
        google.post(EVENTS + "/" + id + "_20261026T080000Z/move?destination=" + other, "").expect(400);
        JsonNode moved = google.post(EVENTS + "/" + id + "/move?destination=" + other, "").expect(200).body();
        assertThat(moved.get("organizer").get("email").asText()).isEqualTo(other);
        List<JsonNode> there = google.list("calendars/" + other + "/events", new ArrayList<>());
        assertThat(there).hasSize(2);
        assertThat(google.get(EVENTS + "?syncToken=" + token).body().get("items")).hasSize(2).allMatch(e -> e.get("status").asText().equals("cancelled"));
    }

    @Test
    void ownCalendarsCannotBeTakenOffTheListOthersCan() throws Exception {
        google.call("DELETE", "users/me/calendarList/primary", null).expect(403);
        String path = "users/me/calendarList/" + Params.encode(HOLIDAYS);
        google.call("DELETE", path, null).expect(204);
        google.get(path).expect(404);
        google.post("users/me/calendarList", "{\"id\":\"" + HOLIDAYS + "\"}").expect(200);
        google.patch(path, "{\"summaryOverride\":\"Feiertage\",\"colorId\":\"3\"}").expect(200);
        assertThat(google.get(path).body().get("summaryOverride").asText()).isEqualTo("Feiertage");
    }

    @Test
    void clearingDeletesEverything() throws Exception {
        insert(weekly("2026-10-12T09:00:00", "2026-10-12T09:30:00", "RRULE:FREQ=WEEKLY;COUNT=4"));
        google.post("calendars/primary/clear", "").expect(204);
        assertThat(google.get(EVENTS).body().get("items")).isEmpty();
        google.call("DELETE", "calendars/primary", null).expect(400);
    }

    @Test
    void colorsAndSettingsAreThere() throws Exception {
        assertThat(google.get("colors").expect(200).body().get("event").size()).isEqualTo(11);
        assertThat(google.get("users/me/settings/timezone").expect(200).body().get("value").asText()).isEqualTo("Europe/Paris");
        assertThat(google.get("users/me/settings").expect(200).body().get("items").size()).isGreaterThan(3);
        google.get("users/me/settings/shoeSize").expect(404);
    }

    @Test
    void specialEventsKeepTheirNature() throws Exception {
        String mail = server.control().userInserts(ANN, GoogleClient.json("{'summary':'Flight','eventType':'fromGmail','start':{'date':'2026-12-25'},'end':{'date':'2026-12-26'}}"))
                .get("id").asText();
        google.patch(EVENTS + "/" + mail, "{\"colorId\":\"3\"}").expect(200);
        assertThat(google.patch(EVENTS + "/" + mail, "{\"summary\":\"x\"}").expect(400).reason()).isEqualTo("eventTypeRestriction");
        google.patch(EVENTS + "/" + mail, "{\"outOfOfficeProperties\":{\"autoDeclineMode\":\"declineNone\"}}").expect(400);
        google.post(EVENTS, "{\"eventType\":\"birthday\",\"start\":{\"date\":\"2026-12-25\"},\"end\":{\"date\":\"2026-12-26\"}}").expect(400);
        google.post(EVENTS, ("{'eventType':'birthday','visibility':'private','transparency':'transparent','recurrence':['RRULE:FREQ=YEARLY'],"
                + "'start':{'date':'2026-12-25'},'end':{'date':'2026-12-26'}}").replace('\'', '"')).expect(200);
        server.control().addAccount("cy@work.example", "Cy", "Europe/Paris", "work.example");
        GoogleClient cy = new GoogleClient(server).connect("cy@work.example");
        cy.post(EVENTS, "{\"eventType\":\"outOfOffice\",\"start\":{\"dateTime\":\"2026-12-25T10:00:00Z\"},\"end\":{\"dateTime\":\"2026-12-25T12:00:00Z\"}}").expect(200);
        assertThat(cy.get("/v1/userinfo").body().get("hd").asText()).isEqualTo("work.example");
    }
}
