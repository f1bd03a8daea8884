// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sandbox.http.Params;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationPageTest extends SandboxTestBase {

    private GoogleClient.Answer open(Map<String, String> parameters) throws Exception {
        return google.send(HttpRequest.newBuilder(google.authorize(parameters)).build());
    }

    @Test
    void theSignInPageOffersTheAccountsAndLoadsNothing() throws Exception {
        GoogleClient.Answer page = open(GoogleClient.authorization()).expect(200);
        assertThat(page.text()).contains("ann@gmail.example", "Sandbox: this is not Google").doesNotContain("<script", "src=", "http-equiv");
        assertThat(page.raw().headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self' http://localhost:8181").doesNotContain("unsafe");
    }

    @Test
    void theConsentPageListsEachScopeWithABox() throws Exception {
        Map<String, String> request = GoogleClient.authorization();
        request.put("prompt", "consent");
        String signIn = open(request).text();
        Matcher flow = Pattern.compile("name=\"flow\" value=\"([^\"]+)\"").matcher(signIn);
        assertThat(flow.find()).isTrue();
        String consent = google.form("/o/oauth2/v2/auth/signin", Map.of("flow", flow.group(1), "account", ANN)).expect(200).text();
        assertThat(consent).contains("value=\"https://www.googleapis.com/auth/calendar.events\"", "calendar.calendarlist.readonly",
                "id=\"identity\"", ">Allow<", ">Cancel<");
    }

    @ParameterizedTest
    @CsvSource({"redirect_uri,http://localhost:8181/integrations/api/oauth/google/callback/,redirect_uri_mismatch",
        "redirect_uri,http://LOCALHOST:8181/integrations/api/oauth/google/callback,redirect_uri_mismatch",
        "client_id,other,invalid_client", "response_type,token,invalid_request", "scope,calendar.everything,invalid_scope", "scope,,invalid_request",
        "code_challenge,short,invalid_request", "code_challenge_method,plain,invalid_request", "colour,blue,invalid_request"})
    void aWrongRequestEndsOnAPageAndNeverAtTheRedirectUri(String name, String value, String error) throws Exception {
        Map<String, String> request = GoogleClient.authorization();
        request.put(name, value == null ? "" : value);
        GoogleClient.Answer answer = open(request);
        assertThat(answer.status()).isBetween(400, 401);
        assertThat(answer.text()).contains(error);
        assertThat(answer.raw().headers().firstValue("Location")).isEmpty();
    }

    @Test
    void aRequestWithoutChallengeIsRefusedUnlessSwitchedOff() throws Exception {
        Map<String, String> request = GoogleClient.authorization();
        request.remove("code_challenge");
        request.remove("code_challenge_method");
        open(request).expect(400);
        server.control().behaviour().pkceRequired(false);
        open(request).expect(200);
    }

    @Test
    void cancelReturnsAccessDeniedWithTheState() throws Exception {
        Params answer = Params.parse(server.control().deny(google.authorize(GoogleClient.authorization())).getRawQuery());
        assertThat(answer.get("error", "")).isEqualTo("access_denied");
        assertThat(answer.get("state", "")).isEqualTo("a-state");
        assertThat(answer.has("code")).isFalse();
    }

    @Test
    void theIssuerComesBackAsLongAsItIsAdvertised() throws Exception {
        Params answer = Params.parse(server.control().approve(google.authorize(GoogleClient.authorization()), ANN).getRawQuery());
        assertThat(answer.get("iss", "")).isEqualTo(server.googleRoot().toString());
        assertThat(google.get("/.well-known/openid-configuration").body().get("authorization_response_iss_parameter_supported").asBoolean()).isTrue();
        server.control().behaviour().issuerReturned(false);
        Params without = Params.parse(server.control().approve(google.authorize(GoogleClient.authorization()), ANN).getRawQuery());
        assertThat(without.has("iss")).isFalse();
        assertThat(google.get("/.well-known/openid-configuration").body().has("authorization_response_iss_parameter_supported")).isFalse();
    }

    @Test
    void anUntickedScopeIsNotGranted() throws Exception {
        server.control().addAccount("bea@gmail.example", "Bea", "Europe/Paris");
        URI back = server.control().approve(google.authorize(GoogleClient.authorization()), "bea@gmail.example",
                Set.of("https://www.googleapis.com/auth/calendar.events"));
        Params answer = Params.parse(back.getRawQuery());
        assertThat(answer.get("scope", "")).contains("calendar.calendarlist.readonly").doesNotContain("calendar.events");
        GoogleClient bea = new GoogleClient(server);
        bea.accessToken = google.exchange(answer.get("code", "")).expect(200).body().get("access_token").asText();
        assertThat(bea.get(EVENTS).expect(403).reason()).isEqualTo("insufficientPermissions");
        bea.get("users/me/calendarList").expect(200);
    }

    @Test
    void includeGrantedScopesAddsWhatWasConsentedBefore() throws Exception {
        Map<String, String> request = GoogleClient.authorization();
        request.put("scope", "openid https://www.googleapis.com/auth/calendar.settings.readonly");
        assertThat(Params.parse(server.control().approve(google.authorize(request), ANN).getRawQuery()).get("scope", "")).doesNotContain("calendar.events");
        request.put("include_granted_scopes", "true");
        assertThat(Params.parse(server.control().approve(google.authorize(request), ANN).getRawQuery()).get("scope", "")).contains("calendar.events");
    }

    @Test
    void whoHasConsentedIsNotAskedAgainUnlessPrompted() throws Exception {
        assertThat(Params.parse(server.control().approve(google.authorize(GoogleClient.authorization()), ANN).getRawQuery()).get("prompt", "")).isEqualTo("none");
        Map<String, String> request = GoogleClient.authorization();
        request.put("prompt", "consent");
        assertThat(Params.parse(server.control().approve(google.authorize(request), ANN).getRawQuery()).get("prompt", "")).isEqualTo("consent");
    }

    @Test
    void aHostileTitleIsEscaped() throws Exception {
        server.control().addAccount("eve@gmail.example", "<img onerror=x>", "Europe/Paris");
        assertThat(open(GoogleClient.authorization()).text()).contains("&lt;img onerror=x&gt;").doesNotContain("<img");
    }

    @Test
    void aFlowEndsAfterTenMinutes() throws Exception {
        String page = open(GoogleClient.authorization()).text();
        Matcher flow = Pattern.compile("name=\"flow\" value=\"([^\"]+)\"").matcher(page);
        assertThat(flow.find()).isTrue();
        clock.advance(Duration.ofMinutes(11));
        google.form("/o/oauth2/v2/auth/signin", Map.of("flow", flow.group(1), "account", ANN)).expect(400);
    }
}
