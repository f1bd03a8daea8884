// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.http.Params;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncTest extends SandboxTestBase {

    private void fill(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            insert(GoogleClient.timed("e" + i, "2026-12-01T10:00:00", "2026-12-01T11:00:00"));
        }
    }

    private String token() throws Exception {
        List<String> tokens = new ArrayList<>();
        google.list(EVENTS, tokens);
        return tokens.get(0);
    }

    @Test
    void onlyTheLastPageCarriesTheSyncToken() throws Exception {
        fill(5);
        JsonNode first = google.get(EVENTS + "?maxResults=2").expect(200).body();
        assertThat(first.get("items")).hasSize(2);
        assertThat(first.has("nextPageToken")).isTrue();
        assertThat(first.has("nextSyncToken")).isFalse();
        List<String> tokens = new ArrayList<>();
        assertThat(google.list(EVENTS + "?maxResults=2", tokens)).hasSize(5);
        assertThat(tokens).hasSize(1);
    }

    @Test
    void aPageTokenBelongsToItsQuery() throws Exception {
        fill(3);
        String page = Params.encode(google.get(EVENTS + "?maxResults=2&showDeleted=true").body().get("nextPageToken").asText());
        google.get(EVENTS + "?maxResults=2&pageToken=" + page).expect(400);
        google.get(EVENTS + "?maxResults=2&showDeleted=true&pageToken=" + page).expect(200);
        google.get(EVENTS + "?maxResults=2&showDeleted=true&pageToken=" + page + "x").expect(400);
        google.get(EVENTS + "?syncToken=" + page).expect(400);
    }

    @Test
    void nothingChangedIsOneEmptyAnswerWithANewToken() throws Exception {
        fill(2);
        JsonNode delta = google.get(EVENTS + "?syncToken=" + token()).expect(200).body();
        assertThat(delta.get("items")).isEmpty();
        assertThat(delta.has("nextSyncToken")).isTrue();
    }

    @Test
    void aDeltaIsPagedAndCarriesDeletions() throws Exception {
        fill(3);
        String token = token();
        List<JsonNode> all = google.list(EVENTS, new ArrayList<>());
        google.call("DELETE", EVENTS + "/" + all.get(0).get("id").asText(), null).expect(204);
        google.patch(EVENTS + "/" + all.get(1).get("id").asText(), "{\"summary\":\"changed\"}").expect(200);
        fill(3);
        List<String> tokens = new ArrayList<>();
        List<JsonNode> delta = google.list(EVENTS + "?maxResults=2&syncToken=" + token, tokens);
        assertThat(delta).hasSize(5);
        assertThat(tokens).hasSize(1);
        assertThat(delta.get(0).properties().stream().map(Map.Entry::getKey)).containsExactlyInAnyOrder("kind", "etag", "id", "status");
        assertThat(delta.get(0).get("id")).isEqualTo(all.get(0).get("id"));
        assertThat(google.get(EVENTS + "?syncToken=" + tokens.get(0)).body().get("items")).isEmpty();
    }

    @Test
    void whatChangesWhileOnePagesComesWithTheNextToken() throws Exception {
        fill(4);
        JsonNode first = google.get(EVENTS + "?maxResults=2").body();
        String seen = first.get("items").get(0).get("id").asText();
        google.patch(EVENTS + "/" + seen, "{\"summary\":\"changed\"}").expect(200);
        String page = first.get("nextPageToken").asText();
        JsonNode second = google.get(EVENTS + "?maxResults=2&pageToken=" + Params.encode(page)).body();
        Set<String> ids = new HashSet<>();
        first.get("items").forEach(e -> ids.add(e.get("id").asText()));
        second.get("items").forEach(e -> ids.add(e.get("id").asText()));
        assertThat(ids).hasSize(4);
        JsonNode delta = google.get(EVENTS + "?syncToken=" + second.get("nextSyncToken").asText()).body().get("items");
        assertThat(delta).hasSize(1);
        assertThat(delta.get(0).get("summary").asText()).isEqualTo("changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeMin=2026-01-01T00:00:00Z", "timeMax=2027-01-01T00:00:00Z", "updatedMin=2026-01-01T00:00:00Z", "q=x", "orderBy=updated",
        "iCalUID=x", "privateExtendedProperty=a%3Db", "sharedExtendedProperty=a%3Db", "showDeleted=false"})
    void aSyncTokenBearsNoOtherRestriction(String restriction) throws Exception {
        assertThat(google.get(EVENTS + "?syncToken=" + token() + "&" + restriction).expect(400).reason()).isEqualTo("invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"singleEvents=true", "eventTypes=default", "showHiddenInvitations=true"})
    void aSyncTokenBelongsToItsParameters(String other) throws Exception {
        google.get(EVENTS + "?syncToken=" + token() + "&" + other).expect(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderBy=updated", "q=e", "iCalUID=x", "updatedMin=2026-01-01T00:00:00Z", "privateExtendedProperty=a%3Db"})
    void aRestrictedListingEndsInNoSyncToken(String restriction) throws Exception {
        assertThat(google.get(EVENTS + "?" + restriction).expect(200).body().has("nextSyncToken")).isFalse();
    }

    @Test
    void theWindowOfTheFirstListingStays() throws Exception {
        fill(1);
        insert(GoogleClient.timed("old", "2020-01-01T10:00:00", "2020-01-01T11:00:00"));
        JsonNode first = google.get(EVENTS + "?timeMin=2026-01-01T00:00:00Z").body();
        assertThat(first.get("items")).hasSize(1);
        insert(GoogleClient.timed("older", "2019-01-01T10:00:00", "2019-01-01T11:00:00"));
        insert(GoogleClient.timed("new", "2026-12-02T10:00:00", "2026-12-02T11:00:00"));
        JsonNode delta = google.get(EVENTS + "?syncToken=" + first.get("nextSyncToken").asText()).expect(200).body().get("items");
        assertThat(delta).filteredOn(e -> !e.get("status").asText().equals("cancelled")).hasSize(1);
    }

    @Test
    void anExpiredTokenAnswersAsGoogleDoes() throws Exception {
        String token = token();
        clock.advance(Duration.ofDays(31));
        google.accessToken = google.refresh(google.refreshToken).body().get("access_token").asText();
        assertGone(token);
    }

    @Test
    void allTokensOfACalendarCanBeThrownAway() throws Exception {
        String token = token();
        server.control().expireSyncTokens(ANN);
        assertGone(token);
        google.get(EVENTS + "?syncToken=" + token()).expect(200);
    }

    private void assertGone(String token) throws Exception {
        assertThat(google.get(EVENTS + "?syncToken=" + token).expect(410).body()).isEqualTo(GoogleClient.json(
                "{'error':{'code':410,'message':'Sync token is no longer valid, a full sync is required.','errors':[{'domain':'calendar',"
                        + "'reason':'fullSyncRequired','message':'Sync token is no longer valid, a full sync is required.','locationType':'parameter',"
                        + "'location':'syncToken'}]}}"));
    }

    @Test
    void pagesMayBeShorterThanAskedFor() throws Exception {
        fill(5);
        server.control().behaviour().pageLimit(2);
        assertThat(google.get(EVENTS + "?maxResults=2500").body().get("items")).hasSize(2);
        assertThat(google.list(EVENTS + "?maxResults=2500", new ArrayList<>())).hasSize(5);
    }

    @Test
    void moreThan2500AreNeverOnOnePage() throws Exception {
        server.control().seed(ANN, 3000, 1);
        JsonNode first = google.get(EVENTS + "?maxResults=9999").expect(200).body();
        assertThat(first.get("items")).hasSize(2500);
        assertThat(google.get(EVENTS).body().get("items")).hasSize(250);
    }

    @Test
    void listingsFilterByWindowTextPropertyAndType() throws Exception {
        insert("{\"summary\":\"Alpha\",\"start\":{\"date\":\"2026-12-01\"},\"end\":{\"date\":\"2026-12-02\"},\"extendedProperties\":{\"private\":{\"k\":\"v\"}}}");
        insert(GoogleClient.timed("Beta", "2026-12-05T10:00:00", "2026-12-05T11:00:00"));
        assertThat(titles("q=alph")).containsExactly("Alpha");
        assertThat(titles("privateExtendedProperty=k%3Dv")).containsExactly("Alpha");
        assertThat(titles("privateExtendedProperty=k%3Dw")).isEmpty();
        assertThat(titles("timeMin=2026-12-02T00:00:00%2B01:00")).containsExactly("Beta");
        assertThat(titles("timeMax=2026-12-05T10:00:00%2B01:00")).containsExactly("Alpha");
        assertThat(titles("eventTypes=default&eventTypes=focusTime")).hasSize(2);
        assertThat(titles("eventTypes=focusTime")).isEmpty();
        google.get(EVENTS + "?timeMin=2026-12-02T00:00:00Z&timeMax=2026-12-02T00:00:00Z").expect(400);
        google.get(EVENTS + "?orderBy=startTime").expect(400);
        google.get(EVENTS + "?timeMin=2026-12-02").expect(400);
    }

    private List<String> titles(String query) throws Exception {
        List<String> out = new ArrayList<>();
        google.list(EVENTS + "?" + query, new ArrayList<>()).forEach(e -> out.add(e.get("summary").asText()));
        return out;
    }

    @Test
    void fieldsAndTimeZoneShapeTheAnswer() throws Exception {
        fill(1);
        JsonNode body = google.get(EVENTS + "?fields=items(id,start/dateTime),nextSyncToken&timeZone=Asia/Tokyo").expect(200).body();
        assertThat(body.properties()).hasSize(2);
        assertThat(body.get("items").get(0).properties()).hasSize(2);
        assertThat(body.get("items").get(0).get("start")).isEqualTo(GoogleClient.json("{'dateTime':'2026-12-01T18:00:00+09:00'}"));
        google.get(EVENTS + "?fields=items(id").expect(400);
        google.get(EVENTS + "?timeZone=Nowhere").expect(400);
    }
}
