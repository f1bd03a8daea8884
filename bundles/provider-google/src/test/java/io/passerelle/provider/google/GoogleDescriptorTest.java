// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.ProviderDescriptor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GoogleDescriptorTest {
    private final ProviderDescriptor descriptor =
            new GoogleProvider(Clock.systemUTC(), pause -> {}, null).descriptor();

    @Test
    @DisplayName("The card has a name, a summary and consent texts in English and French")
    void texts() {
        assertThat(descriptor.id().value()).isEqualTo("google");
        assertThat(descriptor.texts(Locale.ENGLISH).summary()).contains("in sync");
        assertThat(descriptor.texts(Locale.FRENCH).summary()).contains("agendas");
        assertThat(descriptor.texts(Locale.GERMAN)).isEqualTo(descriptor.texts(Locale.ENGLISH));
        assertThat(descriptor.capabilities()).allSatisfy(capability ->
                assertThat(capability.texts()).containsOnlyKeys(Locale.ENGLISH, Locale.FRENCH));
    }

    @Test
    @DisplayName("Each capability needs the least scopes; reading has a variant that cannot write")
    void scopes() {
        assertThat(descriptor.baseScopes()).containsExactlyInAnyOrder("openid", "email");
        assertThat(descriptor.capabilities())
                .extracting(ProviderDescriptor.CapabilityScopes::capability)
                .containsExactly(
                        Capability.CALENDAR_READ, Capability.CALENDAR_WRITE, Capability.CONTACTS_READ, Capability.CONTACTS_WRITE);
        for (int reading : new int[] {0, 2}) {
            assertThat(descriptor.capabilities().get(reading).scopes()).allMatch(scope -> scope.endsWith(".readonly"));
            assertThat(GoogleScopes.withContained(Set.copyOf(descriptor.capabilities().get(reading + 1).scopes())))
                    .containsAll(descriptor.capabilities().get(reading).scopes());
        }
    }

    @Test
    @DisplayName("The icon is a plain drawing without script, link or foreign content")
    void icon() {
        String svg = new String(descriptor.icon().content(), StandardCharsets.UTF_8);

        assertThat(descriptor.icon().mediaType()).isEqualTo("image/svg+xml");
        assertThat(svg).startsWith("<!-- SPDX").contains("<svg").doesNotContain("script", "href", "url(", "onload", "foreignObject");
    }
}
