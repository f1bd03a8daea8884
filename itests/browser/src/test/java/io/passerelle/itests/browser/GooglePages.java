// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

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

    void allow() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Allow")).click();
    }

    void cancel() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel")).click();
    }
}
