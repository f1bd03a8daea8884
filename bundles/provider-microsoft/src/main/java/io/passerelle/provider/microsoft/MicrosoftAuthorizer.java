// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.Prompt;
import com.microsoft.aad.msal4j.SilentParameters;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.provider.kit.IdTokens;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.AuthorizationAnswer;
import io.passerelle.provider.spi.AuthorizationRequest;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Credential;
import io.passerelle.provider.spi.UnfinishedAuthorization;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Microsoft's identity platform v2.0 through MSAL (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow), with
 * PKCE. MSAL answers by {@code form_post}.
 */
final class MicrosoftAuthorizer implements Authorizer {
    private final MicrosoftEndpoints endpoints;
    private final ClientRegistration client;
    private final AskedScopes asked;
    private final MsalHttp http;
    private final MicrosoftProbe probe;

    MicrosoftAuthorizer(MicrosoftEndpoints endpoints, ClientRegistration client, AskedScopes asked) {
        this.endpoints = endpoints;
        this.client = client;
        this.asked = asked;
        this.http = new MsalHttp(endpoints);
        this.probe = new MicrosoftProbe(endpoints, client);
    }

    private ConfidentialClientApplication application(TokenCache cache) {
        try {
            return ConfidentialClientApplication.builder(
                            client.clientId(), ClientCredentialFactory.createFromSecret(client.clientSecret()))
                    .authority(endpoints.authority())
                    // Only an emulation has an authority that Microsoft does not know.
                    .validateAuthority(endpoints.isReal())
                    .instanceDiscovery(false)
                    .httpClient(http)
                    .executorService(new SameThread())
                    .setTokenCacheAccessAspect(cache)
                    .build();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public URI begin(AuthorizationRequest request) {
        Set<String> scopes = MicrosoftScopes.least(request.scopes(), endpoints.scopePrefix());
        asked.remember(request.codeChallenge(), scopes);
        AuthorizationRequestUrlParameters.Builder parameters = AuthorizationRequestUrlParameters.builder(
                        client.redirectUri().toString(), scopes)
                .state(request.state())
                .codeChallenge(request.codeChallenge())
                .codeChallengeMethod("S256");
        request.loginHint().ifPresent(parameters::loginHint);
        if (request.forceConsent() && request.loginHint().isEmpty()) {
            // A refresh token comes with every consent; what matters is that another account can be chosen.
            parameters.prompt(Prompt.SELECT_ACCOUNT);
        }
        return endpoints.resolve(application(new TokenCache(null))
                .getAuthorizationRequestUrl(parameters.build())
                .toString());
    }

    /** The identity platform returns no {@code iss}. */
    @Override
    public Optional<String> advertisedIssuer() {
        return Optional.empty();
    }

    @Override
    public Authorization complete(AuthorizationAnswer answer) {
        TokenCache cache = new TokenCache(null);
        Set<String> scopes = asked.take(answer.codeVerifier()).orElse(Set.of(endpoints.graphDefault()));
        IAuthenticationResult result = await(() -> application(cache)
                .acquireToken(AuthorizationCodeParameters.builder(answer.code(), client.redirectUri())
                        .scopes(scopes)
                        .codeVerifier(answer.codeVerifier())
                        .build()));
        Set<String> granted = MicrosoftScopes.granted(String.valueOf(result.scopes()));
        Credential credential = credential(MicrosoftScopes.least(granted, endpoints.scopePrefix()), cache, result);
        Optional<Account> account = Optional.empty();
        try {
            account = Optional.of(account(result));
            probe.call(result.accessToken(), "/me?$select=id");
            if (granted.contains(MicrosoftScopes.CALENDARS_READ)) {
                probe.call(result.accessToken(), "/me/calendars?$top=1");
            }
        } catch (PasserelleException failed) {
            throw new UnfinishedAuthorization(failed, credential, account);
        }
        return new Authorization(account.get(), credential, granted);
    }

    private static Credential credential(Set<String> scopes, TokenCache cache, IAuthenticationResult result) {
        if (cache.content() == null || !cache.content().contains("\"RefreshToken\"")) {
            throw PasserelleException.of(ErrorCode.GRANT_LOST, "no refresh token was issued; consent has to be asked for again");
        }
        return new MicrosoftCredential(scopes, cache.content())
                .sealable(result.accessToken(), result.expiresOnDate().toInstant());
    }

    private Account account(IAuthenticationResult result) {
        Map<String, Object> claims = GraphJson.read(IdTokens.claims(String.valueOf(result.idToken())));
        String tenant = claim(claims, "tid");
        IdTokens.subject(claims, Set.of(endpoints.issuer(tenant)), client.clientId());
        // Whoever vouches stays the same while an emulation stands in, or a cloud changes its address.
        return new Account(
                "https://login.microsoftonline.com/" + tenant + "/v2.0",
                claim(claims, "oid"),
                GraphJson.text(claims, "preferred_username").orElse(""));
    }

    private static String claim(Map<String, Object> claims, String name) {
        return GraphJson.text(claims, name)
                .filter(value -> value.matches("[0-9a-fA-F-]{1,64}"))
                .orElseThrow(() -> PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the ID token has no " + name));
    }

    @Override
    public Credential refresh(Credential current) {
        MicrosoftCredential old = MicrosoftCredential.of(current);
        TokenCache cache = new TokenCache(old.cache());
        ConfidentialClientApplication application = application(cache);
        IAuthenticationResult result = await(() -> {
            IAccount account = application.getAccounts().join().stream()
                    .findFirst()
                    .orElseThrow(() -> PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "the token cache has no account"));
            return application.acquireTokenSilently(
                    SilentParameters.builder(old.scopes(), account).forceRefresh(true).build());
        });
        return credential(old.scopes(), cache, result);
    }

    private interface Work {
        CompletableFuture<IAuthenticationResult> start() throws MalformedURLException;
    }

    private static IAuthenticationResult await(Work work) {
        try {
            return work.start().join();
        } catch (MalformedURLException | RuntimeException failed) {
            throw MicrosoftErrors.ofSignIn(failed);
        }
    }

    /** Microsoft cannot end a single grant; people do so under "Apps and services" of their account. */
    @Override
    public void revoke(Credential current) {
        MicrosoftCredential.of(current);
    }

    @Override
    public void check() {
        probe.check(begin(MicrosoftProbe.request()));
    }
}
