// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.google.api.client.googleapis.auth.oauth2.GoogleAuthorizationCodeRequestUrl;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.provider.kit.Delays;
import io.passerelle.provider.kit.IdTokens;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.AuthorizationAnswer;
import io.passerelle.provider.spi.AuthorizationRequest;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Credential;
import io.passerelle.provider.spi.UnfinishedAuthorization;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Google's OAuth 2.0 for web servers (https://developers.google.com/identity/protocols/oauth2/web-server), with PKCE. */
final class GoogleAuthorizer implements Authorizer {
    private final GoogleEndpoints endpoints;
    private final ClientRegistration client;
    private final Clock clock;
    private final GoogleOAuthHttp http;

    GoogleAuthorizer(GoogleEndpoints endpoints, ClientRegistration client, Clock clock) {
        this.endpoints = endpoints;
        this.client = client;
        this.clock = clock;
        this.http = new GoogleOAuthHttp(endpoints.origins(), clock);
    }

    @Override
    public URI begin(AuthorizationRequest request) {
        GoogleAuthorizationCodeRequestUrl url = new GoogleAuthorizationCodeRequestUrl(
                endpoints.authorization().toString(),
                client.clientId(),
                client.redirectUri().toString(),
                GoogleScopes.least(request.scopes()));
        url.setAccessType("offline");
        url.setState(request.state());
        url.set("include_granted_scopes", "true");
        url.set("code_challenge", request.codeChallenge());
        url.set("code_challenge_method", "S256");
        request.loginHint().ifPresent(hint -> url.set("login_hint", hint));
        if (request.forceConsent()) {
            // Without it Google issues a refresh token only the first time a person consents.
            url.set("prompt", "consent");
        }
        return url.toURI();
    }

    /** Google returns {@code iss} to some and does not say so in its metadata: it cannot be relied on. */
    @Override
    public Optional<String> advertisedIssuer() {
        return Optional.empty();
    }

    @Override
    public Optional<String> expectedIssuer() {
        return Optional.of(endpoints.callbackIssuer());
    }

    @Override
    public Authorization complete(AuthorizationAnswer answer) {
        Map<String, String> form = form("authorization_code");
        form.put("code", answer.code());
        form.put("code_verifier", answer.codeVerifier());
        form.put("redirect_uri", client.redirectUri().toString());
        Map<String, Object> tokens = http.post(endpoints.token(), form).orThrow();
        String access = access(tokens);
        String refresh = GoogleJson.text(tokens, "refresh_token")
                .orElseThrow(() -> PasserelleException.of(
                        ErrorCode.GRANT_LOST, "no refresh token was issued; consent has to be asked for again"));
        Set<String> granted =
                GoogleScopes.withContained(GoogleScopes.split(GoogleJson.text(tokens, "scope").orElse("")));
        Credential credential = new GoogleCredential(refresh, access, expiry(tokens)).sealable();
        Optional<Account> account = Optional.empty();
        try {
            account = Optional.of(account(tokens, access));
            if (GoogleScopes.anyCalendar(granted)) {
                testCall(access, endpoints.api().resolve("calendar/v3/users/me/calendarList?maxResults=1"));
            }
            if (GoogleScopes.contacts(granted)) {
                testCall(access, endpoints.people().resolve("v1/people/me/connections?personFields=metadata&pageSize=1"));
            }
        } catch (PasserelleException failed) {
            throw new UnfinishedAuthorization(failed, credential, account);
        }
        return new Authorization(account.get(), credential, granted);
    }

    private Account account(Map<String, Object> tokens, String access) {
        Optional<String> idToken = GoogleJson.text(tokens, "id_token");
        if (idToken.isEmpty()) {
            Map<String, Object> person = http.get(endpoints.userInfo(), access).orThrow();
            String subject = GoogleJson.text(person, "sub")
                    .orElseThrow(() -> PasserelleException.of(
                            ErrorCode.PROVIDER_ANSWER_UNREADABLE, "userinfo names no subject"));
            return new Account(GoogleEndpoints.ISSUER, subject, GoogleJson.text(person, "email").orElse(""));
        }
        Map<String, Object> claims = GoogleJson.read(IdTokens.claims(idToken.get()));
        String subject = IdTokens.subject(claims, endpoints.issuers(), client.clientId());
        return new Account(GoogleEndpoints.ISSUER, subject, GoogleJson.text(claims, "email").orElse(""));
    }

    private void testCall(String access, URI address) {
        GoogleOAuthHttp.Reply reply = http.get(address, access);
        if (reply.isSuccess()) {
            GoogleJson.read(reply.text());
            return;
        }
        PasserelleException refused = GoogleErrors.of(new GoogleAnswer(reply.status(), reply.json(), reply.retryAfter()));
        throw refused.code() == ErrorCode.COLLECTION_UNREADABLE
                ? PasserelleException.of(ErrorCode.PROVIDER_ERROR, "the list of calendars is refused")
                : refused;
    }

    @Override
    public Credential refresh(Credential current) {
        GoogleCredential old = GoogleCredential.of(current);
        Map<String, String> form = form("refresh_token");
        form.put("refresh_token", old.refresh());
        Map<String, Object> tokens = http.post(endpoints.token(), form).orThrow();
        String access = access(tokens);
        // Google keeps the refresh token and sends none; should it ever send one, the old one is dead.
        String refresh = GoogleJson.text(tokens, "refresh_token").orElse(old.refresh());
        return new GoogleCredential(refresh, access, expiry(tokens)).sealable();
    }

    private Optional<Instant> expiry(Map<String, Object> tokens) {
        return Delays.expiry(tokens.get("expires_in"), clock.instant());
    }

    private static String access(Map<String, Object> tokens) {
        return GoogleJson.text(tokens, "access_token")
                .orElseThrow(() -> PasserelleException.of(
                        ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the answer has no access token"));
    }

    @Override
    public void revoke(Credential current) {
        GoogleCredential old = GoogleCredential.of(current);
        GoogleOAuthHttp.Reply reply = revoke(old.refresh());
        if (!reply.isSuccess() && reply.status() < 500 && !isGone(reply) && !old.access().isEmpty()) {
            reply = revoke(old.access());
        }
        if (!reply.isSuccess() && !isGone(reply)) {
            reply.orThrow();
        }
    }

    private GoogleOAuthHttp.Reply revoke(String token) {
        return http.post(endpoints.revocation(), Map.of("token", token));
    }

    /** A token that Google does not know any more is as good as revoked. */
    private static boolean isGone(GoogleOAuthHttp.Reply reply) {
        return reply.error().filter(Set.of("invalid_token", "invalid_grant")::contains).isPresent();
    }

    @Override
    public void check() {
        Map<String, String> form = form("authorization_code");
        form.put("code", "passerelle-check");
        form.put("redirect_uri", client.redirectUri().toString());
        GoogleOAuthHttp.Reply reply = http.post(endpoints.token(), form);
        // With good credentials only the code is refused.
        if (reply.error().filter("invalid_grant"::equals).isEmpty()) {
            reply.orThrow();
        }
        GoogleClientProbe.redirectUri(http.page(begin(GoogleClientProbe.request())));
    }

    private Map<String, String> form(String grantType) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grantType);
        form.put("client_id", client.clientId());
        form.put("client_secret", client.clientSecret());
        return form;
    }
}
