// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@code POST /token}: code exchange and refresh, RFC 6749 sections 4.1.3 and 6, PKCE by RFC 7636. */
final class TokenEndpoint {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
    private final World world;
    private final Grants grants;
    private final OAuthClient client;
    private final IdTokens idTokens;
    private final Supplier<String> issuer;

    TokenEndpoint(World world, Grants grants, OAuthClient client, IdTokens idTokens, Supplier<String> issuer) {
        this.world = world;
        this.grants = grants;
        this.client = client;
        this.idTokens = idTokens;
        this.issuer = issuer;
    }

    SandboxResponse handle(SandboxRequest request, boolean testing) {
        if (!"POST".equals(request.method())) {
            throw new OAuthError(405, "invalid_request", "The token endpoint takes POST only.");
        }
        if (!request.query().names().isEmpty()) {
            throw OAuthError.invalidRequest("Parameters must be in the body, not in the address.");
        }
        Params form = request.form();
        authenticate(request, form);
        return switch (form.get("grant_type", "")) {
            case "authorization_code" -> exchange(form, testing);
            case "refresh_token" -> refresh(form, testing);
            case "" -> throw OAuthError.invalidRequest("Required parameter is missing: grant_type");
            default -> throw new OAuthError(400, "unsupported_grant_type", "Invalid grant_type: " + form.get("grant_type", ""));
        };
    }

    private void authenticate(SandboxRequest request, Params form) {
        String id = form.get("client_id", null);
        String secret = form.get("client_secret", null);
        String header = request.header("authorization").orElse("");
        if (header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            String[] pair = basic(header.substring(6).trim());
            id = pair[0];
            secret = pair[1];
        }
        if (id == null) {
            throw OAuthError.invalidRequest("Could not determine client ID from request.");
        }
        if (!id.equals(client.id())) {
            throw new OAuthError(401, "invalid_client", "The OAuth client was not found.");
        }
        if (secret == null) {
            throw OAuthError.invalidRequest("client_secret is missing.");
        }
        if (!same(secret, client.secret())) {
            throw new OAuthError(401, "invalid_client", "The provided client secret is invalid.");
        }
    }

    private static String[] basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new String[] {Params.decode(pair.substring(0, colon)), Params.decode(pair.substring(colon + 1))};
            }
        } catch (IllegalArgumentException malformed) {
            throw OAuthError.invalidRequest("Malformed Authorization header.");
        }
        throw OAuthError.invalidRequest("Malformed Authorization header.");
    }

    private SandboxResponse exchange(Params form, boolean testing) {
        String code = form.first("code").orElseThrow(() -> OAuthError.invalidRequest("Missing required parameter: code"));
        Grants.CodeData data = grants.takeCode(code).orElseThrow(() -> OAuthError.invalidGrant("Malformed auth code."));
        if (!data.redirectUri().equals(form.get("redirect_uri", null))) {
            throw new OAuthError(400, "redirect_uri_mismatch", "Bad Request");
        }
        proveKey(data.challenge(), form);
        ObjectNode answer = tokens(data.account(), data.scopes());
        if (data.refresh()) {
            answer.put("refresh_token", grants.refreshToken(data.account()));
            limited(answer, testing);
        }
        return SandboxResponse.json(200, withIdToken(answer, data.account(), data.scopes(), data.nonce())).with("Pragma", "no-cache");
    }

    private static void proveKey(String challenge, Params form) {
        if (challenge == null) {
            return;
        }
        String verifier = form.first("code_verifier").orElseThrow(() -> OAuthError.invalidGrant("Missing code verifier."));
        String computed = Base64.getUrlEncoder().withoutPadding().encodeToString(Grants.sha256(verifier));
        if (!VERIFIER.matcher(verifier).matches() || !same(computed, challenge)) {
            throw OAuthError.invalidGrant("Invalid code verifier.");
        }
    }

    private SandboxResponse refresh(Params form, boolean testing) {
        String token = form.first("refresh_token").orElseThrow(() -> OAuthError.invalidRequest("Missing required parameter: refresh_token"));
        Grants.RefreshData data = grants.refresh(token)
                .orElseThrow(() -> OAuthError.invalidGrant("Token has been expired or revoked."));
        Set<String> scopes = grants.consented(data.account());
        if (form.has("scope")) {
            Set<String> narrowed = Scopes.split(form.get("scope", ""));
            if (!scopes.containsAll(narrowed)) {
                throw new OAuthError(400, "invalid_scope", "Some requested scopes were invalid.");
            }
            scopes = narrowed;
        }
        ObjectNode answer = tokens(data.account(), scopes);
        limited(answer, testing);
        return SandboxResponse.json(200, withIdToken(answer, data.account(), scopes, null)).with("Pragma", "no-cache");
    }

    private ObjectNode tokens(String account, Set<String> scopes) {
        return Json.object().put("access_token", grants.accessToken(account, scopes)).put("expires_in", Grants.ACCESS_SECONDS)
                .put("scope", String.join(" ", scopes)).put("token_type", "Bearer");
    }

    private static void limited(ObjectNode answer, boolean testing) {
        if (testing) {
            answer.put("refresh_token_expires_in", Grants.TESTING_LIFETIME.toSeconds() - 1);
        }
    }

    private ObjectNode withIdToken(ObjectNode answer, String email, Set<String> scopes, String nonce) {
        if (scopes.contains("openid")) {
            Account account = world.locked(() -> world.account(email)).orElseThrow(() -> OAuthError.invalidGrant("Account has been deleted"));
            answer.put("id_token", idTokens.issue(issuer.get(), client.id(), account, scopes, nonce));
        }
        return answer;
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
