// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.AuthorizationAnswer;
import io.passerelle.provider.spi.Credential;
import io.passerelle.provider.spi.UnfinishedAuthorization;
import io.passerelle.testkit.time.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleAnswersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String CALENDAR =
            "{'id':'ann','summary':'Ann','accessRole':'owner','primary':true,'timeZone':'Europe/Paris'}";
    private static final String NOT_FOUND = "{'error':{'code':404,'errors':[{'reason':'notFound'}]}}";
    private static final String INSTANCE = "{'id':'serie_20260309','etag':'e','iCalUID':'u@x','recurringEventId':'serie',"
            + "'summary':'Only this one','originalStartTime':{'date':'2026-03-09'},"
            + "'start':{'date':'2026-03-09'},'end':{'date':'2026-03-10'}}";

    private final GoogleStub google = new GoogleStub(MutableClock.at(NOW));

    @AfterEach
    void close() {
        google.close();
    }

    private static void assertCode(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(PasserelleException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.toString()).doesNotContain("s3cret", "t0ken", "r3fresh", "v3rifier", "c0de");
                });
    }

    private static Credential stored() {
        return new GoogleCredential("r3fresh", "a", Optional.empty()).sealable();
    }

    private static String idToken(String claims) {
        return "h." + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace('\'', '"').getBytes(StandardCharsets.UTF_8)) + ".s";
    }

    private Authorization complete() {
        try {
            return google.authorizer().complete(new AuthorizationAnswer("c0de", "v3rifier"));
        } catch (UnfinishedAuthorization unfinished) {
            throw unfinished.reason();
        }
    }

    @Test
    @DisplayName("E05 a rotated refresh token takes the place of the old one")
    void rotated() {
        google.then(200, "{'access_token':'new','refresh_token':'rotated','expires_in':3599}");

        Credential renewed = google.authorizer().refresh(stored());

        assertThat(GoogleCredential.of(renewed).refresh()).isEqualTo("rotated");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("E20 E03 expires_in as services really send it")
    @CsvSource(delimiter = '|', value = {
        "3599 | PT59M59S",
        "'3599' | PT59M59S",
        "0 | PT0S",
        "-5 | PT0S",
        "99999999999999999999 | PT168H",
        "3599.7 | PT59M59S",
        "null | ",
        "'soon' | ",
        "{} | "
    }, quoteCharacter = '~')
    void expiresIn(String value, Duration expected) {
        google.then(200, "{'access_token':'new','expires_in':" + value + "}");

        assertThat(google.authorizer().refresh(stored()).expiresAt())
                .isEqualTo(Optional.ofNullable(expected).map(NOW::plus));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("E13 a refresh answer that is no JSON or has no access token is unreadable")
    @CsvSource(delimiter = '|', value = {"<html>", "{}", "{'access_token':''}", "{'access_token':7}", "[]", "{'access_token':'x'"}, quoteCharacter = '~')
    void unreadable(String body) {
        google.then(200, body);

        assertCode(ErrorCode.PROVIDER_ANSWER_UNREADABLE, () -> google.authorizer().refresh(stored()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("E08 E09 E10 error answers of the token endpoint")
    @CsvSource({
        "400, invalid_grant, GRANT_LOST",
        "400, unauthorized_client, GRANT_LOST",
        "401, invalid_client, CLIENT_REJECTED",
        "401, deleted_client, CLIENT_REJECTED",
        "400, admin_policy_enforced, ADMIN_CONSENT_REQUIRED",
        "400, something_new, PROVIDER_ERROR",
        "429, rate_limit_exceeded, RATE_LIMITED_BY_PROVIDER",
        "500, invalid_grant, PROVIDER_ERROR",
        "503, '', PROVIDER_ERROR"
    })
    void errors(int status, String error, ErrorCode code) {
        google.then(status, "{'error':'" + error + "','error_description':'r3fresh is bad'}");

        assertCode(code, () -> google.authorizer().refresh(stored()));
    }

    @Test
    @DisplayName("D01 without ID token userinfo tells whose account it is")
    void userInfo() {
        google.then(200, "{'access_token':'a','refresh_token':'r','scope':'openid','expires_in':1}")
                .then(200, "{'sub':'42','email':'ann@x.example'}");

        assertThat(complete().account().subject()).isEqualTo("42");
        assertThat(google.asked.get(1)).startsWith("GET /v1/userinfo");
    }

    @Test
    @DisplayName("D09 userinfo that fails after the exchange yields nothing")
    void userInfoFails() {
        google.then(200, "{'access_token':'a','refresh_token':'r','scope':'openid','expires_in':1}")
                .then(500, "{}");

        assertCode(ErrorCode.PROVIDER_ERROR, this::complete);
        assertThat(google.asked).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("An ID token of another issuer or for another client is refused")
    @CsvSource(delimiter = '|', value = {
        "{'iss':'https://evil.example','aud':'client','sub':'1'} | ISSUER_MISMATCH",
        "{'iss':'https://accounts.google.com','aud':'other','sub':'1'} | ISSUER_MISMATCH",
        "{'iss':'https://accounts.google.com','aud':'client'} | PROVIDER_ANSWER_UNREADABLE",
        "nonsense | PROVIDER_ANSWER_UNREADABLE"
    }, quoteCharacter = '~')
    void idTokens(String claims, ErrorCode code) {
        google.then(200, "{'access_token':'a','refresh_token':'r','scope':'openid','id_token':'" + idToken(claims) + "'}");

        assertCode(code, this::complete);
    }

    @Test
    @DisplayName("E15 revocation names the refresh token, in the body and not in the address")
    void revokesRefreshToken() {
        google.then(200, "{}");

        google.authorizer().revoke(stored());

        assertThat(google.asked).containsExactly("POST /revoke token=r3fresh");
    }

    @Test
    @DisplayName("E15 a provider that cannot revoke says so; the caller decides")
    void revokeFails() {
        google.then(503, "");

        assertCode(ErrorCode.PROVIDER_ERROR, () -> google.authorizer().revoke(stored()));
    }

    @Test
    @DisplayName("A redirect is not followed, so that no credential travels elsewhere")
    void redirects() {
        google.redirecting("https://evil.example/");
        assertCode(ErrorCode.PROVIDER_ERROR, () -> google.authorizer().refresh(stored()));

        google.redirecting("https://evil.example/");
        assertCode(ErrorCode.FOREIGN_ADDRESS, () -> google.connector().collections());
        assertThat(google.asked).hasSize(2);
    }

    private ItemCollection open() {
        google.then(200, CALENDAR);
        return google.connector().open(CollectionId.of("ann"));
    }

    @Test
    @DisplayName("An instance whose series is not in the calendar is an item of its own, in a full pass and in a delta")
    void orphans() {
        ItemCollection calendar = open();
        google.then(200, "{'items':[" + INSTANCE + "],'nextSyncToken':'s1'}");
        GoogleSide.Read full = GoogleSide.read(calendar, Cursor.START);
        assertThat(full.item("serie_20260309").uid().value()).isEqualTo("serie_20260309@google.com");

        google.then(200, "{'items':[" + INSTANCE + "],'nextSyncToken':'s2'}").then(404, NOT_FOUND);
        GoogleSide.Read delta = GoogleSide.read(calendar, Cursor.of("s1"));
        assertThat(delta.item("serie_20260309").details().title()).isEqualTo("Only this one");

        google.then(200, "{'items':[{'id':'serie_20260309','etag':'e2','status':'cancelled','recurringEventId':'serie',"
                        + "'originalStartTime':{'date':'2026-03-09'}}],'nextSyncToken':'s3'}")
                .then(404, NOT_FOUND);
        assertThat(GoogleSide.read(calendar, Cursor.of("s2")).of("serie_20260309"))
                .isInstanceOf(Change.Tombstone.class);
    }

    @Test
    @DisplayName("B07 a cancelled series removes its exceptions, whichever comes first")
    void cancelledFirstOrLast() {
        String gone = "{'id':'serie','etag':'e','status':'cancelled'}";
        for (String items : new String[] {INSTANCE + "," + gone, gone + "," + INSTANCE}) {
            ItemCollection calendar = open();
            google.then(200, "{'items':[" + items + "],'nextSyncToken':'s1'}");

            GoogleSide.Read read = GoogleSide.read(calendar, Cursor.of("s0"));

            assertThat(read.changes()).containsExactly(new Change.Tombstone(ItemRef.of("serie")));
        }
    }

    @Test
    @DisplayName("A36 a malformed event is reported and the others are read")
    void malformed() {
        ItemCollection calendar = open();
        google.then(200, "{'items':[{'id':'bad','etag':'e','start':{'dateTime':'tomorrow'}},"
                + "{'id':'good1','etag':'e','summary':'Good','start':{'date':'2026-03-09'},'end':{'date':'2026-03-10'}}],"
                + "'nextSyncToken':'s1'}");

        GoogleSide.Read read = GoogleSide.read(calendar, Cursor.START);

        assertThat(read.of("bad")).isInstanceOfSatisfying(Change.Unreadable.class, unreadable ->
                assertThat(unreadable.code()).isEqualTo(ErrorCode.ITEM_MALFORMED));
        assertThat(read.item("good1").details().title()).isEqualTo("Good");
    }

    @Test
    @DisplayName("B01 a listing whose last page has no sync token is no listing")
    void noSyncToken() {
        ItemCollection calendar = open();
        google.then(200, "{'items':[]}");

        assertCode(ErrorCode.PROVIDER_ANSWER_UNREADABLE, () -> GoogleSide.read(calendar, Cursor.START));
    }

    @Test
    @DisplayName("B05 an expired token on the second page of a delta is a result too")
    void expiresHalfWay() {
        ItemCollection calendar = open();
        google.then(200, "{'items':[],'nextPageToken':'p2'}")
                .then(410, "{'error':{'code':410,'errors':[{'reason':'fullSyncRequired'}]}}");

        assertThat(GoogleSide.read(calendar, Cursor.of("s0")).isExpired()).isTrue();
    }

    @Test
    @DisplayName("B29 an API that is not enabled for the project is the administrator's problem, a missing scope the person's")
    void notEnabled() {
        google.then(403, "{'error':{'code':403,'errors':[{'reason':'accessNotConfigured'}]}}");
        assertCode(ErrorCode.CLIENT_REJECTED, () -> google.connector().collections());
        google.then(403, "{'error':{'code':403,'errors':[{'reason':'insufficientPermissions'}]}}");
        assertCode(ErrorCode.SCOPE_MISSING, () -> google.connector().collections());
        google.then(403, "{'error':{'code':403,'errors':[{'reason':'somethingNew'}]}}");
        assertCode(ErrorCode.PROVIDER_ERROR, () -> google.connector().collections());
    }

    @Test
    @DisplayName("Too many parts of series are left to be fetched, so that memory stays flat")
    void overflow() {
        GoogleFullPass pass = new GoogleFullPass(new GoogleEventTranslator(java.time.ZoneId.of("UTC")), 3);
        for (int i = 0; i < 5; i++) {
            pass.master(GoogleJson.read("{\"id\":\"serie" + i + "\",\"etag\":\"e\",\"recurrence\":[\"RRULE:FREQ=DAILY\"],"
                    + "\"start\":{\"date\":\"2026-03-09\"},\"end\":{\"date\":\"2026-03-10\"}}"));
        }
        pass.exception(GoogleJson.read(INSTANCE.replace('\'', '"').replace("\"serie\"", "\"serie0\"")));

        Map<Boolean, Long> bodies = pass.rest().next().stream()
                .map(Change.Upsert.class::cast)
                .collect(java.util.stream.Collectors.groupingBy(
                        upsert -> upsert.item().isPresent(), java.util.stream.Collectors.counting()));

        assertThat(bodies).containsEntry(true, 2L).containsEntry(false, 3L);
    }

    @Test
    @DisplayName("A 404 that is not Google's own is no deletion, alone and for a whole batch")
    void foreignNotFound() {
        ItemCollection calendar = open();
        Write.Delete one = new Write.Delete(ItemRef.of("event1"), Revision.of("\"1\""));
        Write.Delete two = new Write.Delete(ItemRef.of("event2"), Revision.of("\"1\""));

        google.then(404, "<html>").then(404, NOT_FOUND).then(404, "<html>");
        assertThat(calendar.write(List.of(one))).allMatch(WriteResult.Failed.class::isInstance);
        assertThat(calendar.write(List.of(one, two))).allMatch(WriteResult.Failed.class::isInstance);
        assertCode(ErrorCode.PROVIDER_ERROR, () -> calendar.fetch(List.of(ItemRef.of("event1"))));
    }

    @Test
    @DisplayName("A listing of a series without list is unreadable, never a series without exceptions")
    void noList() {
        ItemCollection calendar = open();
        google.then(200, "{'id':'serie','etag':'e','iCalUID':'u@x','recurrence':['RRULE:FREQ=DAILY'],"
                        + "'start':{'date':'2026-03-09'},'end':{'date':'2026-03-10'}}")
                .then(200, "{}");

        assertCode(ErrorCode.PROVIDER_ANSWER_UNREADABLE, () -> calendar.fetch(List.of(ItemRef.of("serie"))));
    }
}
