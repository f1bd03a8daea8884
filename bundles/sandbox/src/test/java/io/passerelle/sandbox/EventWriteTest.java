// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventWriteTest extends SandboxTestBase {
    private static final String DAY = "'start':{'date':'2026-12-01'},'end':{'date':'2026-12-02'}";
    private static final String HOUR = "'start':{'dateTime':'2026-12-01T10:00:00+01:00'},'end':{'dateTime':'2026-12-01T11:00:00+01:00'}";

    private GoogleClient.Answer post(String body) throws Exception {
        return google.post(EVENTS, body.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'summary':'x','end':{'date':'2026-12-02'}}                                                             | required
            {'start':{'date':'2026-12-01'}}                                                                         | required
            {'start':{'date':'2026-12-01','dateTime':'2026-12-01T10:00:00Z'},'end':{'date':'2026-12-02'}}           | invalid
            {'start':{'date':'2026-12-01'},'end':{'dateTime':'2026-12-02T10:00:00Z'}}                               | invalid
            {'start':{'date':'2026-12-01'},'end':{'date':'2026-12-01'}}                                             | timeRangeEmpty
            {'start':{'dateTime':'2026-12-01T10:00:00Z'},'end':{'dateTime':'2026-12-01T09:00:00Z'}}                 | timeRangeEmpty
            {'start':{'dateTime':'2026-12-01T10:00:00'},'end':{'dateTime':'2026-12-01T11:00:00Z'}}                  | required
            {'start':{'dateTime':'tomorrow'},'end':{'dateTime':'2026-12-01T11:00:00Z'}}                             | invalid
            {'start':{'dateTime':'2026-12-01T10:00:00','timeZone':'Romance Standard Time'},'end':{'dateTime':'2026-12-01T11:00:00Z'}} | invalid
            {'start':{'dateTime':'2026-12-01T10:00:00','timeZone':'+01:00'},'end':{'dateTime':'2026-12-01T11:00:00Z'}} | invalid
            {'colour':'red',DAY}                                                                                    | badRequest
            {'attendees':[{'mail':'x@y.example'}],DAY}                                                              | badRequest
            {'summary':7,DAY}                                                                                       | badRequest
            {'sequence':'1',DAY}                                                                                    | badRequest
            {'recurrence':'RRULE:FREQ=DAILY',DAY}                                                                   | badRequest
            {'extendedProperties':{'private':{'a':1}},DAY}                                                          | badRequest
            {'id':'abc',DAY}                                                                                        | invalid
            {'id':'with-dash',DAY}                                                                                  | invalid
            {'id':'wxyzwxyz',DAY}                                                                                   | invalid
            {'id':'abcde12345','iCalUID':'a@b.example',DAY}                                                         | invalid
            {'recurrence':['RRULE:FREQ=DAILY'],HOUR}                                                                | required
            {'recurrence':['DTSTART:20261201T100000Z','RRULE:FREQ=DAILY'],DAY}                                      | invalid
            {'recurrence':['RRULE:FREQ=SOMETIMES'],DAY}                                                             | invalid
            {'recurrence':['RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270101'],DAY}                                          | invalid
            {'recurrence':['FREQ=DAILY'],DAY}                                                                       | invalid
            {'status':'cancelled',DAY}                                                                              | invalid
            {'status':'maybe',DAY}                                                                                  | invalid
            {'transparency':'glass',DAY}                                                                            | invalid
            {'source':{'url':'javascript:alert(1)'},DAY}                                                            | invalid
            {'colorId':'12',DAY}                                                                                    | invalid
            {'attendees':[{'displayName':'x'}],DAY}                                                                 | required
            {'attendees':[{'email':'nobody'}],DAY}                                                                  | invalid
            {'attendees':[{'email':'x@y.example','responseStatus':'yes'}],DAY}                                      | invalid
            {'reminders':{'useDefault':true,'overrides':[{'method':'popup','minutes':5}]},DAY}                      | cannotUseDefaultRemindersAndSpecifyOverride
            {'reminders':{'useDefault':false,'overrides':[{'method':'sms','minutes':5}]},DAY}                       | invalid
            {'reminders':{'useDefault':false,'overrides':[{'method':'popup','minutes':40321}]},DAY}                 | invalid
            {'eventType':'fromGmail',DAY}                                                                           | eventTypeRestriction
            {'eventType':'outOfOffice',HOUR}                                                                        | eventTypeRestriction
            {'recurringEventId':'abcde',DAY}                                                                        | invalid
            [1]                                                                                                     | parseError
            {'summary':'x','summary':'y',DAY}                                                                       | parseError
            """)
    void whatGoogleRefusesIsRefused(String body, String reason) throws Exception {
        GoogleClient.Answer answer = post(body.replace("DAY", DAY).replace("HOUR", HOUR));
        assertThat(answer.expect(400).reason()).isEqualTo(reason);
        assertThat(answer.body().get("error").get("code").asInt()).isEqualTo(400);
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    void moreThanFiveRemindersAreRefused() throws Exception {
        String six = "{'method':'popup','minutes':1},".repeat(6).replaceFirst(",$", "");
        post("{'reminders':{'useDefault':false,'overrides':[" + six + "]}," + DAY + "}").expect(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "maxresults=1", "sendUpdates=loud", "conferenceDataVersion=2", "maxAttendees=0", "supportsAttachments=yes",
        "alt=media", "sendUpdates=none&sendUpdates=all", "timeMin=2026-01-01T00:00:00Z", "oauth_token=x"})
    void unknownOrWrongParametersAreRefused(String query) throws Exception {
        assertThat(google.post(EVENTS + "?" + query, GoogleClient.timed("x", "2026-12-01T10:00:00", "2026-12-01T11:00:00")).expect(400).reason())
                .isEqualTo("invalidParameter");
    }

    @Test
    void theAnswerShowsTheTimeWithTheOffsetOfTheCalendarAndNamesTheOwnZone() throws Exception {
        JsonNode made = post("{'start':{'dateTime':'2026-12-01T10:00:00','timeZone':'America/New_York'},'end':{'dateTime':'2026-12-01T16:30:00Z'}}")
                .expect(200).body();
        assertThat(made.get("start")).isEqualTo(GoogleClient.json("{'dateTime':'2026-12-01T16:00:00+01:00','timeZone':'America/New_York'}"));
        assertThat(made.get("end")).isEqualTo(GoogleClient.json("{'dateTime':'2026-12-01T17:30:00+01:00','timeZone':'Europe/Paris'}"));
    }

    @Test
    void aNewEventHasIdentityStampsAndNoDefaults() throws Exception {
        GoogleClient.Answer answer = post("{'summary':'Lunch','location':'','visibility':'default','transparency':'opaque'," + DAY + "}").expect(200);
        JsonNode made = answer.body();
        assertThat(made.get("kind").asText()).isEqualTo("calendar#event");
        assertThat(made.get("iCalUID").asText()).isEqualTo(made.get("id").asText() + "@google.com");
        assertThat(made.get("status").asText()).isEqualTo("confirmed");
        assertThat(made.get("organizer")).isEqualTo(GoogleClient.json("{'email':'ann@gmail.example','self':true}"));
        assertThat(made.get("creator")).isEqualTo(GoogleClient.json("{'email':'ann@gmail.example','self':true}"));
        assertThat(made.get("reminders")).isEqualTo(GoogleClient.json("{'useDefault':true}"));
        assertThat(made.get("updated").asText()).isEqualTo("2026-11-23T09:00:00.000Z");
        assertThat(made.get("sequence").asInt()).isZero();
        assertThat(made.has("location") || made.has("visibility") || made.has("transparency")).isFalse();
        assertThat(answer.raw().headers().firstValue("ETag").orElseThrow()).isEqualTo(made.get("etag").asText());
    }

    @Test
    void anIdWorksOnceForEver() throws Exception {
        String body = "{'id':'abcde12345'," + DAY + "}";
        post(body).expect(200);
        assertThat(post(body).expect(409).reason()).isEqualTo("duplicate");
        google.call("DELETE", EVENTS + "/abcde12345", null).expect(204);
        assertThat(post(body).expect(409).reason()).isEqualTo("duplicate");
        assertThat(google.call("DELETE", EVENTS + "/abcde12345", null).expect(410).reason()).isEqualTo("deleted");
        assertThat(google.get(EVENTS + "/abcde12345").expect(200).body().get("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void patchKeepsWhatItDoesNotNameAndNullClears() throws Exception {
        String id = post("{'summary':'A','description':'B','extendedProperties':{'private':{'a':'1','b':'2'}}," + DAY + "}").body().get("id").asText();
        JsonNode patched = google.patch(EVENTS + "/" + id, "{\"description\":null,\"extendedProperties\":{\"private\":{\"a\":null,\"c\":\"3\"}}}").expect(200).body();
        assertThat(patched.get("summary").asText()).isEqualTo("A");
        assertThat(patched.has("description")).isFalse();
        assertThat(patched.get("extendedProperties").get("private")).isEqualTo(GoogleClient.json("{'b':'2','c':'3'}"));
    }

    @Test
    void fromAllDayToTimedTheOtherMemberMustBeNulled() throws Exception {
        String id = post("{" + DAY + "}").body().get("id").asText();
        String timed = "{'start':{'dateTime':'2026-12-01T10:00:00Z'},'end':{'dateTime':'2026-12-01T11:00:00Z'}}".replace('\'', '"');
        assertThat(google.patch(EVENTS + "/" + id, timed).expect(400).message()).isEqualTo("Invalid start time.");
        JsonNode changed = google.patch(EVENTS + "/" + id, timed.replace("{\"dateTime", "{\"date\":null,\"dateTime")).expect(200).body();
        assertThat(changed.get("start").has("date")).isFalse();
        google.patch(EVENTS + "/" + id, "{\"start\":{\"date\":\"2026-12-03\",\"dateTime\":null,\"timeZone\":null},\"end\":{\"date\":\"2026-12-04\",\"dateTime\":null}}")
                .expect(200);
    }

    @Test
    void updateReplacesAndNeedsBothTimes() throws Exception {
        String id = post("{'summary':'A','description':'B'," + DAY + "}").body().get("id").asText();
        google.call("PUT", EVENTS + "/" + id, "{\"summary\":\"C\"}").expect(400);
        JsonNode replaced = google.call("PUT", EVENTS + "/" + id, ("{'summary':'C'," + DAY + "}").replace('\'', '"')).expect(200).body();
        assertThat(replaced.has("description")).isFalse();
    }

    @Test
    void everyWriteChangesTheETagEvenWhileTheClockStands() throws Exception {
        JsonNode made = post("{" + DAY + "}").body();
        JsonNode second = google.patch(EVENTS + "/" + made.get("id").asText(), "{\"summary\":\"x\"}").body();
        JsonNode third = google.patch(EVENTS + "/" + made.get("id").asText(), "{\"summary\":\"x\"}").body();
        assertThat(made.get("etag").asText()).isNotEqualTo(second.get("etag").asText());
        assertThat(second.get("etag").asText()).isNotEqualTo(third.get("etag").asText());
    }

    @Test
    void ifMatchAndIfNoneMatchAreHonoured() throws Exception {
        JsonNode made = post("{" + DAY + "}").body();
        String path = EVENTS + "/" + made.get("id").asText();
        String etag = made.get("etag").asText();
        assertThat(google.patch(path, "{\"summary\":\"x\"}", "If-Match", "\"1\"").expect(412).reason()).isEqualTo("conditionNotMet");
        google.get(path, "If-None-Match", etag).expect(304);
        google.patch(path, "{\"summary\":\"x\"}", "If-Match", etag).expect(200);
        google.get(path, "If-None-Match", etag).expect(200);
        google.call("DELETE", path, null, "If-Match", etag).expect(412);
        google.patch(path, "{\"summary\":\"y\"}", "If-Match", "*").expect(200);
    }

    @Test
    void remindersAloneDoNotTouchUpdated() throws Exception {
        JsonNode made = post("{" + DAY + "}").body();
        clock.advance(Duration.ofMinutes(1));
        JsonNode changed = google.patch(EVENTS + "/" + made.get("id").asText(), "{\"reminders\":{\"useDefault\":false}}").body();
        assertThat(changed.get("updated")).isEqualTo(made.get("updated"));
        assertThat(changed.get("etag")).isNotEqualTo(made.get("etag"));
        assertThat(google.patch(EVENTS + "/" + made.get("id").asText(), "{\"summary\":\"x\"}").body().get("updated")).isNotEqualTo(made.get("updated"));
    }

    @Test
    void theSequenceRisesWithTheTimeAndNeverFalls() throws Exception {
        String path = EVENTS + "/" + post("{" + HOUR + "}").body().get("id").asText();
        assertThat(google.patch(path, "{\"summary\":\"x\"}").body().get("sequence").asInt()).isZero();
        assertThat(google.patch(path, "{\"end\":{\"dateTime\":\"2026-12-01T12:00:00+01:00\"}}").body().get("sequence").asInt()).isEqualTo(1);
        assertThat(google.patch(path, "{\"sequence\":5}").body().get("sequence").asInt()).isEqualTo(5);
        assertThat(google.patch(path, "{\"sequence\":4}").expect(400).message()).startsWith("Invalid sequence value");
    }

    @Test
    void identityCannotBeChanged() throws Exception {
        String path = EVENTS + "/" + post("{" + DAY + "}").body().get("id").asText();
        google.patch(path, "{\"id\":\"abcde99999\"}").expect(400);
        google.patch(path, "{\"iCalUID\":\"other@x.example\"}").expect(400);
        google.patch(path, "{\"eventType\":\"focusTime\"}").expect(400);
    }

    @Test
    void conferenceAndAttachmentsSurviveAWriteThatDoesNotSpeakOfThem() throws Exception {
        JsonNode made = google.post(EVENTS + "?conferenceDataVersion=1&supportsAttachments=true", ("{'conferenceData':{'createRequest':{'requestId':'r1'}},"
                + "'attachments':[{'fileUrl':'https://drive.example/1','title':'t'}]," + DAY + "}").replace('\'', '"')).expect(200).body();
        assertThat(made.get("hangoutLink").asText()).startsWith("https://meet.");
        String path = EVENTS + "/" + made.get("id").asText();
        JsonNode put = google.call("PUT", path, ("{'summary':'x','conferenceData':{'notes':'gone'},'attachments':[]," + DAY + "}").replace('\'', '"')).expect(200).body();
        assertThat(put.get("conferenceData")).isEqualTo(made.get("conferenceData"));
        assertThat(put.get("attachments")).isEqualTo(made.get("attachments"));
        assertThat(google.patch(path + "?conferenceDataVersion=1", "{\"conferenceData\":null}").expect(200).body().has("hangoutLink")).isFalse();
    }

    @Test
    void onlyAWriteThatAsksForItMailsGuests() throws Exception {
        String guests = ("{'attendees':[{'email':'ann@gmail.example'},{'email':'g@x.example'},{'email':'h@x.example'}]," + DAY + "}").replace('\'', '"');
        JsonNode made = google.post(EVENTS + "?sendUpdates=none", guests).expect(200).body();
        String path = EVENTS + "/" + made.get("id").asText();
        assertThat(made.get("attendees").get(0).get("self").asBoolean() && made.get("attendees").get(0).get("organizer").asBoolean()).isTrue();
        assertThat(made.get("attendees").get(1).get("responseStatus").asText()).isEqualTo("needsAction");
        google.patch(path + "?sendUpdates=none", "{\"summary\":\"x\"}").expect(200);
        assertThat(server.control().outbox().sent()).isZero();
        assertThat(server.control().outbox().unsilencedWrites()).isZero();
        google.patch(path, "{\"summary\":\"y\"}").expect(200);
        assertThat(server.control().outbox().unsilencedWrites()).isEqualTo(1);
        google.patch(path + "?sendUpdates=all", "{\"summary\":\"z\"}").expect(200);
        assertThat(server.control().outbox().sent()).isEqualTo(2);
        google.call("DELETE", path + "?sendNotifications=true", null).expect(204);
        assertThat(server.control().outbox().sent()).isEqualTo(4);
    }

    @Test
    void aDeletedEventComesBackOnlyWhenItsStatusIsSet() throws Exception {
        String path = EVENTS + "/" + post("{'summary':'x'," + DAY + "}").body().get("id").asText();
        google.call("DELETE", path, null).expect(204);
        google.patch(path, "{\"summary\":\"y\"}").expect(403);
        assertThat(google.patch(path, "{\"status\":\"confirmed\"}").expect(200).body().get("summary").asText()).isEqualTo("x");
    }

    @Test
    void patchByPostWithTheOverrideHeaderAndGzipWorks() throws Exception {
        String path = EVENTS + "/" + post("{" + DAY + "}").body().get("id").asText();
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("{\"summary\":\"zipped\"}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(google.send(HttpRequest.newBuilder(URI.create(server.googleRoot() + "/calendar/v3/" + path))
                .header("Authorization", "Bearer " + google.accessToken).header("Content-Type", "application/json; charset=UTF-8")
                .header("Content-Encoding", "gzip").header("X-HTTP-Method-Override", "PATCH")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray())).build()).expect(200).body().get("summary").asText())
                .isEqualTo("zipped");
    }

    @Test
    void aBodyThatIsNotJsonIsRefused() throws Exception {
        google.post(EVENTS, "{not json").expect(400);
        google.post(EVENTS, "").expect(400);
        google.post(EVENTS, "{\"a\":".repeat(100)).expect(400);
    }
}
