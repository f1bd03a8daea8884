// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.provider.kit.Texts;
import io.passerelle.provider.spi.ConnectForm;
import io.passerelle.provider.spi.FormField;
import io.passerelle.provider.spi.FormField.Kind;
import io.passerelle.provider.spi.FormField.Link;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is asked to connect an account. */
final class CaldavForm {
    static final String SERVER = "server";
    static final String USER = "user";
    static final String PASSWORD = "password";

    /** Where the services explain or make app passwords. */
    private static final Map<String, URI> APP_PASSWORDS = Map.of(
            "link.icloud", URI.create("https://support.apple.com/102654"),
            "link.fastmail", URI.create("https://app.fastmail.com/settings/security/integrations"),
            "link.nextcloud", URI.create("https://docs.nextcloud.com/server/latest/user_manual/en/session_management.html"));

    private final Texts texts;

    private CaldavForm(Texts texts) {
        this.texts = texts;
    }

    static ConnectForm read(Texts texts) {
        CaldavForm form = new CaldavForm(texts);
        Map<Locale, ConnectForm.Texts> whole = new LinkedHashMap<>();
        texts.all("form.introduction")
                .forEach((language, introduction) -> whole.put(
                        language,
                        new ConnectForm.Texts(introduction, texts.all("form.farewell").get(language))));
        return new ConnectForm(
                List.of(
                        form.field(SERVER, Kind.ADDRESS, Optional.of("[^\\s]+"), List.of()),
                        form.field(USER, Kind.USER_NAME, Optional.of("[^:]+"), List.of()),
                        form.field(
                                PASSWORD,
                                Kind.SECRET,
                                Optional.empty(),
                                List.of("link.icloud", "link.fastmail", "link.nextcloud"))),
                whole);
    }

    private FormField field(String id, Kind kind, Optional<String> pattern, List<String> links) {
        Map<Locale, FormField.Texts> read = new LinkedHashMap<>();
        texts.all(id + ".label")
                .forEach((language, label) -> read.put(
                        language,
                        new FormField.Texts(
                                label,
                                texts.all(id + ".hint").get(language),
                                pattern.isPresent() ? texts.all(id + ".mismatch").get(language) : "",
                                links.stream()
                                        .map(link -> new Link(texts.all(link).get(language), APP_PASSWORDS.get(link)))
                                        .toList())));
        return new FormField(id, kind, true, kind != Kind.SECRET, pattern, read);
    }
}
