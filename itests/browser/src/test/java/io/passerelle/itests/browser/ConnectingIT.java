// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way in which connecting can end, and who can see it. */
class ConnectingIT {
    private static Stage stage;
    private Person alice;
    private String account;

    @RegisterExtension
    LastPicture lastPicture = new LastPicture(() -> alice);

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.open("connecting");
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @BeforeEach
    void signIn() {
        alice = stage.newcomer();
        account = stage.emulatedGoogle().account(alice.name());
    }

    @AfterEach
    void signOut() {
        alice.close();
    }

    @Test
    @DisplayName("cancelling in the page ends it, and the window goes")
    void cancelled() {
        Page popup = alice.tab().wantGoogle().goOn();
        popup.waitForLoadState();
        Tab tab = alice.tab();

        popup.waitForClose(() -> tab.in(tab.feature("connector"), "Cancel", "Annuler").click());

        assertThat(tab.heading("Nothing was connected")).isVisible();
        alice.picture("connect-cancelled").accessible();
    }

    @Test
    @DisplayName("closing the window is a cancellation, not an error")
    void closed() {
        Page popup = alice.tab().wantGoogle().goOn();
        popup.waitForLoadState();

        popup.close();

        assertThat(alice.tab().heading("Nothing was connected")).isVisible();
        assertThat(alice.tab().feature("problem")).hasCount(0);
    }

    @Test
    @DisplayName("D04 refusing at Google leaves no half account and says so")
    void denied() {
        Page popup = alice.tab().wantGoogle().goOn();
        alice.google(popup).choose(account).cancel();

        assertThat(alice.tab().heading("Nothing was connected")).isVisible();
        assertThat(alice.tab().feature("connector")).containsText("Nothing was stored");
        alice.picture("connect-denied").accessible();
        assertThat(alice.goToTab().tab().card(account)).hasCount(0);
    }

    @Test
    @DisplayName("a blocked window becomes a link in the page, and the way leads back here")
    void blocked() {
        alice.page().evaluate("() => (window.open = () => null)");
        Tab tab = alice.tab().wantGoogle();
        tab.continueButton().click();
        assertThat(tab.heading("Your browser blocked the window")).isVisible();
        alice.picture("connect-blocked").accessible();

        alice.page().locator("passerelle-connector a.button").click();
        alice.google(alice.page()).choose(account).allowHere();

        alice.page().waitForURL("**/preferences#integrations");
        assertThat(alice.tab().heading("Google is connected")).isVisible();
        assertThat(alice.tab().card(account)).isVisible();
    }

    @Test
    @DisplayName("D10 unticking every permission says so and leaves nothing behind")
    void unticked() {
        GooglePages google = alice.google(alice.tab().wantGoogle().goOn()).choose(account);
        google.scopes().all().forEach(Locator::uncheck);
        google.allow();

        assertThat(alice.tab().heading("Google could not be connected")).isVisible();
        assertThat(alice.tab().feature("connector")).containsText("None of the permissions");
        alice.picture("connect-unticked").accessible();
        assertThat(alice.goToTab().tab().card(account)).hasCount(0);
    }

    @Test
    @DisplayName("a narrower choice asks Google for less, and the permission can be added later without losing anything")
    void narrower() {
        Tab tab = alice.tab().wantGoogle();
        tab.feature("connector").locator("input[name=CALENDAR_WRITE]").uncheck();
        GooglePages google = alice.google(tab.goOn()).choose(account);
        assertThat(google.page().locator("input[name=scope][value$='calendar.events']")).hasCount(0);
        google.allow();
        tab.chooseCalendars();
        assertThat(tab.pairRow(0).getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Both ways"))).isDisabled();
        alice.picture("settings-permission").accessible();

        tab.in(tab.pairRow(0), "Add permission", "Ajouter l’autorisation").click();
        alice.google(tab.goOn()).choose(account).allow();

        assertThat(tab.heading("Google is connected again")).isVisible();
        tab.closeDialog();
        assertThat(tab.card(account)).hasCount(1);
    }

    @Test
    @DisplayName("reconnecting with another account is refused")
    void otherAccount() {
        String other = stage.emulatedGoogle().account(alice.name() + ".other");
        Tab tab = alice.tab().wantGoogle();
        tab.feature("connector").locator("input[name=CALENDAR_WRITE]").uncheck();
        alice.google(tab.goOn()).choose(account).allow();
        tab.chooseCalendars();
        tab.in(tab.pairRow(0), "Add permission", "Ajouter l’autorisation").click();

        alice.google(tab.goOn()).choose(other).allow();

        assertThat(tab.heading("Google could not be connected")).isVisible();
        assertThat(tab.feature("connector")).containsText("WRONG_ACCOUNT");
        alice.picture("connect-other-account").accessible();
    }

    @Test
    @DisplayName("two tabs in one flow see one result, and the second shows the card by itself")
    void twoTabs() {
        Page first = alice.openAnotherPage();
        Page second = alice.page();
        alice.use(first);
        alice.tab().connect(account);

        alice.use(second);

        assertThat(alice.tab().card(account)).isVisible();
        assertThat(alice.tab().dialog()).hasCount(0);
    }

    @Test
    @DisplayName("somebody else sees neither the flow nor the integration")
    void strangers() {
        Response started = alice.page().waitForResponse("**/connect", () -> alice.tab().wantGoogle().goOn());
        String flow = JsonParser.parseString(started.text()).getAsJsonObject().get("id").getAsString();
        try (Person bob = stage.newcomer()) {
            assertThat(status(bob, "/integrations/api/flows/" + flow)).isEqualTo(404);
            assertThat(bob.tab().cards()).hasCount(0);
        }
        assertThat(status(alice, "/integrations/api/flows/" + flow)).isEqualTo(200);
    }

    @Test
    @DisplayName("somebody else's consent link connects nothing to anybody")
    void foreignLink() {
        Tab tab = alice.tab().wantGoogle();
        String link = (String) Map.class.cast(connect(alice)).get("authorizationUri");
        tab.closeDialog();
        try (Person bob = stage.newcomer()) {
            String other = stage.emulatedGoogle().account(bob.name());
            bob.page().navigate(link);
            bob.google(bob.page()).choose(other).allowHere();
            bob.page().waitForURL("**/return.html*");
            assertThat(bob.page().locator("passerelle-problem")).isVisible();
            bob.picture("return-mismatch").accessible();

            assertThat(bob.goToTab().tab().cards()).hasCount(0);
        }
        assertThat(alice.goToTab().tab().cards()).hasCount(0);
    }

    @Test
    @DisplayName("the window can be opened again after it was lost")
    void openAgain() {
        alice.page().evaluate("() => { const open = window.open; window.open = (...how) => (window.lastOpened = open.apply(window, how));"
                + " document.hasFocus = () => false; }");
        Page popup = alice.tab().wantGoogle().goOn();
        popup.waitForLoadState();
        Tab tab = alice.tab();
        popup.close();
        alice.page().waitForFunction("() => window.lastOpened.closed");

        Page again = alice.page().waitForPopup(() -> tab.button("Open again").click());
        alice.google(again).choose(account).allow();

        assertThat(tab.heading("Google is connected")).isVisible();
    }

    private static Object connect(Person person) {
        return person.page().evaluate(
                "() => fetch('/integrations/api/user/integrations/google/connect', {method: 'POST', headers: {'X-Passerelle': '1',"
                        + " 'Content-Type': 'application/json'}, body: JSON.stringify({capabilities: ['CALENDAR_READ']})}).then((it) => it.json())");
    }

    private static int status(Person person, String path) {
        APIResponse response = person.page().request().get(stage.address() + path, RequestOptions.create());
        return response.status();
    }
}
