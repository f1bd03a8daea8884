// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong after an account is connected, what is said about it, and how it is mended. */
class MendingIT {
    private static final String HOSTILE = "<img src=x onerror=\"window.hacked = true\"> & <b>bold</b>";
    private static final List<Look> ELSEWHERE = List.of(new Look(true, false, true), new Look(false, true, true));
    private static Stage stage;
    private static EmulatedGoogle google;
    private Person person;
    private String account;

    @RegisterExtension
    LastPicture lastPicture = new LastPicture(() -> person);

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.open("mending");
        google = stage.emulatedGoogle();
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @BeforeEach
    void signIn() {
        person = stage.newcomer();
        account = google.account(person.name());
    }

    @AfterEach
    void signOut() {
        google.recover();
        person.close();
    }

    @Test
    @DisplayName("many deletions at once wait for a person, who lets them happen")
    void deletes() {
        synced(meetings(14));
        google.delete(account, 12);
        Tab tab = askForSync();

        assertThat(tab.attention()).containsText("12 deletions in");
        assertThat(tab.status(account)).hasText("Connected");
        tab.in(tab.attention(), "Review deletions", "").click();
        assertThat(tab.feature("held").locator(".items li")).hasCount(12);
        tab.in(tab.feature("held"), "Delete 12 items", "").click();

        assertThat(tab.dialog()).hasCount(0);
        assertThat(tab.attention()).hasCount(0);
        assertThat(openHistory(tab).filter(new Locator.FilterOptions().setHasText("after your review"))).containsText("Here: 12 deleted");
        person.goToCalendar();
        assertThat(new HostCalendar(person.page()).event("Meeting")).hasCount(2);
    }

    @Test
    @DisplayName("many deletions at once wait for a person, who keeps everything")
    void keeps() {
        List<String> titles = meetings(14);
        synced(titles);
        google.delete(account, 12);
        Tab tab = askForSync();
        tab.in(tab.attention(), "Review deletions", "").click();
        tab.in(tab.feature("held"), "Keep everything", "").click();

        assertThat(tab.dialog()).hasCount(0);
        assertThat(tab.attention()).hasCount(0);
        assertThat(google.titles(account)).containsExactlyInAnyOrderElementsOf(titles);
        person.goToCalendar();
        assertThat(new HostCalendar(person.page()).event("Meeting")).hasCount(14);
    }

    @Test
    @DisplayName("61 many deletions at once wait for a person, who leaves it at that and is not asked again")
    void leavesItAtThat() {
        synced(meetings(14));
        google.delete(account, 12);
        Tab tab = askForSync();
        tab.in(tab.attention(), "Review deletions", "").click();
        tab.in(tab.feature("held"), "Leave it at that", "").click();

        assertThat(tab.dialog()).hasCount(0);
        assertThat(tab.attention()).hasCount(0);
        tab.sync(account);
        assertThat(tab.attention()).hasCount(0);
        assertThat(google.titles(account)).hasSize(2);
        person.goToCalendar();
        assertThat(new HostCalendar(person.page()).event("Meeting")).hasCount(14);
    }

    @Test
    @DisplayName("a title meant as code stays a title in the calendar, the history and the review")
    void hostileTitle() {
        synced(Stream.concat(Stream.of(HOSTILE), meetings(12).stream()).toList());
        person.goToCalendar();
        assertThat(new HostCalendar(person.page()).event(HOSTILE)).hasCount(1);
        person.picture("hostile-calendar");
        harmless(person);
        google.delete(account, 13);
        person.goToTab();
        askForSync();
        assertThat(person.tab().attention()).isVisible();

        everyLook(seen -> {
            Tab tab = seen.tab();
            seen.picture("held").accessible();
            tab.in(tab.attention(), "Review deletions", "Examiner les suppressions").click();
            assertThat(tab.feature("held").locator(".items li").filter(new Locator.FilterOptions().setHasText(HOSTILE))).hasCount(1);
            seen.picture("held-review").accessible();
            tab.closeDialog();
            Locator first = openHistory(tab).filter(new Locator.FilterOptions().setHasText(seen.look().say("13 added", "13 ajoutés")));
            first.getByRole(AriaRole.BUTTON).first().click();
            assertThat(tab.feature("run").locator(".items li").filter(new Locator.FilterOptions().setHasText(HOSTILE))).hasCount(1);
            seen.picture("hostile-history");
            harmless(seen);
        });
    }

    @Test
    @DisplayName("E16 consent withdrawn at Google: the card says so, one click leads back to Google, and nothing is doubled")
    void reconnects() {
        List<String> titles = meetings(3);
        synced(titles);
        google.revoke(account);
        Tab tab = askForSync();
        assertThat(tab.status(account)).hasText("Access lost");
        assertThat(tab.attention()).containsText("Google no longer lets us into " + account);
        everyLook(seen -> seen.picture("lost-grant").accessible());

        Page popup = person.page().waitForPopup(() -> tab.in(tab.attention(), "Reconnect", "").click());
        person.google(popup).choose(account).allow();

        assertThat(tab.heading("Google is connected again")).isVisible();
        tab.in(tab.feature("connector"), "Done", "").click();
        assertThat(tab.status(account)).hasText("Connected");
        assertThat(tab.attention()).hasCount(0);
        google.insert(account, "Meeting afterwards");
        askForSync();
        assertThat(openHistory(tab).filter(new Locator.FilterOptions().setHasText("Here: 1 added"))).hasCount(1);
        person.goToCalendar();
        assertThat(new HostCalendar(person.page()).event("Meeting")).hasCount(4);
        assertThat(google.titles(account)).hasSize(4).containsAll(titles);
    }

    @Test
    @DisplayName("Google does not answer: that is said on the card and in the history, and the next run mends it")
    void providerDown() {
        synced(meetings(3));
        google.fail(account, "UNAVAILABLE");
        Tab tab = askForSync();
        assertThat(tab.status(account)).hasText("Last sync failed");
        assertThat(tab.attention()).containsText("The last sync of " + account + " failed.");
        everyLook(seen -> {
            seen.picture("failing").accessible();
            openHistory(seen.tab()).first().locator("button").click();
            assertThat(seen.tab().feature("run").locator("passerelle-problem")).isVisible();
            seen.picture("failing-history").accessible();
        });

        google.recover();
        askForSync();

        assertThat(tab.status(account)).hasText("Connected");
        assertThat(tab.attention()).hasCount(0);
        assertThat(openHistory(tab).first()).containsText("Complete");
    }

    @Test
    @DisplayName("what is done in one tab is seen in the other one, without a reload")
    void twoTabs() {
        synced(meetings(3));
        Page first = person.openAnotherPage();
        Tab here = person.tab();
        Tab there = new Tab(first, person.look());
        Locator runs = openHistory(there);
        int before = runs.count();

        here.in(here.card(account), "Sync now", "").click();
        assertThat(runs).hasCount(before + 1);
        there.closeDialog();
        here.menu(account, "Pause", "");
        assertThat(there.status(account)).hasText("Paused");
        there.in(there.card(account), "Resume", "").click();
        assertThat(here.status(account)).hasText("Connected");
    }

    private static List<String> meetings(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "Meeting " + number).toList();
    }

    private void synced(List<String> titles) {
        google.insert(account, titles.toArray(String[]::new));
        new Preparation(stage, person).sync(account, titles.size());
        person.goToTab();
    }

    private Tab askForSync() {
        Tab tab = person.tab();
        tab.in(tab.card(account), "Sync now", "").click();
        return tab;
    }

    private Locator openHistory(Tab tab) {
        tab.in(tab.card(account), "History", "Historique").click();
        assertThat(tab.feature("run").first()).isVisible();
        return tab.feature("run");
    }

    /** Shows the same person's page in other windows, languages and colours. */
    private void everyLook(Consumer<Person> view) {
        view.accept(person);
        person.reload();
        for (Look look : ELSEWHERE) {
            try (Person elsewhere = stage.person(person.name(), look)) {
                view.accept(elsewhere);
            }
        }
    }

    private static void harmless(Person seen) {
        assertThat(seen.page().evaluate("() => window.hacked === undefined")).isEqualTo(true);
    }
}
