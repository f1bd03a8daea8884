// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.AuthorizationAnswer;
import io.passerelle.provider.spi.AuthorizationRequest;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Credential;
import io.passerelle.provider.spi.UnfinishedAuthorization;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import io.passerelle.testkit.time.MutableClock;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GoogleAuthorizerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final GoogleSide side = new GoogleSide(MutableClock.at(NOW));

    @AfterEach
    void close() {
        side.close();
    }

    private static void assertCode(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(PasserelleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Map<String, String> begun(Set<String> scopes, boolean force) {
        return GoogleSide.query(side.authorizer()
                .begin(new AuthorizationRequest(scopes, "st4te", GoogleSide.CHALLENGE, Optional.of("x@y.example"), force)));
    }

    @Test
    @DisplayName("D01 the happy path yields account, credential and granted scopes")
    void happyPath() {
        Authorization authorization = side.connect();

        assertThat(authorization.account().issuer()).isEqualTo("https://accounts.google.com");
        assertThat(authorization.account().label()).isEqualTo(GoogleSide.ANN);
        assertThat(authorization.grantedScopes()).containsAll(GoogleSide.SCOPES);
        assertThat(authorization.credential().accessToken()).isNotBlank();
        assertThat(authorization.credential().expiresAt()).hasValueSatisfying(end ->
                assertThat(end).isAfter(NOW.plusSeconds(3000)).isBefore(NOW.plusSeconds(4000)));
    }

    @Test
    @DisplayName("D11 the authorization address carries an S256 challenge and asks for offline access")
    void authorizationAddress() {
        Map<String, String> query = begun(GoogleSide.SCOPES, true);

        assertThat(query)
                .containsEntry("code_challenge", GoogleSide.CHALLENGE)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("access_type", "offline")
                .containsEntry("include_granted_scopes", "true")
                .containsEntry("login_hint", "x@y.example")
                .containsEntry("prompt", "consent")
                .containsEntry("response_type", "code")
                .containsEntry("redirect_uri", GoogleSide.CALLBACK.toString())
                .containsEntry("state", "st4te");
        assertThat(begun(GoogleSide.SCOPES, false)).doesNotContainKey("prompt");
    }

    @Test
    @DisplayName("Only the scopes that are needed are asked for: writing contains reading")
    void leastScopes() {
        assertThat(GoogleScopes.split(begun(GoogleSide.SCOPES, true).get("scope")))
                .containsExactlyInAnyOrder("openid", "email", GoogleScopes.EVENTS_WRITE, GoogleScopes.CALENDAR_LIST);
        assertThat(GoogleScopes.split(begun(Set.of("openid", GoogleScopes.EVENTS_READ), true).get("scope")))
                .containsExactlyInAnyOrder("openid", GoogleScopes.EVENTS_READ);
    }

    @Test
    @DisplayName("D10 an unticked scope is missing from what was granted")
    void unticked() {
        Authorization authorization = side.connect(GoogleSide.SCOPES, Set.of(GoogleScopes.EVENTS_WRITE));

        assertThat(authorization.grantedScopes()).contains(GoogleScopes.CALENDAR_LIST).doesNotContain(GoogleScopes.EVENTS_WRITE);
    }

    @Test
    @DisplayName("D11 a wrong verifier is refused and shown nowhere")
    void wrongVerifier() {
        URI back = side.google.approve(
                side.authorizer()
                        .begin(new AuthorizationRequest(
                                GoogleSide.SCOPES, "s", GoogleSide.CHALLENGE, Optional.empty(), true)),
                GoogleSide.ANN);
        String code = GoogleSide.query(back).get("code");
        String wrong = "x".repeat(43);

        assertThatThrownBy(() -> side.authorizer().complete(new AuthorizationAnswer(code, wrong)))
                .isInstanceOfSatisfying(PasserelleException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.GRANT_LOST);
                    assertThat(e.toString()).doesNotContain(wrong, code, side.client.clientSecret());
                });
    }

    @Test
    @DisplayName("D08 an answer without refresh token is a clear error; forced consent brings one again")
    void noRefreshToken() {
        side.connect();
        URI back = side.google.approve(
                side.authorizer()
                        .begin(new AuthorizationRequest(
                                GoogleSide.SCOPES, "s", GoogleSide.CHALLENGE, Optional.of(GoogleSide.ANN), false)),
                GoogleSide.ANN);

        assertCode(ErrorCode.GRANT_LOST, () -> side.authorizer()
                .complete(new AuthorizationAnswer(GoogleSide.query(back).get("code"), GoogleSide.VERIFIER)));
        assertThat(side.connect().credential().accessToken()).isNotBlank();
    }

    @Test
    @DisplayName("D05 a token endpoint that fails or answers no JSON is told apart from a lost grant")
    void tokenEndpointDown() {
        side.google.fault(Fault.next(FaultKind.SERVER_ERROR, "oauth.token"));
        assertCode(ErrorCode.PROVIDER_ERROR, side::connect);
        side.google.fault(Fault.next(FaultKind.NOT_JSON, "oauth.token"));
        assertCode(ErrorCode.PROVIDER_ERROR, side::connect);
        side.google.fault(Fault.next(FaultKind.CUT_BODY, "oauth.token"));
        assertCode(ErrorCode.PROVIDER_ANSWER_UNREADABLE, side::connect);
        side.connect();
    }

    @Test
    @DisplayName("D09 a test call that fails yields no authorization, and what is needed to give the grant back")
    void testCallFails() {
        side.google.fault(Fault.next(FaultKind.FORBIDDEN, "calendarList.list"));

        assertThatThrownBy(side::connect).isInstanceOfSatisfying(UnfinishedAuthorization.class, unfinished -> {
            assertThat(unfinished.reason().code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
            assertThat(unfinished.account().orElseThrow().label()).isEqualTo(GoogleSide.ANN);
            assertThat(unfinished.toString()).doesNotContain(unfinished.credential().accessToken(), GoogleSide.ANN);
            side.authorizer().revoke(unfinished.credential());
        });
        assertThat(side.credential).isNull();
        assertThat(side.google.granted(GoogleSide.ANN)).isEmpty();
    }

    @Test
    @DisplayName("RFC 9207 the issuer that a callback has to name is Google's own")
    void issuer() {
        assertThat(GoogleEndpoints.of(Optional.empty()).callbackIssuer()).isEqualTo("https://accounts.google.com");
        assertThat(side.authorizer().expectedIssuer().orElseThrow()).startsWith("http://127.0.0.1:");
    }

    @Test
    @DisplayName("E04 refreshing keeps the refresh token when none is returned")
    void refreshKeepsToken() {
        Credential first = side.connect().credential();

        Credential second = side.authorizer().refresh(first);

        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(GoogleCredential.of(second).refresh()).isEqualTo(GoogleCredential.of(first).refresh());
        assertThat(side.authorizer().refresh(second).accessToken()).isNotBlank();
    }

    @Test
    @DisplayName("E16 a grant revoked at Google is lost")
    void revokedRemotely() {
        Credential credential = side.connect().credential();
        side.google.revokeGrant(GoogleSide.ANN);

        assertCode(ErrorCode.GRANT_LOST, () -> side.authorizer().refresh(credential));
    }

    @Test
    @DisplayName("E09 E10 a rejected client and an outage leave the grant alone")
    void refreshFailures() {
        Credential credential = side.connect().credential();
        side.google.fault(Fault.next(FaultKind.INVALID_CLIENT, "oauth.token"));
        assertCode(ErrorCode.CLIENT_REJECTED, () -> side.authorizer().refresh(credential));
        side.google.fault(Fault.next(FaultKind.UNAVAILABLE, "oauth.token"));
        assertCode(ErrorCode.PROVIDER_ERROR, () -> side.authorizer().refresh(credential));
        side.google.fault(Fault.next(FaultKind.CONNECTION_LOST, "oauth.token").times(3));
        assertCode(ErrorCode.PROVIDER_UNREACHABLE, () -> side.authorizer().refresh(credential));
    }

    @Test
    @DisplayName("E15 revoking ends the grant; once more is no error")
    void revoke() {
        Credential credential = side.connect().credential();

        side.authorizer().revoke(credential);
        side.authorizer().revoke(credential);

        assertCode(ErrorCode.GRANT_LOST, () -> side.authorizer().refresh(credential));
    }

    @Test
    @DisplayName("A credential of something else does not open")
    void foreignCredential() {
        Credential foreign = new Credential("{\"v\":2}".getBytes(java.nio.charset.StandardCharsets.UTF_8), "", Optional.empty());

        assertCode(ErrorCode.SECRET_UNREADABLE, () -> side.authorizer().refresh(foreign));
    }

    @Test
    @DisplayName("A good registration passes the check; a wrong secret and an unknown redirect are named")
    void check() {
        side.authorizer().check();

        assertCode(ErrorCode.CLIENT_REJECTED, () -> side.provider
                .authorizer(new ClientRegistration(side.client.clientId(), "wrong", GoogleSide.CALLBACK))
                .check());
        assertCode(ErrorCode.REDIRECT_NOT_REGISTERED, () -> side.provider
                .authorizer(new ClientRegistration(
                        side.client.clientId(), side.client.clientSecret(), URI.create("https://elsewhere.example/cb")))
                .check());
    }

    @Test
    @DisplayName("Google's own way to report a redirect that is not registered is understood")
    void realRedirectError() {
        String error = java.util.Base64.getEncoder()
                .encodeToString("\n\u0015redirect_uri_mismatch\u0012text".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        GoogleOAuthHttp.Reply reply = new GoogleOAuthHttp.Reply(
                302,
                "",
                Optional.empty(),
                Optional.of("https://accounts.google.com/signin/oauth/error?authError="
                        + java.net.URLEncoder.encode(error, java.nio.charset.StandardCharsets.UTF_8) + "&flowName=x"));

        assertCode(ErrorCode.REDIRECT_NOT_REGISTERED, () -> GoogleClientProbe.redirectUri(reply));
        GoogleClientProbe.redirectUri(new GoogleOAuthHttp.Reply(
                302, "", Optional.empty(), Optional.of("https://accounts.google.com/v3/signin/identifier?x=y")));
    }

    @Test
    @DisplayName("Without emulation only Google's own origins are addressed; an emulation must be on loopback")
    void pinnedOrigins() {
        assertThat(new GoogleProvider(java.time.Clock.systemUTC(), pause -> {}, null)
                        .authorizer(side.client)
                        .begin(new AuthorizationRequest(Set.of("openid"), "s", "c", Optional.empty(), true))
                        .toString())
                .startsWith("https://accounts.google.com/o/oauth2/v2/auth?");
        assertCode(ErrorCode.FOREIGN_ADDRESS, () -> new GoogleProvider(
                        java.time.Clock.systemUTC(), pause -> {}, id -> Optional.of(URI.create("http://192.0.2.1/google")))
                .authorizer(side.client));
    }
}
