// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Somebody with a browser of their own. What goes wrong on their pages without being shown is noted. */
final class Person implements AutoCloseable {
    private final Stage stage;
    private final BrowserContext context;
    private final String name;
    private final Look look;
    private final List<String> mishaps = new CopyOnWriteArrayList<>();
    private Page page;

    Person(Stage stage, BrowserContext context, String name, Look look) {
        this.stage = stage;
        this.context = context;
        this.name = name;
        this.look = look;
        context.setDefaultTimeout(Stage.PATIENCE.toMillis());
        context.onConsoleMessage(this::hear);
        context.onWebError(error -> mishaps.add(error.error()));
        page = context.newPage();
    }

    private void hear(ConsoleMessage message) {
        boolean answered = message.text().startsWith("Failed to load resource");
        if (!answered && (message.type().equals("error") || message.text().contains("Content Security Policy"))) {
            mishaps.add(message.text());
        }
    }

    Person signIn() {
        page.navigate(stage.address() + "/login?next=/preferences");
        page.locator("#name").fill(name);
        page.locator("#password").fill(name);
        page.locator("button[type=submit]").click();
        page.waitForURL(Pattern.compile(".*/preferences.*"));
        return goToTab();
    }

    /** Goes to the Integrations tab. */
    Person goToTab() {
        page.navigate(stage.address() + "/preferences#integrations");
        page.locator("passerelle-integrations section#available").waitFor();
        return this;
    }

    /** Loads the Integrations tab anew; whatever was open above it is gone. */
    Person reload() {
        page.reload();
        page.locator("passerelle-integrations section#available").waitFor();
        return this;
    }

    /** Goes to the host's calendar, as a list of the coming weeks. */
    Person goToCalendar() {
        page.navigate(stage.address() + "/");
        page.locator("[data-view=agenda]").click();
        page.locator("#view[aria-busy=false]").waitFor();
        return this;
    }

    /** A second page of the same browser, which becomes the one in use. */
    Page openAnotherPage() {
        Page first = page;
        page = context.newPage();
        goToTab();
        return first;
    }

    void use(Page other) {
        page = other;
    }

    String name() {
        return name;
    }

    Page page() {
        return page;
    }

    Look look() {
        return look;
    }

    Tab tab() {
        return new Tab(page, look);
    }

    GooglePages google(Page popup) {
        return new GooglePages(popup);
    }

    /** This person at the emulated Google, in a page of its own. */
    GoogleCalendar googleCalendar(String account) {
        return new GoogleCalendar(context.newPage(), stage.google(), account);
    }

    Locator button(String text) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    /** Keeps a picture of what is seen. */
    Person picture(String what) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("passerelle.screenshots"), what + "-" + look + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setFullPage(page.locator("passerelle-dialog").count() == 0));
        return this;
    }

    /** What fades in has too little contrast on its way: waits until everything that moves once has come to rest. */
    private void atRest() {
        page.evaluate("""
                async () => {
                    const moving = root => [...root.getAnimations(), ...[...root.querySelectorAll('*')]
                        .flatMap(element => element.shadowRoot ? moving(element.shadowRoot) : [])];
                    const ending = moving(document).filter(one => one.effect.getComputedTiming().endTime !== Infinity);
                    await Promise.allSettled(ending.map(one => one.finished));
                }""");
    }

    /** Everybody can use what is seen: axe finds nothing against WCAG 2.2 AA. */
    Person accessible() {
        atRest();
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        assertThat(violations).as("axe on " + page.url()).extracting(rule -> rule.getId() + " " + rule.getNodes()).isEmpty();
        return this;
    }

    @Override
    public void close() {
        context.close();
        assertThat(mishaps).as("errors in the console of " + name).isEmpty();
    }
}
