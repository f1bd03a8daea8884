// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@code /o/oauth2/v2/auth} and the two forms behind it. Unknown parameters, scopes and redirect addresses are refused as Google does. */
final class AuthorizeEndpoint {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MAX_OPEN = 1000;
    private static final Set<String> KNOWN = Set.of("client_id", "redirect_uri", "response_type", "scope", "access_type", "state",
            "include_granted_scopes", "login_hint", "prompt", "code_challenge", "code_challenge_method", "nonce", "hd", "hl", "display",
            "authuser", "enable_granular_consent");
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final World world;
    private final Grants grants;
    private final OAuthClient client;
    private final Behaviour behaviour;
    private final RandomIds random;
    private final Supplier<String> issuer;
    private final Map<String, Flow> open = new LinkedHashMap<>();

    AuthorizeEndpoint(World world, Grants grants, OAuthClient client, Behaviour behaviour, RandomIds random, Supplier<String> issuer) {
        this.world = world;
        this.grants = grants;
        this.client = client;
        this.behaviour = behaviour;
        this.random = random;
        this.issuer = issuer;
    }

    SandboxResponse begin(SandboxRequest request) {
        Params query = "POST".equals(request.method()) ? request.form() : request.query();
        for (String name : query.names()) {
            if (!KNOWN.contains(name)) {
                return OAuthPages.error(400, "invalid_request", "Parameter not allowed for this message type: " + name);
            }
            if (query.all(name).size() > 1) {
                return OAuthPages.error(400, "invalid_request", "OAuth 2 parameters can only have a single value: " + name);
            }
        }
        if (!client.id().equals(query.get("client_id", null))) {
            return OAuthPages.error(401, "invalid_client", "The OAuth client was not found.");
        }
        String redirect = query.get("redirect_uri", null);
        if (redirect == null || !client.redirectUris().contains(redirect)) {
            return OAuthPages.error(400, "redirect_uri_mismatch", "The redirect URI in the request does not match the ones authorized for the OAuth client.");
        }
        if (!"code".equals(query.get("response_type", null))) {
            return OAuthPages.error(400, "invalid_request", "Required parameter is missing or not supported: response_type");
        }
        Set<String> scopes = Scopes.split(query.get("scope", ""));
        if (scopes.isEmpty()) {
            return OAuthPages.error(400, "invalid_request", "Missing required parameter: scope");
        }
        for (String scope : scopes) {
            if (!Scopes.known(scope)) {
                return OAuthPages.error(400, "invalid_scope", "Some requested scopes were invalid: " + scope);
            }
        }
        String challenge = query.get("code_challenge", null);
        if (challenge == null ? behaviour.pkceRequired() : !CHALLENGE.matcher(challenge).matches()
                || !"S256".equals(query.get("code_challenge_method", "plain"))) {
            return OAuthPages.error(400, "invalid_request", "A code_challenge with code_challenge_method=S256 is required.");
        }
        Set<String> prompts = Set.of(query.get("prompt", "").split(" "));
        Flow flow = new Flow(random.secret(), redirect, scopes, query.get("state", null), challenge, query.get("nonce", null),
                "offline".equals(query.get("access_type", "online")), prompts.contains("consent"), query.flag("include_granted_scopes"),
                query.get("login_hint", null), world.now().plus(LIFETIME), null);
        if (prompts.contains("none")) {
            return back(flow, Map.of("error", "interaction_required"));
        }
        remember(flow);
        return OAuthPages.signIn(issuerPath(), flow, accounts());
    }

    SandboxResponse signIn(SandboxRequest request) {
        Params form = request.form();
        Flow flow = take(form.get("flow", ""));
        if (flow == null) {
            return expired();
        }
        if ("cancel".equals(form.get("action", ""))) {
            return back(flow, Map.of("error", "access_denied"));
        }
        Account account = world.locked(() -> world.account(form.get("account", ""))).orElse(null);
        if (account == null) {
            return OAuthPages.error(400, "invalid_request", "There is no such account.");
        }
        Flow signedIn = flow.signedIn(account.email());
        Set<String> granted = grants.consented(account.email());
        if (granted.containsAll(flow.scopes()) && !flow.forceConsent()) {
            return grant(signedIn, flow.scopes(), flow.offline() && !grants.hasRefreshToken(account.email()));
        }
        remember(signedIn);
        return OAuthPages.consent(issuerPath(), signedIn, account, granted);
    }

    SandboxResponse consent(SandboxRequest request) {
        Params form = request.form();
        Flow flow = take(form.get("flow", ""));
        if (flow == null || flow.account() == null) {
            return expired();
        }
        if (!"allow".equals(form.get("action", ""))) {
            return back(flow, Map.of("error", "access_denied"));
        }
        return allow(flow, form.all("scope"));
    }

    /** Consents to the ticked scopes; identity scopes always go along. */
    private SandboxResponse allow(Flow flow, List<String> ticked) {
        Set<String> granted = new LinkedHashSet<>();
        for (String scope : flow.scopes()) {
            if (Scopes.identity(scope) || ticked.contains(scope)) {
                granted.add(scope);
            }
        }
        boolean first = !grants.hasRefreshToken(flow.account());
        return grant(flow, granted, flow.offline() && (first || flow.forceConsent()));
    }

    private SandboxResponse grant(Flow flow, Set<String> scopes, boolean refresh) {
        Set<String> all = new LinkedHashSet<>(scopes);
        if (flow.includeGranted()) {
            all.addAll(grants.consented(flow.account()));
        }
        grants.consent(flow.account(), scopes);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", grants.code(flow, flow.account(), all, refresh));
        answer.put("scope", String.join(" ", all));
        answer.put("authuser", "0");
        answer.put("prompt", flow.forceConsent() ? "consent" : "none");
        return back(flow, answer);
    }

    private SandboxResponse back(Flow flow, Map<String, String> answer) {
        Map<String, String> query = new LinkedHashMap<>();
        if (flow.state() != null) {
            query.put("state", flow.state());
        }
        if (behaviour.issuerReturned()) {
            query.put("iss", issuer.get());
        }
        query.putAll(answer);
        String uri = flow.redirectUri();
        return SandboxResponse.redirect(uri + (uri.contains("?") ? "&" : "?") + Params.of(query).encoded());
    }

    private String issuerPath() {
        return issuer.get();
    }

    private List<Account> accounts() {
        return world.locked(() -> List.copyOf(world.accounts()));
    }

    private void remember(Flow flow) {
        synchronized (open) {
            Instant now = world.now();
            open.values().removeIf(f -> f.expires().isBefore(now));
            if (open.size() >= MAX_OPEN) {
                open.remove(open.keySet().iterator().next());
            }
            open.put(flow.id(), flow);
        }
    }

    private Flow take(String id) {
        synchronized (open) {
            Flow flow = open.remove(id);
            return flow == null || flow.expires().isBefore(world.now()) ? null : flow;
        }
    }

    private static SandboxResponse expired() {
        return OAuthPages.error(400, "invalid_request", "This sign-in has expired. Go back to the application and start again.");
    }
}
