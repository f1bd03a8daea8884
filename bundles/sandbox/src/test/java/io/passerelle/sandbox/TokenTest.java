// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.http.Params;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTest extends SandboxTestBase {

    private String code() throws Exception {
        return code(GoogleClient.authorization());
    }

    private String code(Map<String, String> request) throws Exception {
        return Params.parse(server.control().approve(google.authorize(request), ANN).getRawQuery()).get("code", "");
    }

    private Map<String, String> exchange(String code) throws Exception {
        return new HashMap<>(Map.of("grant_type", "authorization_code", "code", code, "code_verifier", GoogleClient.VERIFIER, "redirect_uri",
                GoogleClient.authorization().get("redirect_uri")));
    }

    @Test
    void aCodeWorksOnce() throws Exception {
        String code = code();
        google.exchange(code).expect(200);
        assertThat(google.exchange(code).expect(400).body().get("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeLivesTenMinutes() throws Exception {
        String code = code();
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(google.exchange(code).expect(400).body().get("error").asText()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({"code_verifier,a-verifier-of-sufficient-length-for-rfc-7636-9999999999,400,invalid_grant", "code_verifier,,400,invalid_grant",
        "redirect_uri,http://localhost:8181/other,400,redirect_uri_mismatch", "client_secret,wrong,401,invalid_client", "client_id,wrong,401,invalid_client",
        "grant_type,password,400,unsupported_grant_type", "code,unknown,400,invalid_grant"})
    void aWrongExchangeIsRefused(String name, String value, int status, String error) throws Exception {
        Map<String, String> form = exchange(code());
        form.put(name, value == null ? "" : value);
        assertThat(google.token(form).expect(status).body().get("error").asText()).isEqualTo(error);
    }

    @Test
    void aMissingVerifierOrSecretIsRefused() throws Exception {
        Map<String, String> form = exchange(code());
        form.remove("code_verifier");
        assertThat(google.token(form).expect(400).body().get("error_description").asText()).isEqualTo("Missing code verifier.");
        assertThat(google.form("/token", exchange(code())).expect(400).body().get("error").asText()).isEqualTo("invalid_request");
    }

    @Test
    void credentialsMayComeByBasic() throws Exception {
        String pair = "sandbox-client.apps.example:" + server.control().client().secret();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.googleRoot() + "/token"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Params.of(exchange(code())).encoded())).build();
        google.send(request).expect(200);
    }

    @Test
    void parametersInTheAddressOrAJsonBodyAreRefused() throws Exception {
        google.send(HttpRequest.newBuilder(URI.create(server.googleRoot() + "/token?grant_type=refresh_token"))
                .POST(HttpRequest.BodyPublishers.noBody()).build()).expect(400);
        google.post("/token", "{\"grant_type\":\"refresh_token\"}").expect(400);
    }

    @Test
    void theRefreshTokenComesWithTheFirstConsentOrAForcedOne() throws Exception {
        assertThat(google.exchange(code()).body().has("refresh_token")).isFalse();
        Map<String, String> forced = GoogleClient.authorization();
        forced.put("prompt", "consent");
        assertThat(google.exchange(code(forced)).body().has("refresh_token")).isTrue();
        forced.put("access_type", "online");
        assertThat(google.exchange(code(forced)).body().has("refresh_token")).isFalse();
    }

    @Test
    void refreshingGivesANewAccessTokenAndNoNewRefreshToken() throws Exception {
        JsonNode fresh = google.refresh(google.refreshToken).expect(200).body();
        assertThat(fresh.has("refresh_token")).isFalse();
        assertThat(fresh.get("expires_in").asInt()).isEqualTo(3599);
        assertThat(fresh.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(fresh.get("access_token").asText()).isNotEqualTo(google.accessToken);
        google.accessToken = fresh.get("access_token").asText();
        google.get(EVENTS).expect(200);
    }

    @Test
    void anAccessTokenLivesAnHour() throws Exception {
        clock.advance(Duration.ofSeconds(3599));
        google.get(EVENTS).expect(200);
        clock.advance(Duration.ofSeconds(2));
        GoogleClient.Answer answer = google.get(EVENTS).expect(401);
        assertThat(answer.reason()).isEqualTo("authError");
        assertThat(answer.raw().headers().firstValue("WWW-Authenticate").orElseThrow()).contains("invalid_token");
    }

    @Test
    void inTestingModeRefreshTokensDieAfterSevenDays() throws Exception {
        server.control().behaviour().testingMode(true);
        assertThat(google.refresh(google.refreshToken).expect(200).body().get("refresh_token_expires_in").asLong()).isEqualTo(604_799);
        clock.advance(Duration.ofDays(7).plusSeconds(1));
        assertThat(google.refresh(google.refreshToken).expect(400).body().get("error").asText()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void revokingEitherTokenEndsTheWholeGrant(boolean access) throws Exception {
        google.form("/revoke", Map.of("token", access ? google.accessToken : google.refreshToken)).expect(200);
        google.get(EVENTS).expect(401);
        assertThat(google.refresh(google.refreshToken).expect(400).body().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(google.form("/revoke", Map.of("token", google.refreshToken)).expect(400).body().get("error").asText()).isEqualTo("invalid_token");
        assertThat(server.control().granted(ANN)).isEmpty();
    }

    @Test
    void theHundredAndFirstRefreshTokenEndsTheOldest() throws Exception {
        Map<String, String> forced = GoogleClient.authorization();
        forced.put("prompt", "consent");
        String second = google.exchange(code(forced)).body().get("refresh_token").asText();
        for (int i = 0; i < 99; i++) {
            google.exchange(code(forced)).expect(200);
        }
        google.refresh(google.refreshToken).expect(400);
        google.refresh(second).expect(200);
    }

    @Test
    void theIdTokenIsSignedAndNamesThePerson() throws Exception {
        Map<String, String> request = GoogleClient.authorization();
        request.put("nonce", "n-1");
        String[] parts = google.exchange(code(request)).expect(200).body().get("id_token").asText().split("\\.");
        JsonNode key = google.get("/oauth2/v3/certs").expect(200).body().get("keys").get(0);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(key.get("n")), number(key.get("e")))));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        JsonNode claims = GoogleClient.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.get("iss").asText()).isEqualTo(server.googleRoot().toString());
        assertThat(claims.get("aud").asText()).isEqualTo("sandbox-client.apps.example");
        assertThat(claims.get("email").asText()).isEqualTo(ANN);
        assertThat(claims.get("nonce").asText()).isEqualTo("n-1");
        assertThat(claims.get("sub").asText()).isEqualTo(google.get("/v1/userinfo").expect(200).body().get("sub").asText());
    }

    private static BigInteger number(JsonNode base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64.asText()));
    }

    @Test
    void secretsAppearInNoJournal() throws Exception {
        String code = code();
        google.exchange(code).expect(200);
        String journal = server.control().journal().entries().toString();
        assertThat(journal).contains("/token").doesNotContain(code, google.accessToken, google.refreshToken, "a-state", GoogleClient.VERIFIER,
                server.control().client().secret());
    }
}
