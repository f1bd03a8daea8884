// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job, from the first visit to the last, by one person in one browser. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SyncJourneyIT {
    private static final String ALICE = GooglePages.ALICE;
    private static final String EVENT = "Quarterly review";
    private static Stage stage;
    private static Person alice;

    @RegisterExtension
    static LastPicture lastPicture = new LastPicture(() -> alice);

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.open("sync");
        alice = stage.person("alice");
    }

    @AfterAll
    static void close() {
        try (Stage closed = stage) {
            if (alice != null) {
                alice.close();
            }
        }
    }

    @Test
    @Order(1)
    @DisplayName("Google is offered to somebody who has connected nothing")
    void offered() {
        assertThat(alice.tab().button("Connect Google")).isVisible();
        assertThat(alice.tab().cards()).hasCount(0);
        alice.picture("tab-empty").accessible();
    }

    @Test
    @Order(2)
    @DisplayName("after consent the card turns to connected without a reload, with a summary of what was granted")
    void connects() {
        alice.page().evaluate("() => (window.notReloaded = true)");
        alice.tab().wantGoogle();
        alice.picture("connect-sheet").accessible();

        Page popup = alice.tab().goOn();
        GooglePages google = alice.google(popup).choose(ALICE);
        assertThat(google.scopes()).hasCount(3);
        assertThat(alice.tab().heading("Waiting for Google")).isVisible();
        alice.picture("connect-waiting").accessible();
        google.allow();

        assertThat(alice.tab().heading("Google is connected")).isVisible();
        assertThat(alice.tab().feature("connector").locator(".granted li")).hasCount(4);
        assertThat(alice.tab().feature("connector").locator(".missing")).hasCount(0);
        assertThat(alice.tab().status(ALICE)).hasText("Not set up yet");
        alice.picture("connect-done").accessible();
        org.assertj.core.api.Assertions.assertThat(alice.page().evaluate("() => window.notReloaded")).isEqualTo(true);
    }

    @Test
    @Order(3)
    @DisplayName("the main calendar is suggested, import only, and it is said what saving does")
    void choosesCalendars() {
        alice.tab().chooseCalendars();

        Locator main = alice.tab().pairRow(0);
        assertThat(main.getByRole(AriaRole.CHECKBOX).first()).isChecked();
        assertThat(main.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Import"))).isChecked();
        assertThat(alice.page().locator("passerelle-settings .plan")).containsText("is imported into a new calendar here");
        alice.picture("settings-first").accessible();
    }

    @Test
    @Order(4)
    @DisplayName("a calendar that may only be read is offered as a source alone")
    void readOnly() {
        Locator holidays = alice.tab().pairRow("Holidays in France");
        holidays.getByRole(AriaRole.CHECKBOX).first().check();

        assertThat(holidays.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Both ways"))).isDisabled();
        assertThat(holidays.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Export"))).isDisabled();
        assertThat(holidays).containsText("can only be imported");
        holidays.getByRole(AriaRole.CHECKBOX).first().uncheck();
    }

    @Test
    @Order(5)
    @DisplayName("before the first sync it is shown what it would write, and nothing is written yet")
    void previews() {
        alice.tab().save();

        Locator preview = alice.tab().feature("preview");
        assertThat(alice.tab().button("Start")).isVisible();
        assertThat(preview).containsText("to be added");
        alice.picture("preview").accessible();
        Page elsewhere = alice.openAnotherPage();
        alice.goToCalendar();
        assertThat(new HostCalendar(alice.page()).event(EVENT)).hasCount(0);
        alice.page().close();
        alice.use(elsewhere);
    }

    @Test
    @Order(6)
    @DisplayName("agreeing starts the first sync, whose progress is seen until it has ended")
    void firstSync() {
        alice.tab().start();

        assertThat(alice.tab().card(ALICE).locator("passerelle-progress")).isVisible();
        alice.picture("syncing");
        alice.tab().synced(ALICE);
        assertThat(alice.tab().status(ALICE)).hasText("Connected");
        assertThat(alice.tab().card(ALICE).locator(".chips")).containsText("1 calendar");
        alice.picture("tab-connected").accessible();
    }

    @Test
    @Order(7)
    @DisplayName("the events are in the host's calendar")
    void imported() {
        alice.goToCalendar();

        assertThat(new HostCalendar(alice.page()).event(EVENT).first()).isVisible();
        alice.picture("host-calendar");
        alice.goToTab();
    }

    @Test
    @Order(8)
    @DisplayName("history shows the run and what happened to each item")
    void history() {
        Tab tab = alice.tab();
        tab.in(tab.card(ALICE), "History", "Historique").click();
        Locator run = alice.page().locator("passerelle-run").filter(new Locator.FilterOptions().setHasText("first sync")).filter(new Locator.FilterOptions().setHasText("added"));
        assertThat(run).containsText("Complete");
        run.getByRole(AriaRole.BUTTON).first().click();
        assertThat(run.locator(".items li").first()).isVisible();
        run.locator("input[type=search]").fill(EVENT);

        assertThat(run.locator(".items li")).hasCount(1);
        assertThat(run.locator(".items li")).containsText("added here");
        alice.picture("history").accessible();
        String csv = alice.page().waitForDownload(() -> tab.in(tab.feature("history"), "CSV", "CSV").click()).suggestedFilename();
        org.assertj.core.api.Assertions.assertThat(csv).isEqualTo("passerelle-google-history.csv");
        tab.closeDialog();
    }

    @Test
    @Order(9)
    @DisplayName("what is edited at Google follows here")
    void followsGoogle() {
        try (Page google = alice.googleCalendar(ALICE).open().rename(EVENT, EVENT + " in Lyon").page()) {
            alice.tab().sync(ALICE);
            alice.goToCalendar();

            assertThat(new HostCalendar(alice.page()).event(EVENT + " in Lyon").first()).isVisible();
            assertThat(google.locator("table")).containsText(EVENT + " in Lyon");
        }
        alice.goToTab();
    }

    @Test
    @Order(10)
    @DisplayName("turned both ways, what is edited here follows at Google")
    void bothWays() {
        Tab tab = alice.tab();
        tab.in(tab.card(ALICE), "Settings", "Réglages").click();
        tab.direction(tab.pairRow(0), "Both ways", "Deux sens");
        assertThat(alice.page().locator("passerelle-settings .plan")).containsText("changes made here are written to Google");
        alice.picture("settings-both").accessible();
        tab.save();

        alice.goToCalendar();
        new HostCalendar(alice.page()).rename(EVENT, EVENT + " in Nantes");
        alice.goToTab().tab().sync(ALICE);

        GoogleCalendar google = alice.googleCalendar(ALICE).open();
        assertThat(google.row(EVENT + " in Nantes").first()).isVisible();
        google.page().close();
    }

    @Test
    @Order(11)
    @DisplayName("nothing is synced while it is paused, and it goes on when resumed")
    void pauses() {
        Tab tab = alice.tab().menu(ALICE, "Pause", "Mettre en pause");
        assertThat(tab.status(ALICE)).hasText("Paused");
        assertThat(tab.in(tab.card(ALICE), "Sync now", "Synchroniser")).hasCount(0);
        alice.picture("tab-paused");

        tab.in(tab.card(ALICE), "Resume", "Reprendre").click();

        assertThat(tab.status(ALICE)).hasText("Connected");
    }

    @Test
    @Order(12)
    @DisplayName("a disconnection can be taken back")
    void undo() {
        Tab tab = alice.tab().menu(ALICE, "Disconnect…", "Déconnecter…");
        assertThat(alice.page().locator("passerelle-disconnect")).containsText("copied by sync");
        alice.picture("disconnect").accessible();
        tab.in(tab.feature("disconnect"), "Disconnect", "Déconnecter").click();
        assertThat(tab.status(ALICE)).hasText("Disconnecting");
        assertThat(tab.in(tab.card(ALICE), "Undo", "Annuler la déconnexion")).isFocused();
        alice.picture("undo").accessible();

        tab.in(tab.card(ALICE), "Undo", "Annuler la déconnexion").click();

        assertThat(tab.status(ALICE)).hasText("Connected");
    }

    @Test
    @Order(13)
    @DisplayName("once disconnected the account is gone, and copies that were to stay have stayed")
    void disconnects() {
        Tab tab = alice.tab().menu(ALICE, "Disconnect…", "Déconnecter…");
        tab.in(tab.feature("disconnect"), "Disconnect", "Déconnecter").click();

        assertThat(tab.cards()).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
        alice.goToCalendar();
        assertThat(new HostCalendar(alice.page()).event(EVENT + " in Nantes").first()).isVisible();
    }
}
