// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.PasserelleException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserHomeTest {
    private final UserHome homes = new UserHome("/SOGo/dav/{user}/");

    private static UserId user(String id) {
        return UserId.of(OrganisationId.DEFAULT, id);
    }

    @ParameterizedTest
    @CsvSource({
        "alice,/SOGo/dav/alice/",
        "alice@example.org,/SOGo/dav/alice@example.org/",
        "a b,/SOGo/dav/a%20b/",
        "andré,/SOGo/dav/andr%C3%A9/",
        "a?b#c,/SOGo/dav/a%3Fb%23c/",
        "a;b,/SOGo/dav/a%3Bb/",
        "...,/SOGo/dav/.../"
    })
    void aPersonHasOneSegment(String id, String home) {
        assertThat(homes.of(user(id))).isEqualTo(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../bob", "..", ".", "a/b", "/bob", "a\\b", "..%2Fbob", "%2e%2e"})
    void anIdThatMayMeanAnotherPlaceHasNoHome(String id) {
        assertThatThrownBy(() -> homes.of(user(id))).isInstanceOf(PasserelleException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dav/", "/dav/{user}", "dav/{user}/", "/dav/x{user}/", "/dav/../{user}/", "/{user}/{user}/", "/dav//{user}/"})
    void aTemplateHasThePersonAsOneSegment(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserHome(template));
    }
}
