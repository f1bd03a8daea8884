// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Sign-in and consent at the emulated Google. */
record GooglePages(Page page) {
    static final String ALICE = "alice.sandbox@gmail.example";
    static final String ALICE_SECOND = "alice.private@gmail.example";
    static final String BOB = "bob.sandbox@gmail.example";

    GooglePages choose(String account) {
        page.locator("button.account[value='" + account + "']").click();
        page.locator("button[name=action][value=allow]").waitFor();
        return this;
    }

    GooglePages untick(String part) {
        page.getByLabel(part).uncheck();
        return this;
    }

    Locator scopes() {
        return page.locator("input[name=scope]");
    }

    /** Consents in a window of its own, which then goes away by itself. */
    void allow() {
        page.waitForClose(this::allowHere);
    }

    /** Consents in a page that goes on to somewhere else. */
    void allowHere() {
        press("allow");
    }

    /** Refuses in a window of its own, which then goes away by itself. */
    void cancel() {
        page.waitForClose(() -> press("cancel"));
    }

    /** A click would have to be answered by a window that may be gone by then; what a script presses is answered before anything follows. */
    private void press(String action) {
        page.locator("button[name=action][value=" + action + "]").first().evaluate("button => button.click()");
    }
}
