// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.model.ProviderId;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.kit.Texts;
import io.passerelle.provider.spi.ConnectMethod;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.provider.spi.ProviderDescriptor.CapabilityScopes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the provider is called and what it can do. */
final class CaldavDescriptor {
    static final ProviderId ID = ProviderId.of("caldav");

    /** What an account can serve: it has calendars, or address books. */
    static final String CALENDARS = "calendars";

    static final String CONTACTS = "contacts";

    /** Small servers of families and associations are among them. */
    private static final ProviderDescriptor.Limits LIMITS = new ProviderDescriptor.Limits(240, 1);

    private CaldavDescriptor() {}

    static ProviderDescriptor read() {
        Texts texts = Texts.beside(CaldavDescriptor.class);
        Map<Locale, ProviderDescriptor.Texts> names = new LinkedHashMap<>();
        texts.all("name")
                .forEach((language, name) -> names.put(
                        language,
                        new ProviderDescriptor.Texts(name, texts.all("summary").get(language))));
        return new ProviderDescriptor(
                ID,
                names,
                new ProviderDescriptor.Icon("image/svg+xml", icon()),
                List.of(
                        new CapabilityScopes(Capability.CALENDAR_READ, Set.of(CALENDARS), texts.all("calendar.read")),
                        new CapabilityScopes(Capability.CALENDAR_WRITE, Set.of(CALENDARS), texts.all("calendar.write")),
                        new CapabilityScopes(Capability.CONTACTS_READ, Set.of(CONTACTS), texts.all("contacts.read")),
                        new CapabilityScopes(Capability.CONTACTS_WRITE, Set.of(CONTACTS), texts.all("contacts.write"))),
                Set.of(),
                LIMITS,
                new ConnectMethod.Form(CaldavForm.read(texts)));
    }

    private static byte[] icon() {
        try (InputStream in = CaldavDescriptor.class.getResourceAsStream("icon.svg")) {
            if (in == null) {
                throw new IllegalStateException("there is no icon");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
