// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** SOGo as a person sees it. */
final class SogoWebPages {
    private final Sogo sogo;
    private final People.Person person;
    private final Page page;
    private final List<String> mishaps = new CopyOnWriteArrayList<>();

    SogoWebPages(Sogo sogo, People.Person person, BrowserContext context) {
        this.sogo = sogo;
        this.person = person;
        page = context.newPage();
        page.onPageError(mishaps::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy") || message.text().contains("Passerelle")) {
                mishaps.add(message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    /** Errors of scripts, and what the tab complained about. */
    List<String> mishaps() {
        return List.copyOf(mishaps);
    }

    void signIn() {
        page.navigate(sogo.web().toString());
        page.locator("input[ng-model='app.creds.username']").fill(person.name());
        page.locator("input[ng-model='app.creds.password']").fill(person.password());
        page.locator("form[name=loginForm] button[type=submit]").first().click();
        page.waitForURL(Pattern.compile(".*/SOGo/so/.*"));
    }

    /** Opens the preferences and chooses the entry in their side navigation. */
    void openIntegrations(String entry) {
        page.navigate(sogo.web().resolve("so/" + person.name() + "/Preferences").toString());
        navigation(entry).click();
        page.locator("passerelle-integrations section#available").waitFor();
    }

    Locator navigation(String entry) {
        return page.locator("#left-sidenav md-list-item").filter(new Locator.FilterOptions().setHasText(entry));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Connects an account at the emulated Google, granting everything, up to the settings. */
    void connectGoogle(String account) {
        button("Connect Google").click();
        Page popup = page.waitForPopup(() -> button("Continue to Google").click());
        popup.locator("button.account[value='" + account + "']").click();
        Locator allow = popup.locator("button[name=action][value=allow]").first();
        allow.waitFor();
        popup.waitForClose(() -> allow.evaluate("button => button.click()"));
        button("Choose calendars").click();
        assertThat(page.locator("passerelle-pair-row").first()).isVisible();
    }

    /** Keeps the main calendar in step both ways, agrees to the preview and waits for the first sync. */
    void syncBothWays(String account) {
        page.locator("passerelle-pair-row")
                .first()
                .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Both ways"))
                .check(new Locator.CheckOptions().setForce(true));
        page.locator("passerelle-settings button.primary").last().click();
        button("Start").click();
        synced(account);
    }

    void syncNow(String account) {
        Locator card = card(account);
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sync now").setExact(true)).click();
        synced(account);
        page.waitForCondition(() -> card.locator("passerelle-progress").count() == 0);
    }

    Locator card(String account) {
        return page.locator("passerelle-card").filter(new Locator.FilterOptions().setHasText(account));
    }

    private void synced(String account) {
        assertThat(card(account).locator(".times")).containsText("Last sync");
    }

    void picture(String what) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("passerelle.screenshots"), what + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
