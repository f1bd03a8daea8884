// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Arrays;
import java.util.List;

/** A window, a language and a colour scheme. */
record Look(boolean wide, boolean dark, boolean french) {
    /** What tests use that are not about looks. */
    static final Look PLAIN = new Look(true, false, false);

    /** What every state is shown in. */
    static List<Look> all() {
        return Arrays.asList(
                PLAIN, new Look(true, true, false), new Look(false, false, false), new Look(true, false, true), new Look(false, true, true));
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(wide ? 1180 : 320, wide ? 860 : 740)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale(french ? "fr-FR" : "en-GB")
                .setTimezoneId("Europe/Paris");
    }

    /** The English or the French text. */
    String say(String english, String frenchText) {
        return french ? frenchText : english;
    }

    @Override
    public String toString() {
        return (wide ? "wide" : "narrow") + (dark ? "-dark" : "-light") + (french ? "-fr" : "-en");
    }
}
