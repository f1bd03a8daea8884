// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.World.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.api.ClientRegistrations.ClientView;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.ClientStore.StoredClient;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisteredClientsTest {
    private final World world = new World();

    @Test
    @DisplayName("The secret is stored sealed and comes out only towards the provider")
    void sealsTheSecret() {
        StoredClient stored = world.clientStore.find(ACME, world.provider.id).orElseThrow();
        assertThat(new String(stored.sealedSecret(), StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        world.clients.require(ACME, world.provider.id);
        assertThat(world.provider.clients.get(0).clientSecret()).isEqualTo(World.CLIENT_SECRET);
    }

    @Test
    @DisplayName("Administrators see id and redirect URI, never the secret")
    void showsNoSecret() {
        ClientView view = world.clients.find(ACME, world.provider.id).orElseThrow();
        assertThat(view.clientId()).contains("client-1");
        assertThat(view.redirectUri())
                .hasToString("https://groupware.example/integrations/api/oauth/example/callback");
        assertThat(view.toString()).doesNotContain("canary");
        assertThat(world.clients.list(ACME)).containsExactly(view);
    }

    @Test
    @DisplayName("A provider that is there and has no registration shows what to register")
    void listsProvidersWithoutRegistration() {
        world.clients.delete(ACME, world.provider.id);
        assertThat(world.clients.list(ACME)).singleElement().satisfies(view -> {
            assertThat(view.clientId()).isEmpty();
            assertThat(view.providerName()).isEqualTo("Example");
        });
        assertThat(world.clients.find(ACME, ProviderId.of("absent"))).isEmpty();
    }

    @Test
    @DisplayName("A registration belongs to one organisation")
    void belongsToOneOrganisation() {
        OrganisationId other = OrganisationId.of("umbrella");
        assertThat(world.clients.find(other, world.provider.id).orElseThrow().clientId()).isEmpty();
        assertThat(world.clients.check(other, world.provider.id)).contains(ErrorCode.CLIENT_NOT_CONFIGURED);
    }

    @Test
    @DisplayName("A secret pasted to another provider's row is not sent there")
    void bindsTheSecretToTheProvider() {
        FakeProvider malicious = new FakeProvider("malicious", world.clock);
        world.registry.add(malicious);
        world.clientStore.put(
                ACME, malicious.id, world.clientStore.find(ACME, world.provider.id).orElseThrow());
        assertThat(world.clients.check(ACME, malicious.id)).contains(ErrorCode.CLIENT_NOT_CONFIGURED);
        assertThat(malicious.clients).isEmpty();
    }

    @Test
    @DisplayName("A second bundle that takes a provider's id does not get its secret")
    void keepsTheFirstProvider() {
        FakeProvider impostor = new FakeProvider("example", world.clock);
        world.registry.add(impostor);
        world.clients.require(ACME, world.provider.id);
        assertThat(impostor.clients).isEmpty();
        assertThat(world.clients.list(ACME)).hasSize(1);
    }

    @Test
    @DisplayName("The check asks the live service and reports what it finds")
    void checks() {
        assertThat(world.clients.check(ACME, world.provider.id)).isEmpty();
        world.provider.checkFails = Optional.of(PasserelleException.of(ErrorCode.REDIRECT_NOT_REGISTERED));
        assertThat(world.clients.check(ACME, world.provider.id)).contains(ErrorCode.REDIRECT_NOT_REGISTERED);
        world.registry.remove(world.provider);
        assertThat(world.clients.check(ACME, world.provider.id)).contains(ErrorCode.PROVIDER_UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, secret, clientId",
                "'', secret, clientId",
                "'has space', secret, clientId",
                "id, null, clientSecret",
                "id, '   ', clientSecret",
                "id, sécret, clientSecret"
            })
    @DisplayName("A registration that cannot be right is refused with the field, and the value is not repeated")
    void validates(String id, String secret, String field) {
        assertThatThrownBy(() -> world.clients.put(ACME, world.provider.id, id, secret))
                .isInstanceOfSatisfying(PasserelleException.class, failure -> {
                    assertThat(failure.field()).contains(field);
                    assertThat(failure).hasMessageNotContaining("cret").hasMessageNotContaining("space ");
                });
    }

    @Test
    @DisplayName("Spaces around a pasted id or secret are dropped")
    void strips() {
        world.clients.put(ACME, world.provider.id, " client-2\n", "\tsecret-2 ");
        world.clients.require(ACME, world.provider.id);
        assertThat(world.provider.clients.get(0).clientId()).isEqualTo("client-2");
        assertThat(world.provider.clients.get(0).clientSecret()).isEqualTo("secret-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "groupware.example", "https://host?x", "https://host#x", "https://u@host", ""})
    @DisplayName("A public URL that is none stops the start")
    void refusesOddPublicUrls(String configured) {
        assertThatThrownBy(() -> new PublicUrl(configured)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8181, http://localhost:8181/integrations/api/oauth/google/callback, true",
        "https://host.example/, https://host.example/integrations/api/oauth/google/callback, true",
        "http://host.example, http://host.example/integrations/api/oauth/google/callback, false"
    })
    @DisplayName("Redirect URIs are made of the public URL alone")
    void makesRedirectUris(String configured, String expected, boolean confidential) {
        PublicUrl url = new PublicUrl(configured);
        assertThat(url.redirectUri(ProviderId.of("google"))).hasToString(expected);
        assertThat(url.isConfidential()).isEqualTo(confidential);
    }
}
