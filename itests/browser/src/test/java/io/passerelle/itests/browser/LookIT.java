// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The states a person meets, wide and narrow, light and dark, in English and French; axe finds nothing in any of them. */
class LookIT {
    private static final String ALICE = GooglePages.ALICE;
    private static Stage stage;
    private Person person;

    @RegisterExtension
    LastPicture lastPicture = new LastPicture(() -> person);

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.open("look");
        try (Person alice = stage.person("alice")) {
            alice.tab().connect(ALICE).chooseCalendars().save().start().synced(ALICE);
        }
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    static List<Look> looks() {
        return Look.all();
    }

    @ParameterizedTest
    @MethodSource("looks")
    @DisplayName("every step of the way can be read and used")
    void steps(Look look) {
        try (Person alice = person = stage.person("alice", look)) {
            Tab tab = alice.tab();
            alice.picture("tab").accessible();
            fits(alice);

            tab.in(tab.card(ALICE), "Settings", "Réglages").click();
            assertThat(tab.pairRow(2)).isVisible();
            alice.picture("settings").accessible();
            fits(alice);
            tab.closeDialog();

            tab.in(tab.card(ALICE), "History", "Historique").click();
            Locator first = tab.feature("run").filter(new Locator.FilterOptions().setHasText(look.say("added", "ajouté")));
            first.getByRole(AriaRole.BUTTON).first().click();
            assertThat(alice.page().locator("passerelle-run .items li").first()).isVisible();
            alice.picture("history").accessible();
            fits(alice);
            tab.closeDialog();

            tab.menu(ALICE, "Disconnect…", "Déconnecter…");
            assertThat(tab.feature("disconnect").locator("fieldset")).isVisible();
            alice.picture("disconnect").accessible();
            fits(alice);
            tab.closeDialog();

            tab.wantGoogle();
            alice.picture("connect-sheet").accessible();
            fits(alice);
            tab.closeDialog();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    @DisplayName("bad moments are designed too")
    void badMoments(Look look) {
        try (Person bob = person = stage.person("bob", look)) {
            bob.picture("tab-empty").accessible();
            answer(bob.page(), 503, "{\"code\":\"STORE_UNAVAILABLE\",\"title\":\"" + look.say("The database does not answer.", "La base de données ne répond pas.")
                    + "\",\"detail\":\"\",\"remedy\":\"" + look.say("Try again in a moment.", "Réessayez dans un instant.") + "\",\"reference\":\"c0ffee\"}");
            bob.page().reload();
            assertThat(bob.page().locator("passerelle-integrations passerelle-problem")).isVisible();
            bob.picture("tab-error").accessible();

            bob.page().unroute("**/user/integrations");
            answer(bob.page(), 401, "{\"code\":\"SIGN_IN_REQUIRED\",\"title\":\"-\"}");
            bob.page().reload();
            assertThat(bob.page().locator("passerelle-integrations .empty")).isVisible();
            bob.picture("tab-signed-out").accessible();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    @DisplayName("administrators have a page of their own for client id and secret")
    void administration(Look look) {
        try (Person carol = person = stage.person("carol", look)) {
            carol.page().navigate(stage.address() + "/integrations/admin/");
            assertThat(carol.page().locator("passerelle-client")).isVisible();
            assertThat(carol.page().locator("#redirect")).hasValue(stage.address() + "/integrations/api/oauth/google/callback");
            carol.picture("admin").accessible();
            carol.page().getByText(look.say("Check live", "Vérifier en direct")).click();
            assertThat(carol.page().locator("passerelle-client .ok")).isVisible();
        }
    }

    /** Nothing reaches over the edge of the window. */
    private static void fits(Person person) {
        assertThat(person.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    }

    private static void answer(Page page, int status, String problem) {
        page.route("**/user/integrations", route -> route.fulfill(
                new Route.FulfillOptions().setStatus(status).setContentType("application/problem+json").setBody(problem)));
    }
}
