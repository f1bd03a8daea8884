// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.oauth.IdTokens;
import io.passerelle.sandbox.oauth.OAuthClient;
import io.passerelle.sandbox.state.RandomIds;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The identity platform's addresses below {@code /{tenant}}: authorize, token, discovery, keys, admin consent, logout. */
final class IdentityApi {
    private static final Map<String, String> KINDS = Map.of(
            "oauth2/v2.0/authorize", "oauth.microsoft.authorize",
            "oauth2/v2.0/authorize/signin", "oauth.microsoft.signin",
            "oauth2/v2.0/authorize/consent", "oauth.microsoft.consent",
            "oauth2/v2.0/token", "oauth.microsoft.token",
            "oauth2/v2.0/logout", "oauth.microsoft.logout",
            "v2.0/adminconsent", "oauth.microsoft.adminconsent",
            "discovery/v2.0/keys", "oauth.microsoft.keys",
            "v2.0/.well-known/openid-configuration", "oauth.microsoft.discovery");
    private final MicrosoftGrants grants;
    private final OAuthClient client;
    private final IdTokens idTokens;
    private final Supplier<String> root;
    private final AuthorizePages authorize;
    private final TokenExchange token;

    IdentityApi(MicrosoftWorld world, MicrosoftGrants grants, OAuthClient client, MicrosoftBehaviour behaviour, RandomIds random, Clock clock, Supplier<String> root) {
        this.grants = grants;
        this.client = client;
        this.root = root;
        this.idTokens = new IdTokens(clock);
        this.authorize = new AuthorizePages(world, grants, client, behaviour, random, root);
        this.token = new TokenExchange(world, grants, client, behaviour, idTokens, root);
    }

    /** Which operation an address is, in the words of counters and faults; empty if none. */
    static Optional<String> kind(List<String> segments) {
        return segments.size() < 2 ? Optional.empty() : Optional.ofNullable(KINDS.get(String.join("/", segments.subList(1, segments.size()))));
    }

    /** The account a token request is about. */
    Optional<String> account(SandboxRequest request) {
        return request.form().first("code").or(() -> request.form().first("refresh_token")).flatMap(grants::accountOf);
    }

    SandboxResponse handle(String kind, List<String> segments, SandboxRequest request) {
        String tenant = segments.get(0);
        if (!List.of("common", "organizations", "consumers").contains(tenant) && authorize.eligible(tenant).isEmpty()) {
            return kind.equals("oauth.microsoft.authorize") ? IdentityPages.error(90002, "Tenant not found.")
                    : IdentityError.invalidRequest(90002, "Tenant '" + tenant.replaceAll("[^\\w.-]", "") + "' not found.").response();
        }
        try {
            return switch (kind) {
                case "oauth.microsoft.authorize" -> authorize.begin(tenant, request);
                case "oauth.microsoft.signin" -> authorize.signIn(request);
                case "oauth.microsoft.consent" -> authorize.consent(request);
                case "oauth.microsoft.token" -> token.handle(tenant, request);
                case "oauth.microsoft.logout" -> request.query().first("post_logout_redirect_uri").filter(client.redirectUris()::contains)
                        .map(SandboxResponse::redirect).orElseGet(IdentityPages::signedOut);
                case "oauth.microsoft.adminconsent" -> adminConsent(tenant, request);
                case "oauth.microsoft.keys" -> SandboxResponse.json(200, idTokens.keySet());
                default -> SandboxResponse.json(200, discovery(tenant));
            };
        } catch (IdentityError error) {
            return error.response();
        }
    }

    private SandboxResponse adminConsent(String tenant, SandboxRequest request) {
        Params given = "POST".equals(request.method()) ? request.form() : request.query();
        String redirect = given.get("redirect_uri", "");
        if (!client.id().equals(given.get("client_id", "")) || !client.redirectUris().contains(redirect)) {
            return IdentityPages.error(50011, "The client or its redirect URI is not registered.");
        }
        Map<String, String> answer = new LinkedHashMap<>();
        given.first("state").ifPresent(state -> answer.put("state", state));
        if (!"POST".equals(request.method())) {
            Map<String, String> hidden = new LinkedHashMap<>(answer);
            hidden.put("client_id", client.id());
            hidden.put("redirect_uri", redirect);
            return IdentityPages.adminConsent(root.get() + "/" + tenant + "/v2.0/adminconsent", hidden, redirect);
        }
        List<MicrosoftAccount> people = authorize.eligible(tenant).stream().filter(account -> !account.personal()).toList();
        if (!"accept".equals(given.get("action", "")) || people.isEmpty()) {
            answer.put("error", "access_denied");
        } else {
            people.forEach(account -> grants.consentForTenant(account.tenant()));
            answer.put("admin_consent", "True");
            answer.put("tenant", people.get(0).tenant());
        }
        return SandboxResponse.redirect(redirect + "?" + Params.of(answer).encoded());
    }

    private ObjectNode discovery(String tenant) {
        String authority = root.get() + "/" + tenant;
        boolean several = List.of("common", "organizations").contains(tenant);
        ObjectNode out = Json.object().put("issuer", several ? root.get() + "/{tenantid}/v2.0" : authority + "/v2.0")
                .put("authorization_endpoint", authority + "/oauth2/v2.0/authorize").put("token_endpoint", authority + "/oauth2/v2.0/token")
                .put("end_session_endpoint", authority + "/oauth2/v2.0/logout").put("jwks_uri", authority + "/discovery/v2.0/keys");
        list(out, "response_modes_supported", "query", "fragment", "form_post");
        list(out, "response_types_supported", "code");
        list(out, "subject_types_supported", "pairwise");
        list(out, "id_token_signing_alg_values_supported", "RS256");
        list(out, "scopes_supported", "openid", "profile", "email", "offline_access");
        list(out, "token_endpoint_auth_methods_supported", "client_secret_post");
        return out;
    }

    private static void list(ObjectNode out, String name, String... values) {
        ArrayNode list = out.putArray(name);
        for (String value : values) {
            list.add(value);
        }
    }
}
