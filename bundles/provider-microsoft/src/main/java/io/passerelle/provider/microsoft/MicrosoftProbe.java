// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.Delays;
import io.passerelle.provider.kit.OAuthErrors;
import io.passerelle.provider.spi.AuthorizationRequest;
import io.passerelle.provider.spi.ClientRegistration;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Test calls: with a fresh token, and with nothing but the registration of the client. */
final class MicrosoftProbe {
    /** The challenge of RFC 7636, appendix B: nobody ever redeems this request. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final int LARGEST = 1 << 20;
    private final MicrosoftEndpoints endpoints;
    private final ClientRegistration client;
    private final GraphHttp http;

    MicrosoftProbe(MicrosoftEndpoints endpoints, ClientRegistration client) {
        this.endpoints = endpoints;
        this.client = client;
        this.http = new GraphHttp(endpoints.origins(), MsalHttp.LONGEST);
    }

    static AuthorizationRequest request() {
        return new AuthorizationRequest(MicrosoftScopes.BASE, "check", CHALLENGE, Optional.empty(), false);
    }

    /** Reads something small of Graph. */
    void call(String accessToken, String path) {
        GraphAnswer answer = send(URI.create(endpoints.graph() + path), Map.of("Authorization", "Bearer " + accessToken));
        if (!answer.isSuccess()) {
            PasserelleException refused = MicrosoftErrors.of(answer);
            throw refused.code() == ErrorCode.COLLECTION_UNREADABLE
                    ? PasserelleException.of(ErrorCode.PROVIDER_ERROR, "the test call is refused")
                    : refused;
        }
    }

    private GraphAnswer send(URI address, Map<String, String> headers) {
        try {
            return http.send("GET", address, headers, null, (status, values, content) -> new GraphAnswer(
                    status,
                    json(new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8)),
                    Delays.retryAfter(values.first("Retry-After"), Clock.systemUTC())));
        } catch (IOException noAnswer) {
            throw PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE, noAnswer.getClass().getSimpleName());
        }
    }

    private static Map<String, Object> json(String text) {
        try {
            return GraphJson.read(text);
        } catch (PasserelleException notJson) {
            return Map.of();
        }
    }

    /**
     * Checks id and secret at the token endpoint, then the redirect URI at the page.
     *
     * @throws PasserelleException {@code CLIENT_REJECTED}, {@code REDIRECT_NOT_REGISTERED}, or what kept us from knowing
     */
    void check(URI page) {
        Map<String, String> form = Map.of(
                "grant_type", "authorization_code",
                "client_id", client.clientId(),
                "client_secret", client.clientSecret(),
                "code", "passerelle-check",
                "redirect_uri", client.redirectUri().toString());
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            http.send(
                    "POST",
                    endpoints.resolve(endpoints.authority() + "oauth2/v2.0/token"),
                    Map.of("Content-Type", "application/x-www-form-urlencoded"),
                    body.getBytes(StandardCharsets.UTF_8),
                    (status, values, content) -> token(status, new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8)));
            http.send("GET", page, Map.of(), null, (status, values, content) ->
                    complaint(status, new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8)));
        } catch (IOException noAnswer) {
            throw PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE, noAnswer.getClass().getSimpleName());
        }
    }

    private static boolean token(int status, String text) {
        Optional<String> error = GraphJson.text(json(text), "error");
        complaint(status, text);
        // With good credentials only the code is refused.
        if (error.filter("invalid_grant"::equals).isEmpty()) {
            throw OAuthErrors.of(status, error, Optional.empty());
        }
        return true;
    }

    private static boolean complaint(int status, String text) {
        Optional<ErrorCode> said = MicrosoftErrors.inText(text);
        if (said.isPresent()) {
            throw PasserelleException.of(said.get(), "HTTP " + status);
        }
        if (status >= 500) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ERROR, "HTTP " + status);
        }
        return true;
    }
}
