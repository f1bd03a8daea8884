// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private HostServer server;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        server = new HostServer(0);
        browser = new Browser(server.url());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aPageLeadsToTheSignInAndBack() throws Exception {
        HttpResponse<String> answer = browser.get("/contacts");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/login?next=/contacts");
        HttpResponse<String> in = browser.signIn("alice", "alice", server.url());
        assertThat(in.headers().firstValue("Location")).contains("/contacts");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly").contains("SameSite=Lax");
        assertThat(browser.get("/contacts").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyPathsOfThisServerAreGoneBackTo() {
        assertThat(SignInServlet.target("/preferences")).isEqualTo("/preferences");
        assertThat(SignInServlet.target("//evil.example")).isEqualTo("/");
        assertThat(SignInServlet.target("/\\evil.example")).isEqualTo("/");
        assertThat(SignInServlet.target("https://evil.example")).isEqualTo("/");
        assertThat(SignInServlet.target("/a?b=\r\nSet-Cookie: x")).isEqualTo("/");
        assertThat(SignInServlet.target(null)).isEqualTo("/");
    }

    @Test
    void aWrongPasswordIsSaidInTheLanguageOfTheBrowser() throws Exception {
        HttpResponse<String> answer = browser.send("POST", "/login", "name=alice&password=no", Map.of(
                "Origin", server.url(),
                "Content-Type", "application/x-www-form-urlencoded",
                "Accept-Language", "fr-CH,fr;q=0.9"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("incorrect").contains("<html lang=\"fr\">");
    }

    @Test
    void theFormOfAnotherSiteSignsNobodyIn() throws Exception {
        assertThat(browser.signIn("alice", "alice", "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(browser.signIn("alice", "alice", null).statusCode()).isEqualTo(403);
        assertThat(browser.cookie).isEmpty();
    }

    @Test
    void whatIsTypedIsNotMarkup() throws Exception {
        HttpResponse<String> answer = browser.signIn("<script>alert(1)</script>\"", "x", server.url());
        assertThat(answer.body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }

    @Test
    void guessingEndsWithAWait() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(browser.signIn("alice", "guess" + i, server.url()).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> answer = browser.signIn("alice", "alice", server.url());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        server.clock.advance(Duration.ofMinutes(6));
        assertThat(browser.signIn("alice", "alice", server.url()).statusCode()).isEqualTo(303);
    }

    @Test
    void guessingFromOneAddressBehindTheProxyDoesNotKeepOthersWaiting() throws Exception {
        for (int i = 0; i < HostServer.FAILURES_PER_ADDRESS; i++) {
            assertThat(signInFrom("203.0.113.9", "guess" + i).statusCode()).isEqualTo(401);
        }
        assertThat(signInFrom("203.0.113.9", "alice").statusCode()).isEqualTo(429);
        assertThat(signInFrom("203.0.113.10", "alice").statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> signInFrom(String address, String name) throws Exception {
        return browser.send("POST", "/login", "name=" + name + "&password=alice", Map.of(
                "Origin", server.url(),
                "Content-Type", "application/x-www-form-urlencoded",
                "X-Forwarded-For", address));
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        browser.as("alice");
        assertThat(browser.call("POST", "/host/api/sign-out", null).statusCode()).isEqualTo(204);
        assertThat(browser.get("/host/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void garbageNeverBreaksTheSignIn() throws Exception {
        Map<String, String> form = Map.of("Origin", server.url(), "Content-Type", "application/x-www-form-urlencoded");
        for (String body : new String[] {"name=%ZZ", "", "=&&&=", "name=%00&password=%00", "x".repeat(9000), "name=" + "a".repeat(3000)}) {
            assertThat(browser.send("POST", "/login", body, form).statusCode()).as(body).isBetween(400, 499);
            assertThat(browser.send("POST", "/login?next=%C0%80%ff", body, form).statusCode()).as(body).isBetween(400, 499);
        }
        assertThat(browser.send("POST", "/login", "{}", Map.of("Origin", server.url())).statusCode()).isEqualTo(400);
    }

    @Test
    void anOldSessionIsGone() throws Exception {
        browser.as("alice");
        server.clock.advance(Duration.ofHours(2));
        assertThat(browser.get("/host/api/me").statusCode()).isEqualTo(401);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void everyAnswerForbidsInlineScripts() throws Exception {
        for (String path : new String[] {"/login", "/host/static/shell/shell.js", "/host/api/me", "/host/static/absent.js"}) {
            assertThat(browser.get(path).headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void filesOutsideOfTheFolderAreNotServed() throws Exception {
        assertThat(browser.get("/host/static/..%2Fpages/login.html").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(browser.get("/host/static/i18n/en.json").statusCode()).isEqualTo(200);
        assertThat(browser.get("/host/static/styles/shell.css").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/css");
    }

    @Test
    void administrationIsOfferedToAdministratorsOnly() throws Exception {
        assertThat(browser.as("carol").get("/").body()).contains("data-administrator=\"true\"");
        assertThat(new Browser(server.url()).as("alice").get("/").body()).contains("data-administrator=\"false\"");
    }

    @Test
    void onlyAnAdministratorAddsPeople() throws Exception {
        String dora = "{\"name\":\"dora\",\"password\":\"correct horse\"}";
        assertThat(new Browser(server.url()).as("alice").call("POST", "/host/api/users", dora).statusCode()).isEqualTo(403);
        assertThat(browser.as("carol").call("POST", "/host/api/users", dora).statusCode()).isEqualTo(201);
        assertThat(new Browser(server.url()).signIn("dora", "correct horse", server.url()).statusCode()).isEqualTo(303);
    }

    @Test
    void aNewPasswordNeedsThePresentOneAndEndsOtherSessions() throws Exception {
        browser.as("alice");
        Browser elsewhere = new Browser(server.url()).as("alice");
        assertThat(browser.call("PUT", "/host/api/password", "{\"present\":\"guess\",\"password\":\"correct horse\"}").statusCode())
                .isEqualTo(400);
        assertThat(browser.call("PUT", "/host/api/password", "{\"present\":\"alice\",\"password\":\"short\"}").statusCode())
                .isEqualTo(400);
        assertThat(elsewhere.get("/host/api/me").statusCode()).isEqualTo(200);
        assertThat(browser.call("PUT", "/host/api/password", "{\"present\":\"alice\",\"password\":\"correct horse\"}").statusCode())
                .isEqualTo(204);
        assertThat(elsewhere.get("/host/api/me").statusCode()).isEqualTo(401);
        assertThat(browser.get("/host/api/me").statusCode()).isEqualTo(200);
        assertThat(new Browser(server.url()).signIn("alice", "correct horse", server.url()).statusCode()).isEqualTo(303);
    }

    @Test
    void theFirstCalendarIsNamedInThePersonsLanguage() throws Exception {
        browser.send("POST", "/login", "name=bob&password=bob", Map.of(
                        "Origin", server.url(),
                        "Content-Type", "application/x-www-form-urlencoded",
                        "Accept-Language", "fr"))
                .headers().firstValue("Set-Cookie").ifPresent(set -> browser.cookie = set.split(";")[0]);
        assertThat(browser.json("/host/api/calendars").at("/calendars/0/name").asText()).isEqualTo("Agenda");
    }
}
