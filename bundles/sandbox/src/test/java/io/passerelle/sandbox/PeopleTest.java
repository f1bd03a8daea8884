// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import io.passerelle.sandbox.http.Params;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People v1 is strict where Google is strict. */
class PeopleTest {
    private static final String ANN = "ann@gmail.example";
    private static final String V1 = "/people/v1/";
    private static final String LIST = V1 + "people/me/connections?personFields=names,metadata&requestSyncToken=true";
    private static final String CONTACTS = "https://www.googleapis.com/auth/contacts";
    private static final String PNG = Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2});

    private final MutableClock clock = new MutableClock();
    private SandboxServer server;
    private GoogleClient google;

    @BeforeEach
    void start() throws Exception {
        server = SandboxServer.start(Sandbox.builder().clock(clock).random(new Random(7)).build());
        server.control().addAccount(ANN, "Ann Lee", "Europe/Paris");
        google = new GoogleClient(server).connect(ANN, "openid " + CONTACTS, Set.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode create(String given) throws Exception {
        return google.post(V1 + "people:createContact", person(given)).expect(200).body();
    }

    private static String person(String given) {
        return "{\"names\":[{\"givenName\":\"" + given + "\"}]}";
    }

    private static String ref(JsonNode person) {
        return person.get("resourceName").asText();
    }

    private GoogleClient.Answer update(JsonNode person, String mask, String field, String json) throws Exception {
        ObjectNode body = GoogleClient.json("{'etag':'" + person.path("etag").asText() + "'}");
        body.set(field, GoogleClient.JSON.readTree(json.replace('\'', '"')));
        return google.patch(V1 + ref(person) + ":updateContact?updatePersonFields=" + mask, body.toString());
    }

    private static String status(GoogleClient.Answer answer) {
        return answer.body().at("/error/status").asText();
    }

    private static String info(GoogleClient.Answer answer) {
        return answer.body().at("/error/details/0/reason").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"people/me/connections", "people/me/connections?personFields=names,nonsense", "people/c1?personFields=",
        "people/me/connections?personFields=names&unknown=1", "people/me/connections?personFields=names&pageSize=1001",
        "people/me/connections?personFields=names&pageSize=-1", "people/me/connections?personFields=names&pageToken=x",
        "people/me/connections?personFields=names&syncToken=x", "people/c12/connections?personFields=names",
        "people/me/connections?personFields=names&sortOrder=SIZE", "people:batchGet?personFields=names", "contactGroups?pageSize=1001",
        "contactGroups?groupFields=colour"})
    @DisplayName("Reads without a mask, with unknown parameters or values out of range are refused")
    void badReads(String path) throws Exception {
        assertThat(status(google.get(V1 + path).expect(400))).isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'names':[{'givenName':'A'},{'givenName':'B'}]}", "{'birthdays':[{'date':{'month':2,'day':30}}]}",
        "{'biographies':[{'value':'a'},{'value':'b'}]}", "{'nonsense':1}", "{'emailAddresses':[{'address':'x'}]}", "{'names':'Ann'}",
        "{'memberships':[{'contactGroupMembership':{'contactGroupResourceName':'contactGroups/friends'}}]}",
        "{'memberships':[{'contactGroupMembership':{'contactGroupResourceName':'contactGroups/none'}}]}", "{'userDefined':[{'key':'only'}]}"})
    @DisplayName("A contact with two values of a singleton, an impossible date, an unknown field or a group that takes nobody is refused")
    void badContacts(String body) throws Exception {
        google.post(V1 + "people:createContact", body.substring(0, body.length()).replace('\'', '"')).expect(400);
        assertThat(server.control().contacts().all(ANN)).isEmpty();
    }

    @Test
    @DisplayName("An answer has what Google adds: etags, sources, display name, formatted type, a photo, a group")
    void additions() throws Exception {
        JsonNode person = google.post(V1 + "people:createContact", GoogleClient.json("{'names':[{'unstructuredName':'Dr Ada Lovelace'}],"
                + "'emailAddresses':[{'value':'a@x.example','type':'work'}],'addresses':[{'city':'London','postalCode':'SW1'}]}").toString()).expect(200).body();

        assertThat(person.at("/names/0/displayName").asText()).isEqualTo("Dr Ada Lovelace");
        assertThat(person.at("/names/0/familyName").asText()).isEqualTo("Lovelace");
        assertThat(person.at("/emailAddresses/0/formattedType").asText()).isEqualTo("Work");
        assertThat(person.at("/emailAddresses/0/metadata/primary").asBoolean()).isTrue();
        assertThat(person.at("/addresses/0/formattedValue").asText()).isEqualTo("London\nSW1");
        assertThat(person.at("/memberships/0/contactGroupMembership/contactGroupId").asText()).isEqualTo("myContacts");
        assertThat(person.at("/photos/0/default").asBoolean()).isTrue();
        assertThat(person.at("/metadata/sources/0/type").asText()).isEqualTo("CONTACT");
        JsonNode part = google.get(V1 + ref(person) + "?personFields=names").expect(200).body();
        assertThat(part.has("emailAddresses") || part.has("metadata")).isFalse();
        assertThat(part.get("etag").asText()).isNotEqualTo(person.get("etag").asText());
    }

    @Test
    @DisplayName("An update needs a mask and the current etag, replaces the fields of the mask and no others")
    void update() throws Exception {
        JsonNode person = create("Ada");
        assertThat(status(update(person, "", "nicknames", "[]").expect(400))).isEqualTo("INVALID_ARGUMENT");
        assertThat(status(google.patch(V1 + ref(person) + ":updateContact?updatePersonFields=names", person("B")).expect(400))).isEqualTo("INVALID_ARGUMENT");
        update(person, "photos", "nicknames", "[]").expect(400);

        JsonNode after = update(person, "nicknames", "nicknames", "[{'value':'Nick'}]").expect(200).body();

        assertThat(after.at("/names/0/givenName").asText()).isEqualTo("Ada");
        GoogleClient.Answer stale = update(person, "nicknames", "nicknames", "[]").expect(400);
        assertThat(status(stale)).isEqualTo("FAILED_PRECONDITION");
        assertThat(stale.reason()).isEqualTo("failedPrecondition");
        assertThat(update(after, "nicknames", "nicknames", "[]").expect(200).body().has("nicknames")).isFalse();
        update(after, "memberships", "memberships", "[]").expect(400);
    }

    @Test
    @DisplayName("B32 listings have pages and, on the last, a sync token; changes follow, deletions as deleted persons")
    void sync() throws Exception {
        for (int i = 0; i < 5; i++) {
            create("P" + i);
        }
        JsonNode first = google.get(LIST + "&pageSize=3").expect(200).body();
        assertThat(first.get("connections")).hasSize(3);
        assertThat(first.has("nextSyncToken")).isFalse();
        assertThat(first.get("totalItems").asInt()).isEqualTo(5);
        JsonNode last = google.get(LIST + "&pageSize=3&pageToken=" + Params.encode(first.get("nextPageToken").asText())).expect(200).body();
        assertThat(last.get("connections")).hasSize(2);
        String token = Params.encode(last.get("nextSyncToken").asText());
        String gone = ref(last.at("/connections/0"));
        google.call("DELETE", V1 + gone + ":deleteContact", null).expect(200);

        JsonNode changes = google.get(LIST + "&syncToken=" + token).expect(200).body();

        assertThat(changes.get("connections")).hasSize(1);
        assertThat(changes.at("/connections/0/metadata/deleted").asBoolean()).isTrue();
        assertThat(changes.at("/connections/0/resourceName").asText()).isEqualTo(gone);
        google.get(V1 + gone + "?personFields=names").expect(404);
        assertThat(google.get(LIST + "&syncToken=" + Params.encode(changes.get("nextSyncToken").asText())).expect(200).body().has("connections")).isFalse();
    }

    @Test
    @DisplayName("Parameters have to be those of the first call")
    void sameParameters() throws Exception {
        create("Ada");
        String token = Params.encode(google.get(LIST).expect(200).body().get("nextSyncToken").asText());

        assertThat(status(google.get(LIST.replace("names,", "names,urls,") + "&syncToken=" + token).expect(400))).isEqualTo("INVALID_ARGUMENT");
        google.get(LIST + "&syncToken=" + token).expect(200);
    }

    @Test
    @DisplayName("B32 a sync token dies seven days after the full pass, however often it was renewed, with a 400")
    void expiry() throws Exception {
        String token = Params.encode(google.get(LIST).expect(200).body().get("nextSyncToken").asText());
        clock.advance(Duration.ofDays(6));
        google = new GoogleClient(server).connect(ANN, "openid " + CONTACTS, Set.of());
        String renewed = Params.encode(google.get(LIST + "&syncToken=" + token).expect(200).body().get("nextSyncToken").asText());
        clock.advance(Duration.ofDays(2));
        google = new GoogleClient(server).connect(ANN, "openid " + CONTACTS, Set.of());

        GoogleClient.Answer expired = google.get(LIST + "&syncToken=" + renewed).expect(400);

        assertThat(status(expired)).isEqualTo("FAILED_PRECONDITION");
        assertThat(info(expired)).isEqualTo("EXPIRED_SYNC_TOKEN");
    }

    @Test
    @DisplayName("Listings learn of a write late, whoever asks for the contact itself does not wait")
    void lag() throws Exception {
        JsonNode old = create("Old");
        String token = Params.encode(google.get(LIST).expect(200).body().get("nextSyncToken").asText());
        server.control().behaviour().contactLag(Duration.ofMinutes(2));
        update(old, "names", "names", "[{'givenName':'New'}]").expect(200);
        JsonNode added = create("Added");

        JsonNode now = google.get(LIST).expect(200).body();
        assertThat(now.get("connections")).hasSize(1);
        assertThat(now.at("/connections/0/names/0/givenName").asText()).isEqualTo("Old");
        JsonNode changes = google.get(LIST + "&syncToken=" + token).expect(200).body();
        assertThat(changes.has("connections")).isFalse();
        google.get(V1 + ref(added) + "?personFields=names").expect(200);
        clock.advance(Duration.ofMinutes(2));

        JsonNode later = google.get(LIST + "&syncToken=" + Params.encode(changes.get("nextSyncToken").asText())).expect(200).body();
        assertThat(later.get("connections")).hasSize(2);
    }

    @Test
    @DisplayName("Batches: 200 created, 200 changed, 500 deleted at once and no more; one stale etag spoils an update")
    void batches() throws Exception {
        String contacts = IntStream.range(0, 200).mapToObj(i -> "{\"contactPerson\":" + person("P" + i) + "}").collect(Collectors.joining(","));
        google.post(V1 + "people:batchCreateContacts", "{\"contacts\":[" + contacts + "," + "{\"contactPerson\":" + person("X") + "}],\"readMask\":\"names\"}").expect(400);
        JsonNode created = google.post(V1 + "people:batchCreateContacts", "{\"contacts\":[" + contacts + "],\"readMask\":\"names\"}").expect(200).body().get("createdPeople");
        assertThat(created).hasSize(200);
        JsonNode one = created.at("/0/person");
        JsonNode two = created.at("/1/person");
        String update = "{\"contacts\":{\"%s\":{\"etag\":\"%s\",\"names\":[{\"givenName\":\"N\"}]},\"%s\":{\"etag\":\"%s\",\"names\":[{\"givenName\":\"N\"}]}},"
                + "\"updateMask\":\"names\",\"readMask\":\"names\"}";

        JsonNode updated = google.post(V1 + "people:batchUpdateContacts", update.formatted(ref(one), one.get("etag").asText(), ref(two), two.get("etag").asText()))
                .expect(200).body().get("updateResult");

        assertThat(updated.get(ref(one)).at("/person/names/0/givenName").asText()).isEqualTo("N");
        String fresh = updated.get(ref(one)).at("/person/etag").asText();
        assertThat(status(google.post(V1 + "people:batchUpdateContacts", update.formatted(ref(one), fresh, ref(two), two.get("etag").asText()))
                .expect(400))).isEqualTo("FAILED_PRECONDITION");
        assertThat(google.get(V1 + "people:batchGet?personFields=names&resourceNames=" + ref(one) + "&resourceNames=people/c404").expect(200).body()
                .at("/responses/1/status/code").asInt()).isEqualTo(5);
        String names = IntStream.range(0, 200).mapToObj(i -> "\"" + created.at("/" + i + "/person/resourceName").asText() + "\"").collect(Collectors.joining(","));
        google.post(V1 + "people:batchDeleteContacts", "{\"resourceNames\":[" + names + "]}").expect(200);
        assertThat(server.control().contacts().all(ANN)).isEmpty();
        google.post(V1 + "people:batchDeleteContacts", "{\"resourceNames\":[\"people/c404\"]}").expect(404);
    }

    @Test
    @DisplayName("B34 a photo has an address, is encoded anew, and goes again")
    void photo() throws Exception {
        JsonNode person = create("Ada");
        google.patch(V1 + ref(person) + ":updateContactPhoto", "{\"photoBytes\":\"bm8gcGljdHVyZQ==\"}").expect(400);

        JsonNode after = google.patch(V1 + ref(person) + ":updateContactPhoto", "{\"photoBytes\":\"" + PNG + "\",\"personFields\":\"photos\"}").expect(200).body()
                .get("person");

        assertThat(after.at("/photos/0").has("default")).isFalse();
        String path = after.at("/photos/0/url").asText().substring(server.googleRoot().toString().length());
        assertThat(google.get(path).expect(200).raw().body()).startsWith(Base64.getDecoder().decode(PNG)).hasSizeGreaterThan(6);
        google.call("DELETE", V1 + ref(person) + ":deleteContactPhoto", null).expect(200);
        google.get(path).expect(404);
    }

    @Test
    @DisplayName("B34 groups: names are unique, Google's own stay as they are, members come and go")
    void groups() throws Exception {
        JsonNode group = google.post(V1 + "contactGroups", "{\"contactGroup\":{\"name\":\"Choir\"}}").expect(200).body();
        assertThat(status(google.post(V1 + "contactGroups", "{\"contactGroup\":{\"name\":\"Choir\"}}").expect(409))).isEqualTo("ALREADY_EXISTS");
        JsonNode ada = create("Ada");
        String members = V1 + group.get("resourceName").asText() + "/members:modify";
        JsonNode modified = google.post(members, "{\"resourceNamesToAdd\":[\"" + ref(ada) + "\",\"people/c404\"]}").expect(200).body();
        assertThat(modified.at("/notFoundResourceNames/0").asText()).isEqualTo("people/c404");
        google.post(V1 + "contactGroups/friends/members:modify", "{\"resourceNamesToAdd\":[\"" + ref(ada) + "\"]}").expect(400);
        JsonNode listed = google.get(V1 + "contactGroups?pageSize=100").expect(200).body();
        assertThat(listed.get("contactGroups")).hasSize(9);
        assertThat(google.get(V1 + group.get("resourceName").asText() + "?maxMembers=5").expect(200).body().at("/memberResourceNames/0").asText()).isEqualTo(ref(ada));

        google.call("PUT", V1 + group.get("resourceName").asText(), "{\"contactGroup\":{\"name\":\"Opera\"}}").expect(200);
        google.call("PUT", V1 + "contactGroups/starred", "{\"contactGroup\":{\"name\":\"Best\"}}").expect(400);
        JsonNode changed = google.get(V1 + "contactGroups?syncToken=" + Params.encode(listed.get("nextSyncToken").asText())).expect(200).body();
        assertThat(changed.at("/contactGroups/0/name").asText()).isEqualTo("Opera");

        google.call("DELETE", V1 + group.get("resourceName").asText(), null).expect(200);
        JsonNode gone = google.get(V1 + "contactGroups?syncToken=" + Params.encode(changed.get("nextSyncToken").asText())).expect(200).body();
        assertThat(gone.at("/contactGroups/0/metadata/deleted").asBoolean()).isTrue();
        assertThat(google.get(V1 + ref(ada) + "?personFields=memberships").expect(200).body().get("memberships")).hasSize(1);
    }

    @Test
    @DisplayName("Two changes of one account's contacts at the same time: one is aborted; reading goes on")
    void sequential() throws Exception {
        server.control().contacts().busy(ANN, true);

        assertThat(status(google.post(V1 + "people:createContact", person("Ada")).expect(409))).isEqualTo("ABORTED");
        google.get(LIST).expect(200);
    }

    @Test
    @DisplayName("Scopes: reading needs one of two, writing the larger one; consent is asked scope by scope")
    void scopes() throws Exception {
        GoogleClient reader = new GoogleClient(server).connect(ANN, "openid " + CONTACTS + ".readonly " + CONTACTS, Set.of(CONTACTS));
        reader.get(LIST).expect(200);

        assertThat(info(reader.post(V1 + "people:createContact", person("Ada")).expect(403))).isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        assertThat(status(new GoogleClient(server).get(LIST).expect(401))).isEqualTo("UNAUTHENTICATED");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"TOO_MANY_REQUESTS, 429, RESOURCE_EXHAUSTED", "UNAVAILABLE, 503, UNAVAILABLE", "SERVER_ERROR, 500, INTERNAL",
        "PRECONDITION_FAILED, 400, FAILED_PRECONDITION", "UNAUTHORIZED, 401, UNAUTHENTICATED", "FORBIDDEN, 403, PERMISSION_DENIED"})
    @DisplayName("Faults speak the language of this API")
    void faults(FaultKind kind, int code, String status) throws Exception {
        server.control().fault(Fault.next(kind, "people.*").of(ANN));

        assertThat(status(google.get(LIST).expect(code))).isEqualTo(status);
        google.get(LIST).expect(200);
    }

    @Test
    @DisplayName("B28 whoever asks too often is asked to wait")
    void quota() throws Exception {
        server.control().behaviour().requestsPerMinute(2);
        google.get(LIST).expect(200);
        google.get(LIST).expect(200);

        assertThat(status(google.get(LIST).expect(429))).isEqualTo("RESOURCE_EXHAUSTED");
    }

    @Test
    @DisplayName("Searching finds the beginnings of words, once listings know them")
    void search() throws Exception {
        create("Ada");
        create("Bob");

        JsonNode found = google.get(V1 + "people:searchContacts?query=ad&readMask=names").expect(200).body();

        assertThat(found.get("results")).hasSize(1);
    }
}
