// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.sogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalPageTest {
    private final PersonalPage pages = new PersonalPage(URI.create("http://127.0.0.1:20000/SOGo/"));

    @ParameterizedTest
    @CsvSource({
        "/SOGo/alice,alice",
        "/SOGo/so/alice,alice",
        "/SOGo/so/alice/Calendar,alice",
        "/SOGo/so/alice/Mail/view,alice",
        "/SOGo/alice/,alice",
        "http://127.0.0.1:20000/SOGo/so/alice,alice",
        "/SOGo/alice%40example.org,alice@example.org",
        "/SOGo/andr%C3%A9,andré"
    })
    void namesItsOwner(String location, String owner) {
        assertThat(pages.owner(location)).contains(owner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp/?next=/SOGo/bob",
                "https://idp/SOGo/bob",
                "http://127.0.0.1:20001/SOGo/bob",
                "https://127.0.0.1:20000/SOGo/bob",
                "http://bob@127.0.0.1:20000/SOGo/bob",
                "//idp/SOGo/bob",
                "/SOGo/bob?x",
                "/SOGo/bob#x",
                "/SOGo/",
                "/SOGo/so",
                "/SOGo/so/",
                "/SOGo/..",
                "/SOGo/../bob",
                "/SOGo/%2E%2E",
                "/SOGo/..%2Fbob",
                "/SOGo/a%5Cb",
                "/SOGo/a%00b",
                "/SOGo/%FF",
                "/SOGo/%25bob",
                "/login/SOGo/bob",
                "/SOGo2/bob",
                "SOGo/bob",
                "mailto:bob",
                "/SOGo/b%",
                "/SOGo/bob/%2e%2e/alice",
                ""
            })
    void isNobodysWhenItIsAnythingElse(String location) {
        assertThat(pages.owner(location)).isEmpty();
    }

    @Test
    void theAddressOfSogoEndsWithASlash() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonalPage(URI.create("http://127.0.0.1:20000/SOGo")));
    }
}
