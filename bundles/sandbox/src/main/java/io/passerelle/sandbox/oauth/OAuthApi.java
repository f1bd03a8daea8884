// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.World;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** All OAuth and OpenID addresses below the Google root. */
public final class OAuthApi {
    private final World world;
    private final Grants grants;
    private final OAuthClient client;
    private final Behaviour behaviour;
    private final Supplier<String> issuer;
    private final IdTokens idTokens;
    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint token;

    /**
     * @param issuer the public address of the Google root without a trailing slash; also the {@code iss}
     */
    public OAuthApi(World world, Grants grants, OAuthClient client, Behaviour behaviour, RandomIds random, Clock clock, Supplier<String> issuer) {
        this.world = world;
        this.grants = grants;
        this.client = client;
        this.behaviour = behaviour;
        this.issuer = issuer;
        this.idTokens = new IdTokens(clock);
        this.authorize = new AuthorizeEndpoint(world, grants, client, behaviour, random, issuer);
        this.token = new TokenEndpoint(world, grants, client, idTokens, issuer);
    }

    /** Which of our operations an address is, in the words of counters and faults; empty if none. */
    public static Optional<String> kind(String path) {
        return Optional.ofNullable(switch (path) {
            case "/o/oauth2/v2/auth" -> "oauth.auth";
            case "/o/oauth2/v2/auth/signin" -> "oauth.signin";
            case "/o/oauth2/v2/auth/consent" -> "oauth.consent";
            case "/token" -> "oauth.token";
            case "/revoke" -> "oauth.revoke";
            case "/v1/userinfo" -> "oauth.userinfo";
            case "/oauth2/v3/certs" -> "oauth.certs";
            case "/.well-known/openid-configuration" -> "oauth.discovery";
            default -> null;
        });
    }

    /** The account a token request or revocation is about. */
    public Optional<String> account(SandboxRequest request) {
        for (String name : new String[] {"code", "refresh_token", "token"}) {
            Optional<String> value = request.form().first(name);
            if (value.isPresent()) {
                return grants.accountOf(value.get());
            }
        }
        return bearer(request).flatMap(grants::accountOf);
    }

    public SandboxResponse handle(String kind, SandboxRequest request) {
        try {
            return switch (kind) {
                case "oauth.auth" -> authorize.begin(request);
                case "oauth.signin" -> authorize.signIn(request);
                case "oauth.consent" -> authorize.consent(request);
                case "oauth.token" -> token.handle(request, behaviour.testingMode());
                case "oauth.revoke" -> revoke(request);
                case "oauth.userinfo" -> userinfo(request);
                case "oauth.certs" -> SandboxResponse.json(200, idTokens.keySet());
                default -> SandboxResponse.json(200, discovery());
            };
        } catch (OAuthError error) {
            return error.response();
        }
    }

    private SandboxResponse revoke(SandboxRequest request) {
        if (!"POST".equals(request.method())) {
            throw new OAuthError(405, "invalid_request", "Revocation takes POST only.");
        }
        String value = request.form().first("token").or(() -> request.query().first("token"))
                .orElseThrow(() -> OAuthError.invalidRequest("Missing required parameter: token"));
        if (!grants.revoke(value)) {
            throw new OAuthError(400, "invalid_token", "Token expired or revoked");
        }
        return SandboxResponse.json(200, Json.object());
    }

    private SandboxResponse userinfo(SandboxRequest request) {
        Grants.AccessData access = bearer(request).flatMap(grants::access).orElse(null);
        if (access == null) {
            return new OAuthError(401, "invalid_request", "Invalid Credentials").response()
                    .with("WWW-Authenticate", "Bearer realm=\"sandbox\", error=\"invalid_token\"");
        }
        Account account = world.locked(() -> world.account(access.account())).orElseThrow();
        Set<String> scopes = access.scopes();
        if (!scopes.contains("openid") && scopes.stream().noneMatch(Scopes::identity)) {
            return new OAuthError(403, "insufficient_scope", "Request had insufficient authentication scopes.").response();
        }
        ObjectNode body = Json.object().put("sub", account.subject());
        if (scopes.contains(Scopes.PREFIX + "userinfo.profile")) {
            body.put("name", account.name()).put("given_name", account.name().split(" ")[0]);
        }
        if (scopes.contains(Scopes.PREFIX + "userinfo.email")) {
            body.put("email", account.email()).put("email_verified", true);
        }
        if (account.workspace()) {
            body.put("hd", account.hostedDomain());
        }
        return SandboxResponse.json(200, body);
    }

    private ObjectNode discovery() {
        String root = issuer.get();
        ObjectNode out = Json.object().put("issuer", root).put("authorization_endpoint", root + "/o/oauth2/v2/auth")
                .put("token_endpoint", root + "/token").put("userinfo_endpoint", root + "/v1/userinfo")
                .put("revocation_endpoint", root + "/revoke").put("jwks_uri", root + "/oauth2/v3/certs");
        list(out, "response_types_supported", "code");
        list(out, "subject_types_supported", "public");
        list(out, "id_token_signing_alg_values_supported", "RS256");
        list(out, "scopes_supported", "openid", "email", "profile");
        list(out, "token_endpoint_auth_methods_supported", "client_secret_post", "client_secret_basic");
        list(out, "claims_supported", "aud", "email", "email_verified", "exp", "iat", "iss", "name", "sub");
        list(out, "code_challenge_methods_supported", "S256");
        list(out, "grant_types_supported", "authorization_code", "refresh_token");
        if (behaviour.issuerReturned()) {
            out.put("authorization_response_iss_parameter_supported", true);
        }
        return out;
    }

    private static void list(ObjectNode out, String name, String... values) {
        ArrayNode list = out.putArray(name);
        for (String value : values) {
            list.add(value);
        }
    }

    /** The bearer token of a request's Authorization header. */
    public static Optional<String> bearer(SandboxRequest request) {
        return request.header("authorization").filter(h -> h.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(h -> h.substring(7).trim());
    }
}
