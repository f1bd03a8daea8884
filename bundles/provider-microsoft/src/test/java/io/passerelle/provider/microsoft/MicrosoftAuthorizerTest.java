// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Credential;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Connecting to Microsoft with MSAL, against the emulated identity platform. */
class MicrosoftAuthorizerTest {
    private final MicrosoftSide side = new MicrosoftSide();

    @AfterEach
    void close() {
        side.close();
    }

    private static void assertFails(ErrorCode code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(PasserelleException.class, failed -> assertThat(failed.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("an account is its tenant and object id; writing contains reading, and only writing is asked for")
    void connects() {
        URI page = side.begin(MicrosoftSide.SCOPES);
        assertThat(page.toString())
                .startsWith(side.server.microsoftRoot() + "/common/oauth2/v2.0/authorize?")
                .contains("response_mode=form_post", "code_challenge=" + MicrosoftSide.CHALLENGE, "Calendars.ReadWrite")
                .doesNotContain("Calendars.Read%20", "Calendars.Read+", "Calendars.Read&");
        Authorization authorization = side.connect(MicrosoftSide.SCOPES);
        assertThat(authorization.account().subject()).isEqualTo(side.microsoft.objectId(MicrosoftSide.ADA));
        assertThat(authorization.account().issuer()).contains(side.microsoft.tenantId(MicrosoftSide.ADA));
        assertThat(authorization.account().label()).isEqualTo(MicrosoftSide.ADA);
        assertThat(authorization.grantedScopes()).containsAll(MicrosoftSide.SCOPES);
    }

    @Test
    @DisplayName("E04 a refresh brings another refresh token, and the old one is worth nothing")
    void rotates() {
        Credential first = side.connect(MicrosoftSide.SCOPES).credential();
        Credential second = side.authorizer().refresh(first);
        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(side.authorizer().refresh(second).accessToken()).isNotEqualTo(second.accessToken());
        assertFails(ErrorCode.GRANT_LOST, () -> side.authorizer().refresh(first));
    }

    @Test
    @DisplayName("E08 access withdrawn or another factor wanted: the grant is lost, with the reason")
    void lost() {
        Credential credential = side.connect(MicrosoftSide.SCOPES).credential();
        side.microsoft.behaviour().challenge(MicrosoftSide.ADA, true);
        assertThatThrownBy(() -> side.authorizer().refresh(credential))
                .isInstanceOfSatisfying(PasserelleException.class, failed -> {
                    assertThat(failed.code()).isEqualTo(ErrorCode.GRANT_LOST);
                    assertThat(failed.getMessage()).contains("AADSTS50076");
                });
        side.microsoft.behaviour().challenge(MicrosoftSide.ADA, false);
        side.microsoft.revokeGrant(MicrosoftSide.ADA);
        assertFails(ErrorCode.GRANT_LOST, () -> side.authorizer().refresh(credential));
    }

    @Test
    @DisplayName("E09 the registration is checked without anybody: id, secret, redirect URI")
    void checks() {
        side.authorizer().check();
        assertFails(ErrorCode.CLIENT_REJECTED, () -> side.provider
                .authorizer(new ClientRegistration(side.client.clientId(), "wrong", MicrosoftSide.CALLBACK))
                .check());
        assertFails(ErrorCode.CLIENT_REJECTED, () -> side.provider
                .authorizer(new ClientRegistration("unknown", side.client.clientSecret(), MicrosoftSide.CALLBACK))
                .check());
        assertFails(ErrorCode.REDIRECT_NOT_REGISTERED, () -> side.provider
                .authorizer(new ClientRegistration(side.client.clientId(), side.client.clientSecret(), URI.create("http://localhost:1/x")))
                .check());
    }
}
