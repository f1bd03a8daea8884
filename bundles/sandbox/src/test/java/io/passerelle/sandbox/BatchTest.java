// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class BatchTest extends SandboxTestBase {
    private static final String EVENT = "{\"start\":{\"date\":\"2026-12-01\"},\"end\":{\"date\":\"2026-12-02\"},\"id\":\"%s\",\"summary\":\"Ü %s\"}";

    private GoogleClient.Answer batch(String body) throws Exception {
        return google.send(HttpRequest.newBuilder(URI.create(server.googleRoot() + "/batch/calendar/v3")).header("Authorization", "Bearer " + google.accessToken)
                .header("Content-Type", "multipart/mixed; boundary=\"__END__\"").POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private static String part(int number, String method, String path, String body) {
        return "--__END__\r\nContent-Type: application/http\r\nContent-ID: <part-" + number + ">\r\n\r\n" + method + " " + path + " HTTP/1.1\r\n"
                + (body.isEmpty() ? "\r\n" : "Content-Type: application/json\r\n\r\n" + body) + "\r\n";
    }

    @Test
    void eachPartIsAnsweredAloneAndInOrder() throws Exception {
        String path = server.googleRoot().getPath() + "/calendar/v3/" + EVENTS;
        GoogleClient.Answer answer = batch(part(1, "POST", path, EVENT.formatted("aaaaa", 1)) + part(2, "POST", path, EVENT.formatted("aaaaa", 2))
                + part(3, "POST", "/calendar/v3/" + EVENTS, EVENT.formatted("bbbbb", 3)) + part(4, "GET", path + "/zzzzz", "")
                + part(5, "DELETE", path + "/bbbbb", "") + "--__END__--\r\n").expect(200);
        String[] parts = answer.text().split("--batch_sandbox");
        assertThat(parts).hasSize(7);
        assertThat(parts[1]).contains("Content-ID: <response-part-1>", "HTTP/1.1 200 OK", "Ü 1");
        assertThat(parts[2]).contains("<response-part-2>", "HTTP/1.1 409 Conflict", "duplicate");
        assertThat(parts[3]).contains("HTTP/1.1 200 OK");
        assertThat(parts[4]).contains("HTTP/1.1 404 Not Found");
        assertThat(parts[5]).contains("HTTP/1.1 204 No Content");
        assertThat(server.control().journal().count("events.insert")).isEqualTo(3);
        assertThat(server.control().journal().count("batch")).isEqualTo(1);
    }

    @Test
    void fiftyPartsAreTheMost() throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            body.append(part(i, "GET", "/calendar/v3/colors", ""));
        }
        batch(body + "--__END__--\r\n").expect(200);
        batch(body + part(51, "GET", "/calendar/v3/colors", "") + "--__END__--\r\n").expect(400);
        batch("--__END__--\r\n").expect(400);
    }

    @Test
    void oauthIsNoPartOfABatch() throws Exception {
        assertThat(batch(part(1, "POST", "/token", "") + "--__END__--\r\n").expect(200).text()).contains("404 Not Found");
    }

    @Test
    void aFaultInOnePartLeavesTheOthersAlone() throws Exception {
        server.control().fault(Fault.next(FaultKind.RATE_LIMITED, "events.insert").after(1));
        String text = batch(part(1, "POST", "/calendar/v3/" + EVENTS, EVENT.formatted("aaaaa", 1)) + part(2, "POST", "/calendar/v3/" + EVENTS,
                EVENT.formatted("bbbbb", 2)) + "--__END__--\r\n").expect(200).text();
        assertThat(text).containsOnlyOnce("HTTP/1.1 403 Forbidden").containsOnlyOnce("HTTP/1.1 200 OK").contains("rateLimitExceeded");
    }

    @Test
    void aLostAnswerOfOnePartLosesTheBatchAfterItWasCarriedOut() throws Exception {
        server.control().fault(Fault.next(FaultKind.ANSWER_LOST, "events.insert"));
        String body = part(1, "POST", "/calendar/v3/" + EVENTS, EVENT.formatted("aaaaa", 1)) + "--__END__--\r\n";
        assertThatThrownBy(() -> batch(body)).isInstanceOf(IOException.class);
        google.get(EVENTS + "/aaaaa").expect(200);
    }
}
