// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.ProviderId;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.kit.Texts;
import io.passerelle.provider.spi.ProviderDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Who Google is and what it can do. */
final class GoogleDescriptor {
    static final ProviderId ID = ProviderId.of("google");

    /** Google allows 600 requests per minute and user. */
    private static final ProviderDescriptor.Limits LIMITS = new ProviderDescriptor.Limits(600, 1);

    private GoogleDescriptor() {}

    static ProviderDescriptor read() {
        Texts texts = Texts.beside(GoogleDescriptor.class);
        Map<Locale, String> summaries = texts.all("summary");
        Map<Locale, ProviderDescriptor.Texts> names = new LinkedHashMap<>();
        texts.all("name")
                .forEach((language, name) ->
                        names.put(language, new ProviderDescriptor.Texts(name, summaries.get(language))));
        return new ProviderDescriptor(
                ID,
                names,
                new ProviderDescriptor.Icon("image/svg+xml", icon()),
                List.of(
                        capability(Capability.CALENDAR_READ, GoogleScopes.READ, texts.all("calendar.read")),
                        capability(Capability.CALENDAR_WRITE, GoogleScopes.WRITE, texts.all("calendar.write")),
                        capability(Capability.CONTACTS_READ, Set.of(GoogleScopes.CONTACTS_READ), texts.all("contacts.read")),
                        capability(Capability.CONTACTS_WRITE, Set.of(GoogleScopes.CONTACTS_WRITE), texts.all("contacts.write"))),
                GoogleScopes.BASE,
                LIMITS);
    }

    private static ProviderDescriptor.CapabilityScopes capability(
            Capability capability, Set<String> scopes, Map<Locale, String> texts) {
        return new ProviderDescriptor.CapabilityScopes(capability, scopes, texts);
    }

    private static byte[] icon() {
        try (InputStream in = GoogleDescriptor.class.getResourceAsStream("icon.svg")) {
            if (in == null) {
                throw new IllegalStateException("there is no icon");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
