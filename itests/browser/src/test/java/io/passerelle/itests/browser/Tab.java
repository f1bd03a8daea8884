// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The Integrations tab, by what a person reads on it. */
record Tab(Page page, Look look) {

    Locator cards() {
        return page.locator("passerelle-card");
    }

    Locator card(String account) {
        return page.locator("passerelle-card").filter(new Locator.FilterOptions().setHasText(account));
    }

    Locator status(String account) {
        return card(account).locator(".status");
    }

    /** What needs a person. */
    Locator attention() {
        return page.locator("passerelle-attention");
    }

    Locator provider(String name) {
        return page.locator("passerelle-provider").filter(new Locator.FilterOptions().setHasText(name));
    }

    Locator dialog() {
        return page.locator("passerelle-dialog dialog[open]");
    }

    /** The content that a feature puts into its dialog is not inside the dialog's own element. */
    Locator feature(String element) {
        return page.locator("passerelle-" + element);
    }

    Locator button(String text) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    Locator in(Locator place, String english, String french) {
        return place.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(look.say(english, french)).setExact(true));
    }

    /** Opens the sheet that comes before the provider's window. */
    Tab wantGoogle() {
        button(look.say("Connect Google", "Connecter Google")).click();
        assertThat(dialog()).isVisible();
        return this;
    }

    /** Goes on to the provider, whose window is returned. */
    Page goOn() {
        return page.waitForPopup(() -> continueButton().click());
    }

    Locator continueButton() {
        return button(look.say("Continue to Google", "Continuer vers Google"));
    }

    /** Connects an account, granting everything, up to the summary. */
    Tab connect(String account) {
        wantGoogle();
        new GooglePages(goOn()).choose(account).allow();
        assertThat(heading(look.say("Google is connected", "Google est connecté"))).isVisible();
        return this;
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    /** From the summary to the settings. */
    Tab chooseCalendars() {
        in(feature("connector"), "Choose calendars", "Choisir les agendas").click();
        assertThat(pairRow(0)).isVisible();
        return this;
    }

    Locator pairRow(int index) {
        return page.locator("passerelle-pair-row").nth(index);
    }

    Locator pairRow(String name) {
        return page.locator("passerelle-pair-row").filter(new Locator.FilterOptions().setHasText(name));
    }

    void direction(Locator row, String english, String french) {
        row.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(look.say(english, french))).check(new Locator.CheckOptions().setForce(true));
    }

    /** Saves the settings and waits until the dialog is gone. */
    Tab save() {
        page.locator("passerelle-settings button.primary").last().click();
        assertThat(feature("settings")).hasCount(0);
        return this;
    }

    /** Agrees to what the preview of the first sync says. */
    Tab start() {
        in(feature("preview"), "Start", "Lancer").click();
        assertThat(dialog()).hasCount(0);
        return this;
    }

    /** Chooses an entry of a card's menu. */
    Tab menu(String account, String english, String french) {
        card(account).locator("passerelle-menu #opener").click();
        card(account).getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName(look.say(english, french))).click();
        return this;
    }

    Tab closeDialog() {
        page.keyboard().press("Escape");
        assertThat(dialog()).hasCount(0);
        return this;
    }

    /** Asks for a sync and waits until it has ended well. */
    Tab sync(String account) {
        in(card(account), "Sync now", "Synchroniser").click();
        return synced(account);
    }

    Tab synced(String account) {
        assertThat(card(account).locator(".times")).containsText(look.say("Last sync", "Synchronisé"));
        return this;
    }
}
