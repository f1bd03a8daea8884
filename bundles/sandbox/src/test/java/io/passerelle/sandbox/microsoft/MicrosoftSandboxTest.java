// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The emulated identity platform and Graph, asked as a client asks them. */
class MicrosoftSandboxTest {
    private static final String ADA = "ada@contoso.example";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String MEETING = "{'subject':'Plan','start':{'dateTime':'2026-03-02T09:00:00','timeZone':'W. Europe Standard Time'},"
            + "'end':{'dateTime':'2026-03-02T10:00:00','timeZone':'W. Europe Standard Time'}%s}";
    private static final String WEEKLY = ",'recurrence':{'pattern':{'type':'weekly','interval':1,'daysOfWeek':['monday']},"
            + "'range':{'type':'numbered','numberOfOccurrences':5,'startDate':'2026-03-02'}}";
    private final Sandbox sandbox = Sandbox.builder().random(new Random(7)).build();
    private final MicrosoftSandbox microsoft = sandbox.microsoft();
    private JsonNode tokens;

    @BeforeEach
    void connect() throws Exception {
        microsoft.addAccount(ADA, "Ada", "W. Europe Standard Time", "contoso.example");
        Map<String, String> posted = microsoft.approve(authorize(""), ADA);
        tokens = token(Map.of("grant_type", "authorization_code", "code", posted.get("code"), "code_verifier", VERIFIER,
                "redirect_uri", MicrosoftSandbox.DEFAULT_REDIRECT), 200);
    }

    private URI authorize(String more) {
        return URI.create(sandbox.microsoftRoot() + "/common/oauth2/v2.0/authorize?response_type=code&response_mode=form_post&client_id="
                + microsoft.client().id() + "&redirect_uri=" + Params.encode(MicrosoftSandbox.DEFAULT_REDIRECT) + "&state=s&code_challenge=" + CHALLENGE
                + "&code_challenge_method=S256&scope=" + Params.encode("openid profile offline_access User.Read Calendars.ReadWrite") + more);
    }

    private JsonNode token(Map<String, String> fields, int status) throws Exception {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("client_id", microsoft.client().id());
        form.put("client_secret", microsoft.client().secret());
        SandboxResponse response = microsoft.handle(new SandboxRequest("POST", "/common/oauth2/v2.0/token", Params.parse(null),
                Map.of("content-type", "application/x-www-form-urlencoded"), Params.of(form).encoded().getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }

    private JsonNode graph(String method, String path, String body, int status, String... headers) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("authorization", "Bearer " + tokens.path("access_token").asText()));
        if (body != null) {
            all.put("content-type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        int query = path.indexOf('?');
        SandboxResponse response = microsoft.handle(new SandboxRequest(method, "/v1.0" + (query < 0 ? path : path.substring(0, query)),
                Params.parse(query < 0 ? null : path.substring(query + 1)), all,
                body == null ? new byte[0] : body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).as(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(status);
        return response.body().length == 0 ? null : new ObjectMapper().readTree(response.body());
    }

    private JsonNode delta(String link) throws Exception {
        return graph("GET", link.replaceFirst("^.*/v1\\.0", ""), null, 200);
    }

    private String start() {
        return "/me/calendars/" + Params.encode(microsoft.defaultCalendar(ADA)) + "/calendarView/delta";
    }

    @Test
    void aRefreshTokenIsGoodForOneRefresh() throws Exception {
        Map<String, String> refresh = Map.of("grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token").asText());
        JsonNode renewed = token(refresh, 200);
        assertThat(renewed.path("refresh_token").asText()).isNotEqualTo(tokens.path("refresh_token").asText()).isNotEmpty();
        assertThat(token(refresh, 400).path("error").asText()).isEqualTo("invalid_grant");
        token(Map.of("grant_type", "refresh_token", "refresh_token", renewed.path("refresh_token").asText()), 200);
    }

    @Test
    void conditionalAccessAsksForAnotherFactor() throws Exception {
        microsoft.behaviour().challenge(ADA, true);
        JsonNode refused = token(Map.of("grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token").asText()), 400);
        assertThat(refused.path("suberror").asText()).isEqualTo("basic_action");
        assertThat(refused.path("error_codes").path(0).asInt()).isEqualTo(50076);
        assertThat(refused.path("claims").asText()).isNotEmpty();
    }

    @Test
    void aTenantMayReserveConsentForItsAdministrator() {
        microsoft.revokeGrant(ADA);
        microsoft.behaviour().adminConsentRequired("contoso.example", true);
        assertThat(microsoft.approve(authorize(""), ADA)).containsEntry("error", "access_denied")
                .hasEntrySatisfying("error_description", text -> assertThat(text).startsWith("AADSTS90094"));
        microsoft.consentForTenant(ADA);
        assertThat(microsoft.approve(authorize(""), ADA)).containsKey("code").containsEntry("state", "s");
    }

    @Test
    void unknownParametersFieldsAndValuesAreRefused() throws Exception {
        SandboxResponse page = microsoft.handle(new SandboxRequest("GET", "/common/oauth2/v2.0/authorize",
                Params.parse(authorize("&surprise=1").getRawQuery()), Map.of(), new byte[0]));
        assertThat(page.status()).isEqualTo(400);
        assertThat(graph("POST", "/me/events", MEETING.formatted(",'colour':'red'"), 400).path("error").path("code").asText()).isEqualTo("RequestBodyRead");
        graph("POST", "/me/events", MEETING.formatted(",'showAs':'dancing'"), 400);
        graph("POST", "/me/events", MEETING.formatted(",'isAllDay':true"), 400);
        graph("POST", "/me/events", MEETING.formatted(",'iCalUId':'mine'"), 400);
        graph("GET", start() + "?startDateTime=2026-01-01T00:00:00Z&endDateTime=2027-01-01T00:00:00Z&$select=subject", null, 400);
        graph("GET", start(), null, 400);
        assertThat(graph("GET", "/me/calendars/none", null, 404).path("error").path("code").asText()).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void anEventIsCreatedOncePerTransactionAndChangedOnConditionOnly() throws Exception {
        JsonNode created = graph("POST", "/me/events", MEETING.formatted(",'transactionId':'t1'"), 201);
        assertThat(created.path("start").path("dateTime").asText()).isEqualTo("2026-03-02T08:00:00.0000000");
        assertThat(created.path("originalStartTimeZone").asText()).isEqualTo("W. Europe Standard Time");
        assertThat(graph("POST", "/me/events", MEETING.formatted(",'transactionId':'t1'"), 201).path("id")).isEqualTo(created.path("id"));
        String address = "/me/events/" + created.path("id").asText();
        graph("PATCH", address, "{'subject':'Other'}", 200, "if-match", created.path("@odata.etag").asText());
        graph("PATCH", address, "{'subject':'Third'}", 412, "if-match", created.path("@odata.etag").asText());
        graph("DELETE", address, null, 204);
        graph("GET", address, null, 404);
        assertThat(microsoft.outbox().mails()).isEmpty();
    }

    @Test
    void meetingsWithOthersSendMailWhateverOneSays() throws Exception {
        JsonNode created = graph("POST", "/me/events", MEETING.formatted(",'attendees':[{'emailAddress':{'address':'bob@contoso.example'}}]"), 201);
        graph("PATCH", "/me/events/" + created.path("id").asText(), "{'subject':'Other'}", 200);
        graph("DELETE", "/me/events/" + created.path("id").asText(), null, 204);
        assertThat(microsoft.outbox().mails()).extracting(mail -> mail.operation()).containsExactly("invitation", "update", "cancellation");
    }

    @Test
    void deltaTellsWhatChangedInItsWindow() throws Exception {
        String inside = microsoft.userInserts(ADA, microsoft.defaultCalendar(ADA), json(MEETING.formatted(""))).path("id").asText();
        JsonNode first = graph("GET", start() + "?startDateTime=2026-01-01T00:00:00Z&endDateTime=2027-01-01T00:00:00Z", null, 200);
        assertThat(first.path("value")).hasSize(1);
        microsoft.userEdits(ADA, inside, json("{'start':{'dateTime':'2028-03-02T09:00:00','timeZone':'UTC'},'end':{'dateTime':'2028-03-02T10:00:00','timeZone':'UTC'}}"));
        JsonNode second = delta(first.path("@odata.deltaLink").asText());
        assertThat(second.path("value").path(0).path("@removed").path("reason").asText()).isEqualTo("deleted");
        graph("GET", "/me/events/" + inside, null, 200);
        assertThat(delta(second.path("@odata.deltaLink").asText()).path("value")).isEmpty();
        microsoft.expireDelta(ADA, microsoft.defaultCalendar(ADA));
        graph("GET", second.path("@odata.deltaLink").asText().replaceFirst("^.*/v1\\.0", ""), null, 410);
    }

    @Test
    void aSeriesComesInPagesWithItsInstances() throws Exception {
        String series = microsoft.userInserts(ADA, microsoft.defaultCalendar(ADA), json(MEETING.formatted(WEEKLY))).path("id").asText();
        microsoft.userDeletes(ADA, microsoft.instanceId(series, LocalDate.of(2026, 3, 9)));
        microsoft.userEdits(ADA, microsoft.instanceId(series, LocalDate.of(2026, 3, 16)), json("{'subject':'Moved'}"));
        JsonNode page = graph("GET", start() + "?startDateTime=2026-01-01T00:00:00Z&endDateTime=2027-01-01T00:00:00Z", null, 200, "prefer", "odata.maxpagesize=2");
        int seen = page.path("value").size();
        while (page.has("@odata.nextLink")) {
            page = graph("GET", page.path("@odata.nextLink").asText().replaceFirst("^.*/v1\\.0", ""), null, 200, "prefer", "odata.maxpagesize=2");
            seen += page.path("value").size();
        }
        assertThat(seen).isEqualTo(5);
        JsonNode whole = graph("GET", "/me/events/" + series + "?$select=subject,cancelledOccurrences&$expand=exceptionOccurrences", null, 200);
        assertThat(whole.path("cancelledOccurrences").path(0).asText()).endsWith(".2026-03-09");
        assertThat(whole.path("exceptionOccurrences").path(0).path("subject").asText()).isEqualTo("Moved");
        assertThat(whole.path("exceptionOccurrences").path(0).path("originalStart").asText()).isEqualTo("2026-03-16T08:00:00Z");
    }

    @Test
    void aBatchAnswersEveryPartForItself() throws Exception {
        JsonNode answer = graph("POST", "/$batch", "{'requests':[{'id':'1','method':'GET','url':'/me'},{'id':'2','method':'GET','url':'/me/events/none'}]}", 200);
        assertThat(answer.path("responses").path(0).path("status").asInt()).isEqualTo(200);
        assertThat(answer.path("responses").path(1).path("status").asInt()).isEqualTo(404);
        StringBuilder many = new StringBuilder("{'requests':[");
        for (int i = 0; i < 21; i++) {
            many.append(i == 0 ? "" : ",").append("{'id':'").append(i).append("','method':'GET','url':'/me'}");
        }
        graph("POST", "/$batch", many + "]}", 400);
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
