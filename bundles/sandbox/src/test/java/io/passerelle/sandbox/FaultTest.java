// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest extends SandboxTestBase {

    @ParameterizedTest
    @CsvSource({"UNAUTHORIZED,401,authError", "RATE_LIMITED,403,rateLimitExceeded", "USER_RATE_LIMITED,403,userRateLimitExceeded",
        "QUOTA_EXCEEDED,403,quotaExceeded", "DAILY_LIMIT,403,dailyLimitExceeded", "FORBIDDEN,403,forbidden", "PRECONDITION_FAILED,412,conditionNotMet",
        "TOO_MANY_REQUESTS,429,rateLimitExceeded", "SERVER_ERROR,500,backendError", "UNAVAILABLE,503,backendError"})
    void theNextRequestFailsAsGoogleWouldAndThenNoMore(FaultKind kind, int status, String reason) throws Exception {
        server.control().fault(Fault.next(kind, "events.list"));
        google.get("users/me/calendarList").expect(200);
        assertThat(google.get(EVENTS).expect(status).reason()).isEqualTo(reason);
        google.get(EVENTS).expect(200);
        assertThat(server.control().faults()).isEmpty();
    }

    @Test
    void countSkipAccountAndRetryAfterAreObserved() throws Exception {
        server.control().addAccount("bea@gmail.example", "Bea", "Europe/Paris");
        GoogleClient bea = new GoogleClient(server).connect("bea@gmail.example");
        server.control().fault(Fault.next(FaultKind.TOO_MANY_REQUESTS, "events.*").of(ANN).times(2).after(1).with(17));
        bea.get(EVENTS).expect(200);
        google.get(EVENTS).expect(200);
        assertThat(google.get(EVENTS).expect(429).raw().headers().firstValue("Retry-After").orElseThrow()).isEqualTo("17");
        bea.get(EVENTS).expect(200);
        google.get(EVENTS).expect(429);
        google.get(EVENTS).expect(200);
    }

    @Test
    void theExpiredTokenFaultWaitsForASyncToken() throws Exception {
        server.control().fault(Fault.next(FaultKind.SYNC_TOKEN_EXPIRED, "events.list"));
        String token = google.get(EVENTS).expect(200).body().get("nextSyncToken").asText();
        assertThat(google.get(EVENTS + "?syncToken=" + token).expect(410).reason()).isEqualTo("fullSyncRequired");
        google.get(EVENTS + "?syncToken=" + token).expect(200);
    }

    @Test
    void aLostAnswerWasCarriedOutAndALostConnectionWasNot() throws Exception {
        String body = "{\"id\":\"%s\",\"start\":{\"date\":\"2026-12-01\"},\"end\":{\"date\":\"2026-12-02\"}}";
        server.control().fault(Fault.next(FaultKind.ANSWER_LOST, "events.insert"));
        assertThatThrownBy(() -> google.post(EVENTS, body.formatted("aaaaa"))).isInstanceOf(IOException.class);
        google.get(EVENTS + "/aaaaa").expect(200);
        server.control().fault(Fault.next(FaultKind.CONNECTION_LOST, "events.insert"));
        assertThatThrownBy(() -> google.post(EVENTS, body.formatted("bbbbb"))).isInstanceOf(IOException.class);
        google.get(EVENTS + "/bbbbb").expect(404);
    }

    @Test
    void aCutBodyEndsInTheMiddle() throws Exception {
        server.control().seed(ANN, 50, 1);
        server.control().fault(Fault.next(FaultKind.CUT_BODY, "events.list").times(2));
        assertThatThrownBy(() -> google.get(EVENTS)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> google.get(EVENTS, "Accept-Encoding", "gzip")).isInstanceOf(IOException.class);
        google.get(EVENTS).expect(200);
    }

    @Test
    void aSlowAnswerComesAfterItsTime() throws Exception {
        server.control().fault(Fault.next(FaultKind.SLOW, "events.list").with(150));
        long before = System.nanoTime();
        google.get(EVENTS).expect(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(149));
    }

    @ParameterizedTest
    @CsvSource({"INVALID_GRANT,400,invalid_grant", "INVALID_CLIENT,401,invalid_client", "UNAVAILABLE,503,temporarily_unavailable", "SERVER_ERROR,500,internal_failure"})
    void theTokenEndpointFailsInItsOwnWords(FaultKind kind, int status, String error) throws Exception {
        server.control().fault(Fault.next(kind, "oauth.token").of(ANN));
        assertThat(google.refresh(google.refreshToken).expect(status).body().get("error").asText()).isEqualTo(error);
        google.refresh(google.refreshToken).expect(200);
    }

    @Test
    void theTokenEndpointCanAnswerSomethingThatIsNoJson() throws Exception {
        server.control().fault(Fault.next(FaultKind.NOT_JSON, "oauth.token"));
        assertThat(google.refresh(google.refreshToken).expect(502).text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void theStarSparesOAuth() throws Exception {
        server.control().fault(Fault.next(FaultKind.SERVER_ERROR, "*").times(5));
        google.refresh(google.refreshToken).expect(200);
        google.get(EVENTS).expect(500);
        server.control().clearFaults();
        google.get(EVENTS).expect(200);
    }

    @Test
    void accessTokensExpireOnDemandAndGrantsEnd() throws Exception {
        server.control().expireAccessTokens(ANN);
        google.get(EVENTS).expect(401);
        google.accessToken = google.refresh(google.refreshToken).expect(200).body().get("access_token").asText();
        google.get(EVENTS).expect(200);
        server.control().revokeGrant(ANN);
        google.get(EVENTS).expect(401);
        google.refresh(google.refreshToken).expect(400);
    }

    @Test
    void thePersonalQuotaCountsByTheMinute() throws Exception {
        server.control().behaviour().requestsPerMinute(3);
        for (int i = 0; i < 3; i++) {
            google.get("colors").expect(200);
        }
        assertThat(google.get("colors").expect(403).reason()).isEqualTo("rateLimitExceeded");
        clock.advance(Duration.ofMinutes(1));
        google.get("colors").expect(200);
    }

    @Test
    void withoutATokenNothingIsToldAndUnknownAddressesAreNotFound() throws Exception {
        GoogleClient stranger = new GoogleClient(server);
        assertThat(stranger.get(EVENTS).expect(401).reason()).isEqualTo("authError");
        assertThat(google.get("nothing").expect(404).reason()).isEqualTo("notFound");
        google.call("PUT", "colors", "{}").expect(405);
        assertThat(google.send(HttpRequest.newBuilder(server.googleRoot().resolve("/sandbox/google/else")).build()).status()).isEqualTo(404);
    }
}
