// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A person's calendar as the emulated Google shows it. */
record GoogleCalendar(Page page, URI root, String account) {

    GoogleCalendar open() {
        page.navigate(root + "?account=" + URLEncoder.encode(account, StandardCharsets.UTF_8));
        page.locator("table").waitFor();
        return this;
    }

    Locator row(String title) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(title));
    }

    GoogleCalendar rename(String title, String newTitle) {
        open();
        row(title).first().locator("a:text-is('Edit')").click();
        page.locator("#summary").fill(newTitle);
        page.locator("button:text-is('Save')").click();
        page.locator("table").waitFor();
        return this;
    }
}
