// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.oauth.IdTokens;
import io.passerelle.sandbox.oauth.OAuthClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** {@code POST /token}: code exchange with PKCE, and refresh with rotation: the old refresh token is refused from then on. */
final class TokenExchange {
    private final MicrosoftWorld world;
    private final MicrosoftGrants grants;
    private final OAuthClient client;
    private final MicrosoftBehaviour behaviour;
    private final IdTokens idTokens;
    private final Supplier<String> root;

    TokenExchange(MicrosoftWorld world, MicrosoftGrants grants, OAuthClient client, MicrosoftBehaviour behaviour, IdTokens idTokens, Supplier<String> root) {
        this.world = world;
        this.grants = grants;
        this.client = client;
        this.behaviour = behaviour;
        this.idTokens = idTokens;
        this.root = root;
    }

    SandboxResponse handle(String tenant, SandboxRequest request) {
        if (!"POST".equals(request.method())) {
            throw IdentityError.invalidRequest(900561, "The endpoint only accepts POST requests.");
        }
        Params form = request.form();
        if (!client.id().equals(form.get("client_id", null))) {
            throw new IdentityError(400, "unauthorized_client", 700016, "Application with this identifier was not found in the directory.", null);
        }
        String secret = form.get("client_secret", null);
        if (secret == null) {
            throw new IdentityError(401, "invalid_client", 7000218, "The request body must contain the parameter 'client_assertion' or 'client_secret'.", null);
        }
        if (!same(secret, client.secret())) {
            throw new IdentityError(401, "invalid_client", 7000215, "Invalid client secret provided.", null);
        }
        return switch (form.get("grant_type", "")) {
            case "authorization_code" -> exchange(tenant, form);
            case "refresh_token" -> refresh(form);
            case "" -> throw IdentityError.invalidRequest(900144, "The request body must contain the parameter 'grant_type'.");
            default -> throw new IdentityError(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.", null);
        };
    }

    private SandboxResponse exchange(String tenant, Params form) {
        MicrosoftGrants.Code code = grants.takeCode(form.get("code", ""))
                .orElseThrow(() -> IdentityError.invalidGrant(9002313, "Invalid request. Request is malformed or invalid."));
        if (!code.redirectUri().equals(form.get("redirect_uri", null))) {
            throw IdentityError.invalidGrant(500112, "The reply address does not match the reply address provided when requesting the code.");
        }
        if (!code.tenant().equals(tenant)) {
            throw IdentityError.invalidGrant(70000, "The code was issued by another authority.");
        }
        String verifier = form.get("code_verifier", "");
        String computed = Base64.getUrlEncoder().withoutPadding().encodeToString(MicrosoftGrants.sha256(verifier));
        if (!verifier.matches("[A-Za-z0-9._~-]{43,128}") || !same(computed, code.challenge())) {
            throw IdentityError.invalidGrant(501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.");
        }
        return answer(code.account(), code.scopes(), code.nonce());
    }

    private SandboxResponse refresh(Params form) {
        String token = form.get("refresh_token", "");
        if (grants.wasRedeemed(token)) {
            throw IdentityError.invalidGrant(54005, "The refresh token was already redeemed, please retry with a new valid one.");
        }
        String account = grants.accountOf(token).orElseThrow(() -> new IdentityError(400, "invalid_grant", 70000,
                "The provided value for the input parameter 'refresh_token' is not valid.", "bad_token"));
        if (behaviour.challenged(account)) {
            throw new IdentityError(400, "invalid_grant", 50076, "Due to a configuration change made by your administrator, you must use multi-factor authentication.",
                    "basic_action");
        }
        MicrosoftGrants.Token data = grants.redeem(token).orElseThrow(() -> new IdentityError(400, "invalid_grant", 700082,
                "The refresh token has expired due to inactivity.", "bad_token"));
        Set<String> scopes = data.scopes();
        if (form.has("scope")) {
            Set<String> asked = MicrosoftScopes.split(form.get("scope", ""));
            if (!scopes.containsAll(asked)) {
                throw new IdentityError(400, "invalid_grant", 65001, "The user or administrator has not consented to use the application.", "consent_required");
            }
            Set<String> narrowed = new LinkedHashSet<>(asked);
            narrowed.addAll(MicrosoftScopes.IDENTITY.stream().filter(data.scopes()::contains).toList());
            scopes = narrowed;
        }
        return answer(account, scopes, null, data.scopes());
    }

    private SandboxResponse answer(String email, Set<String> scopes, String nonce) {
        return answer(email, scopes, nonce, scopes);
    }

    private SandboxResponse answer(String email, Set<String> scopes, String nonce, Set<String> refreshable) {
        MicrosoftAccount account = world.locked(() -> world.account(email)).orElseThrow(() -> IdentityError.invalidGrant(50034, "The user account does not exist."));
        Set<String> shown = new LinkedHashSet<>(scopes);
        shown.remove("offline_access");
        ObjectNode answer = Json.object().put("token_type", "Bearer").put("scope", String.join(" ", shown))
                .put("expires_in", MicrosoftGrants.ACCESS_SECONDS).put("ext_expires_in", MicrosoftGrants.ACCESS_SECONDS)
                .put("access_token", grants.accessToken(email, scopes));
        if (scopes.contains("offline_access")) {
            answer.put("refresh_token", grants.refreshToken(email, refreshable));
        }
        if (scopes.contains("openid")) {
            answer.put("id_token", idToken(account, nonce));
        }
        ObjectNode info = Json.object().put("uid", account.objectId()).put("utid", account.tenant());
        answer.put("client_info", Base64.getUrlEncoder().withoutPadding().encodeToString(info.toString().getBytes(StandardCharsets.UTF_8)));
        return SandboxResponse.json(200, answer).with("Pragma", "no-cache");
    }

    private String idToken(MicrosoftAccount account, String nonce) {
        long now = world.now().getEpochSecond();
        ObjectNode claims = Json.object().put("aud", client.id()).put("iss", root.get() + "/" + account.tenant() + "/v2.0")
                .put("iat", now).put("nbf", now).put("exp", now + 3600).put("name", account.name()).put("oid", account.objectId())
                .put("preferred_username", account.email()).put("sub", MicrosoftGrants.hash(client.id() + account.objectId()).substring(0, 43))
                .put("tid", account.tenant()).put("ver", "2.0");
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return idTokens.sign(claims);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
