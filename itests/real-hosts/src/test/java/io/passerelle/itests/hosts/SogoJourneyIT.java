// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/** Passerelle inside a real SOGo: its tab in SOGo's preferences, SOGo's session as the sign-in, SOGo's calendar as one side. */
class SogoJourneyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GOOGLE = "alice.sandbox@gmail.example";

    private static PasserelleInSogo passerelle;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        passerelle = PasserelleInSogo.start(RealHosts.sogo(), RealHosts.sogo().door(), "sogo");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"));
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(options::setExecutablePath);
        browser = playwright.chromium().launch(options);
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
        if (passerelle != null) {
            passerelle.close();
        }
    }

    /** What was seen when a test failed. */
    @RegisterExtension
    TestWatcher lastPicture = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            if (seen != null) {
                seen.picture("failed-" + context.getRequiredTestMethod().getName());
            }
        }
    };

    private static SogoWebPages seen;

    private static SogoWebPages pages(People.Person person, String language) {
        var context = browser.newContext(new Browser.NewContextOptions().setLocale(language).setViewportSize(1280, 900));
        context.setDefaultTimeout(PATIENCE.toMillis());
        seen = new SogoWebPages(passerelle.sogo(), person, context);
        return seen;
    }

    @Test
    @DisplayName("from SOGo's sign-in to an event of Google's in SOGo's calendar, and an edit in SOGo that arrives at Google")
    void journey() throws Exception {
        Sogo sogo = passerelle.sogo();
        SogoWebPages alice = pages(People.ALICE, "en-GB");
        alice.signIn();
        alice.openIntegrations("Integrations");
        assertThat(alice.page().locator("passerelle-integrations h2")).hasText("Integrations");
        alice.picture("sogo-tab");

        alice.connectGoogle(GOOGLE);
        alice.picture("sogo-settings");
        alice.syncBothWays(GOOGLE);
        alice.picture("sogo-synced");

        SogoCalendars calendars = new SogoCalendars(sogo, People.ALICE);
        URI event = calendars.withTitle("Quarterly review");
        calendars.rename(event, "Quarterly review", "Quarterly review, edited in SOGo");
        alice.syncNow(GOOGLE);

        assertThat(new GoogleSide(passerelle.google()).waitFor(GOOGLE, "Quarterly review, edited in SOGo")).isTrue();
        assertThat(sogo.mail().all()).as("mail that SOGo sent because of a sync").isEmpty();
        assertThat(alice.mishaps()).isEmpty();
        alice.page().navigate(sogo.web().resolve("so/alice/Calendar/view#!/calendar/month").toString());
        // a series of every working day: it is there whatever the month
        alice.page().getByText("Team stand-up").first().waitFor();
        alice.picture("sogo-calendar");
    }

    @Test
    @DisplayName("a person finds Integrations in SOGo's own side navigation, signed in by SOGo alone")
    void tab() {
        SogoWebPages pages = pages(passerelle.sogo().people().newcomer(), "en-GB");
        pages.signIn();
        pages.openIntegrations("Integrations");

        assertThat(pages.button("Connect Google")).isVisible();
        pages.picture("sogo-tab");
        assertThat(pages.mishaps()).isEmpty();
    }

    @Test
    @DisplayName("whose SOGo speaks French finds « Intégrations », in French")
    void french() throws Exception {
        People.Person person = passerelle.sogo().people().newcomer();
        SogoWebPages pages = pages(person, "fr-FR");
        pages.signIn();
        new SogoCalendars(passerelle.sogo(), person).speakFrench(pages.page());
        pages.openIntegrations("Intégrations");

        assertThat(pages.button("Connecter Google")).isVisible();
        pages.picture("sogo-french");
        assertThat(pages.mishaps()).isEmpty();
    }

    @Test
    @DisplayName("nobody is signed in without SOGo's session, and with it exactly its owner is")
    void session() throws Exception {
        Sogo sogo = passerelle.sogo();
        People.Person person = sogo.people().newcomer();
        SogoSession session = SogoSession.signIn(sogo, person);
        HttpResponse<String> me = session.look("user");

        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("\"" + person.name() + "\"");
        assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(sogo.web().resolve("integrations/api/user")).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("who signs out of SOGo between the consent and the way back is not connected: 401")
    void signedOutMeanwhile() throws Exception {
        Sogo sogo = passerelle.sogo();
        SogoSession session = SogoSession.signIn(sogo, sogo.people().newcomer());
        HttpResponse<String> started =
                session.change("POST", "user/integrations/google/connect", "{\"capabilities\":[\"CALENDAR_READ\"]}");
        assertThat(started.statusCode()).isEqualTo(201);
        Matcher flow = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"").matcher(started.body());
        assertThat(flow.find()).isTrue();
        assertThat(session.look("flows/" + flow.group(1)).statusCode()).isEqualTo(200);

        session.signOut();

        assertThat(session.change("POST", "flows/" + flow.group(1) + "/complete", "{}").statusCode()).isEqualTo(401);
        assertThat(session.change("DELETE", "user/integrations/none", "").statusCode()).isEqualTo(401);
    }
}
