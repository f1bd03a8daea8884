// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.model.integration.Capability.CALENDAR_READ;
import static io.passerelle.model.integration.Capability.CALENDAR_WRITE;
import static io.passerelle.model.integration.Capability.CONTACTS_READ;
import static io.passerelle.model.integration.Capability.PRESENCE_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.provider.spi.ProviderDescriptor;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private final ProviderDescriptor provider = new FakeProvider("example", Clock.systemUTC()).descriptor();

    @Test
    @DisplayName("Writing implies reading and needs no scopes of reading")
    void writingImpliesReading() {
        assertThat(Grants.complete(Set.of(CALENDAR_WRITE))).containsExactlyInAnyOrder(CALENDAR_READ, CALENDAR_WRITE);
        assertThat(Grants.scopes(provider, Set.of(CALENDAR_WRITE, CALENDAR_READ)))
                .containsExactlyInAnyOrder("openid", "email", "calendar", "list");
        assertThat(Grants.allowed(provider, FakeProvider.CALENDAR_WRITE))
                .containsExactlyInAnyOrder(CALENDAR_READ, CALENDAR_WRITE);
    }

    @Test
    @DisplayName("A capability needs all of its scopes")
    void needsAllScopes() {
        assertThat(Grants.allowed(provider, Set.of("calendar"))).isEmpty();
        assertThat(Grants.allowed(provider, Set.of("calendar.readonly", "list", "else")))
                .containsExactly(CALENDAR_READ);
    }

    @Test
    @DisplayName("What the provider cannot do is not offered")
    void knowsWhatIsOffered() {
        assertThat(Grants.isOffered(provider, Set.of(CALENDAR_READ, CONTACTS_READ))).isTrue();
        assertThat(Grants.isOffered(provider, Set.of(CALENDAR_READ, PRESENCE_READ))).isFalse();
    }
}
