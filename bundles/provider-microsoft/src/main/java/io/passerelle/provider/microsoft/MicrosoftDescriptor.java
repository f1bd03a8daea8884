// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

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

/** Who Microsoft is and what it can do. */
final class MicrosoftDescriptor {
    static final ProviderId ID = ProviderId.of("microsoft");
    /** Outlook allows 10,000 requests in ten minutes and four at a time for each mailbox. */
    private static final ProviderDescriptor.Limits LIMITS = new ProviderDescriptor.Limits(1000, 1);

    private MicrosoftDescriptor() {}

    static ProviderDescriptor read() {
        Texts texts = Texts.beside(MicrosoftDescriptor.class);
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
                        new ProviderDescriptor.CapabilityScopes(
                                Capability.CALENDAR_READ, Set.of(MicrosoftScopes.CALENDARS_READ), texts.all("calendar.read")),
                        new ProviderDescriptor.CapabilityScopes(
                                Capability.CALENDAR_WRITE, Set.of(MicrosoftScopes.CALENDARS_WRITE), texts.all("calendar.write"))),
                MicrosoftScopes.BASE,
                LIMITS);
    }

    private static byte[] icon() {
        try (InputStream in = MicrosoftDescriptor.class.getResourceAsStream("icon.svg")) {
            if (in == null) {
                throw new IllegalStateException("there is no icon");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
