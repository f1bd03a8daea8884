// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same way with the keyboard alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyboardIT {
    private static final int MOST_STEPS = 60;
    private static final String FOCUSED = "() => { let it = document.activeElement;"
            + " while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;"
            + " return (it?.getAttribute('aria-label') ?? it?.value ?? '') + '|' + (it?.innerText ?? '').trim(); }";
    private static Stage stage;
    private static Person alice;

    @RegisterExtension
    static LastPicture lastPicture = new LastPicture(() -> alice);

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.open("keyboard");
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
    @DisplayName("an account is connected without a mouse")
    void connects() {
        Page page = alice.page();
        go(page, "Connect Google");
        page.keyboard().press("Enter");
        assertThat(alice.tab().dialog()).isVisible();
        go(page, "Continue to Google");
        Page popup = page.waitForPopup(() -> page.keyboard().press("Enter"));
        popup.locator("button.account").first().waitFor();
        go(popup, GooglePages.ALICE);
        popup.keyboard().press("Enter");
        popup.locator("button[value=allow]").waitFor();
        go(popup, "Allow");
        popup.waitForClose(() -> popup.keyboard().down("Enter"));

        assertThat(alice.tab().heading("Google is connected")).isVisible();
        assertThat(alice.tab().heading("Google is connected")).isFocused();
    }

    @Test
    @Order(2)
    @DisplayName("direction and calendar are chosen without a mouse")
    void chooses() {
        Page page = alice.page();
        go(page, "Choose calendars");
        page.keyboard().press("Enter");
        assertThat(alice.tab().pairRow(0)).isVisible();
        go(page, "IMPORT");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("passerelle-settings .plan")).containsText("kept equal");
        go(page, "Save and start first sync");
        page.keyboard().press("Enter");
        assertThat(alice.tab().button("Start")).isVisible();
        go(page, "|Start");
        page.keyboard().press("Enter");

        alice.tab().synced(GooglePages.ALICE);
    }

    @Test
    @Order(3)
    @DisplayName("closing a dialog by Escape gives the focus back to what opened it")
    void focusReturns() {
        Page page = alice.page();
        go(page, "History");
        page.keyboard().press("Enter");
        assertThat(alice.tab().dialog()).isVisible();
        page.keyboard().press("Escape");

        assertThat(alice.tab().dialog()).hasCount(0);
        assertThat((String) page.evaluate(FOCUSED)).endsWith("|History");
    }

    @Test
    @Order(4)
    @DisplayName("the menu opens, moves and closes by keys, and leads to the disconnection and back")
    void menu() {
        Page page = alice.page();
        go(page, "More actions for " + GooglePages.ALICE);
        page.keyboard().press("ArrowDown");
        assertThat((String) page.evaluate(FOCUSED)).endsWith("|Pause");
        page.keyboard().press("ArrowUp");
        assertThat((String) page.evaluate(FOCUSED)).endsWith("|Disconnect…");
        page.keyboard().press("Escape");
        assertThat((String) page.evaluate(FOCUSED)).startsWith("More actions");

        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(alice.tab().dialog()).isVisible();
        go(page, "|Disconnect");
        page.keyboard().press("Enter");
        assertThat(alice.tab().in(alice.tab().card(GooglePages.ALICE), "Undo", "")).isFocused();
        page.keyboard().press("Enter");

        assertThat(alice.tab().status(GooglePages.ALICE)).hasText("Connected");
    }

    /** Presses Tab until the focus is on what has this name. */
    private static void go(Page page, String name) {
        for (int step = 0; step < MOST_STEPS; step++) {
            page.keyboard().press("Tab");
            String focused = (String) page.evaluate(FOCUSED);
            if (focused.contains(name)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + name);
    }
}
