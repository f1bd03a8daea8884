// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an administrator does before people can connect Google: register the redirect address, enter id and secret, check them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdministrationIT {
    /** What the emulated Google gave to the administrator. */
    private static final String SECRET = "GOCSPX-only-carol-knows-it";

    private static Stage stage;
    private static Person carol;
    private static String clientId;

    @RegisterExtension
    static LastPicture lastPicture = new LastPicture(() -> carol);

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.open("administration", Map.of(
                "io.passerelle.sandbox.cfg", "clientSecret = " + SECRET + "\nfolder = ${passerelle.data}/sandbox\n"));
        carol = stage.person("carol");
        carol.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        carol.page().navigate(stage.address() + "/integrations/admin/");
    }

    @AfterAll
    static void close() {
        try (Stage closed = stage) {
            if (carol != null) {
                carol.close();
            }
        }
    }

    private static Locator client() {
        return carol.page().locator("passerelle-client");
    }

    private static void enter(String id, String secret) {
        client().locator("[name=clientId]").fill(id);
        client().locator("[name=clientSecret]").fill(secret);
        carol.button("Save").click();
        assertThat(client().locator(".ok")).hasText("Saved.");
    }

    @Test
    @Order(1)
    @DisplayName("the redirect address is copied as it has to be registered")
    void copies() {
        carol.button("Copy the redirect address for Google").click();

        assertThat(client().locator("#redirect")).hasValue(stage.address() + "/integrations/api/oauth/google/callback");
        assertThat(carol.page().evaluate("() => navigator.clipboard.readText()"))
                .isEqualTo(stage.address() + "/integrations/api/oauth/google/callback");
    }

    @Test
    @Order(2)
    @DisplayName("once id and secret are removed, nobody can connect Google, and people are told why")
    void removes() {
        clientId = client().locator("[name=clientId]").inputValue();
        carol.button("Remove").click();
        assertThat(client().locator(".sure")).containsText("Nobody can connect Google");
        carol.picture("admin-remove").accessible();
        carol.button("Remove id and secret").click();

        assertThat(client().locator(".chip")).hasText("Not configured");
        carol.picture("admin-missing").accessible();
        try (Person alice = stage.person("alice")) {
            assertThat(alice.tab().provider("Google").locator(".why")).isVisible();
            assertThat(alice.tab().button("Connect Google")).hasCount(0);
            alice.picture("tab-not-configured").accessible();
        }
    }

    @Test
    @Order(3)
    @DisplayName("a secret with a slip is stored, and the live check says that Google refuses it")
    void refused() {
        enter(clientId, SECRET + "x");
        carol.button("Check live").click();

        assertThat(client().locator("passerelle-problem")).isVisible();
        assertThat(client().locator(".ok")).hasCount(0);
        carol.picture("admin-refused").accessible();
    }

    @Test
    @Order(4)
    @DisplayName("the right ones pass the live check, and Google can be connected again")
    void accepted() {
        enter(clientId, SECRET);
        carol.button("Check live").click();

        assertThat(client().locator(".ok")).hasText("Google accepts id, secret and redirect address.");
        assertThat(client().locator("passerelle-problem")).hasCount(0);
        carol.picture("admin-accepted").accessible();
        try (Person alice = stage.person("alice")) {
            assertThat(alice.tab().button("Connect Google")).isVisible();
        }
    }

    @Test
    @Order(5)
    @DisplayName("a stored secret is never shown again, on the page and in what the server answers")
    void neverShownAgain() {
        carol.page().reload();

        assertThat(client().locator(".chip")).hasText("Configured");
        assertThat(client().locator("[name=clientId]")).hasValue(clientId);
        assertThat(client().locator("[name=clientSecret]")).hasValue("");
        String answer = carol.page().request().get(stage.address() + "/integrations/api/admin/clients").text();
        assertThat(answer).contains(clientId).doesNotContain(SECRET);
    }

    @Test
    @Order(6)
    @DisplayName("whoever is no administrator is told so, and gets nothing")
    void others() {
        try (Person bob = stage.person("bob")) {
            bob.page().navigate(stage.address() + "/integrations/admin/");

            assertThat(bob.page().getByText("This page is for administrators.")).isVisible();
            assertThat(bob.page().request().get(stage.address() + "/integrations/api/admin/clients").status()).isEqualTo(403);
        }
    }
}
