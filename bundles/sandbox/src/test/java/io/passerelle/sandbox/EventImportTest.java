// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class EventImportTest extends SandboxTestBase {
    private static final String TIMES = "'start':{'date':'2026-12-01'},'end':{'date':'2026-12-02'}";

    private GoogleClient.Answer imports(String body) throws Exception {
        return google.post(EVENTS + "/import", body.replace('\'', '"'));
    }

    @Test
    void theIdFollowsFromTheUid() throws Exception {
        assertThat(imports("{'iCalUID':'009c2cc9-0781-482d-8ccd-8fc9bfeb3138'," + TIMES + "}").expect(200).body().get("id").asText())
                .isEqualTo("_60o3iopicdhjib9g6ss32b9k70p68b9ocdhm8b9ocphjioj6clh36c9j70");
        assertThat(imports("{'iCalUID':'3if6lf59tove1e037baa75l54t@google.com'," + TIMES + "}").expect(200).body().get("id").asText())
                .isEqualTo("3if6lf59tove1e037baa75l54t");
    }

    @Test
    void eitherUidOrIdAndNeverNeither() throws Exception {
        assertThat(imports("{" + TIMES + "}").expect(400).reason()).isEqualTo("required");
        imports("{'iCalUID':'a@b.example','id':'abcde12345'," + TIMES + "}").expect(400);
        imports("{'iCalUID':'a@b.example','recurringEventId':'abcde12345'," + TIMES + "}").expect(400);
    }

    @Test
    void aKnownUidAnswersConflictAlsoWhenDeleted() throws Exception {
        String body = "{'iCalUID':'a@b.example'," + TIMES + "}";
        String id = imports(body).expect(200).body().get("id").asText();
        assertThat(imports(body).expect(409).reason()).isEqualTo("duplicate");
        google.call("DELETE", EVENTS + "/" + id, null).expect(204);
        imports(body).expect(409);
        JsonNode found = google.get(EVENTS + "?iCalUID=a%40b.example&showDeleted=true").expect(200).body();
        assertThat(found.get("items")).hasSize(1);
        assertThat(google.get(EVENTS + "?iCalUID=a%40b.example").expect(200).body().get("items")).isEmpty();
    }

    @Test
    void aKnownUidUpdatesWhenSwitchedSo() throws Exception {
        server.control().behaviour().importRefusesKnownUid(false);
        String id = imports("{'iCalUID':'a@b.example','summary':'one','sequence':2," + TIMES + "}").expect(200).body().get("id").asText();
        assertThat(imports("{'iCalUID':'a@b.example','summary':'two','sequence':2," + TIMES + "}").expect(200).body().get("id").asText()).isEqualTo(id);
        assertThat(google.get(EVENTS + "/" + id).body().get("summary").asText()).isEqualTo("two");
        assertThat(imports("{'iCalUID':'a@b.example','sequence':1," + TIMES + "}").expect(400).message()).startsWith("Invalid sequence value");
    }

    @Test
    void theOwnerMustOrganiseOrAttend() throws Exception {
        assertThat(imports("{'iCalUID':'a@b.example','organizer':{'email':'boss@x.example'}," + TIMES + "}").expect(400).reason())
                .isEqualTo("participantIsNeitherOrganizerNorAttendee");
        JsonNode invited = imports("{'iCalUID':'a@b.example','organizer':{'email':'boss@x.example','displayName':'Boss'},"
                + "'attendees':[{'email':'ann@gmail.example','responseStatus':'accepted'},{'email':'boss@x.example'}]," + TIMES + "}").expect(200).body();
        assertThat(invited.get("organizer")).isEqualTo(GoogleClient.json("{'email':'boss@x.example','displayName':'Boss'}"));
        assertThat(invited.get("attendees").get(1).get("organizer").asBoolean()).isTrue();
        assertThat(imports("{'iCalUID':'own@b.example','organizer':{'email':'ann@gmail.example'}," + TIMES + "}").expect(200).body()
                .get("organizer").get("self").asBoolean()).isTrue();
    }

    @Test
    void guestRulesOfSomebodyElsesEventCannotBeChanged() throws Exception {
        String id = imports("{'iCalUID':'a@b.example','organizer':{'email':'boss@x.example'},'attendees':[{'email':'ann@gmail.example'}]," + TIMES + "}")
                .expect(200).body().get("id").asText();
        assertThat(google.patch(EVENTS + "/" + id, "{\"guestsCanInviteOthers\":false}").expect(403).reason()).isEqualTo("forbiddenForNonOrganizer");
        google.patch(EVENTS + "/" + id, "{\"colorId\":\"3\"}").expect(200);
    }

    @Test
    void importMailsNobody() throws Exception {
        imports("{'iCalUID':'a@b.example','attendees':[{'email':'g@x.example'}]," + TIMES + "}").expect(200);
        assertThat(server.control().outbox().sent()).isZero();
        assertThat(server.control().outbox().unsilencedWrites()).isZero();
    }
}
