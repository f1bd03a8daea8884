// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The embedded host's calendar page, as a list of the coming weeks. */
record HostCalendar(Page page) {

    Locator event(String title) {
        return page.locator(".agenda button.event").filter(new Locator.FilterOptions().setHasText(title));
    }

    HostCalendar rename(String title, String newTitle) {
        event(title).first().click();
        page.locator("dialog[open] input[name=title]").fill(newTitle);
        page.locator("dialog[open] button[type=submit]").click();
        assertThat(event(newTitle).first()).isVisible();
        return this;
    }
}
