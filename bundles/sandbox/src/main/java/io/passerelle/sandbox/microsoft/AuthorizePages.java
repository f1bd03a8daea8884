// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.oauth.OAuthClient;
import io.passerelle.sandbox.state.RandomIds;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@code /authorize} of the identity platform v2.0 and the forms behind it. What is not known is refused, as there. */
final class AuthorizePages {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST_OPEN = 1000;
    private static final Set<String> KNOWN = Set.of("client_id", "redirect_uri", "response_type", "response_mode", "scope", "state", "nonce", "prompt",
            "login_hint", "domain_hint", "code_challenge", "code_challenge_method", "claims", "client_info", "haschrome", "instance_aware",
            "X-AnchorMailbox", "client-request-id", "correlation_id", "x-client-SKU", "x-client-VER");
    private static final Set<String> PROMPTS = Set.of("login", "none", "consent", "select_account");
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private final MicrosoftWorld world;
    private final MicrosoftGrants grants;
    private final OAuthClient client;
    private final MicrosoftBehaviour behaviour;
    private final RandomIds random;
    private final Supplier<String> root;
    private final Map<String, MicrosoftFlow> open = new LinkedHashMap<>();

    AuthorizePages(MicrosoftWorld world, MicrosoftGrants grants, OAuthClient client, MicrosoftBehaviour behaviour, RandomIds random, Supplier<String> root) {
        this.world = world;
        this.grants = grants;
        this.client = client;
        this.behaviour = behaviour;
        this.random = random;
        this.root = root;
    }

    SandboxResponse begin(String tenant, SandboxRequest request) {
        Params query = "POST".equals(request.method()) ? request.form() : request.query();
        for (String name : query.names()) {
            if (!KNOWN.contains(name)) {
                return IdentityPages.error(90014, "The request has an unknown parameter: " + name);
            }
            if (query.all(name).size() > 1) {
                return IdentityPages.error(90092, "Duplicate parameter: " + name);
            }
        }
        if (!client.id().equals(query.get("client_id", null))) {
            return IdentityPages.error(700016, "Application with this identifier was not found in the directory.");
        }
        String redirect = query.get("redirect_uri", null);
        if (redirect == null || !client.redirectUris().contains(redirect)) {
            return IdentityPages.error(50011, "The redirect URI specified in the request does not match the redirect URIs configured for the application.");
        }
        if (!"code".equals(query.get("response_type", null))) {
            return IdentityPages.error(70011, "response_type 'code' is expected.");
        }
        String mode = query.get("response_mode", "query");
        String prompt = query.get("prompt", "");
        if (!Set.of("query", "form_post", "fragment").contains(mode) || !prompt.isEmpty() && !PROMPTS.contains(prompt)) {
            return IdentityPages.error(90023, "Unsupported response_mode or prompt.");
        }
        Set<String> scopes = MicrosoftScopes.split(query.get("scope", ""));
        for (String scope : scopes) {
            if (!MicrosoftScopes.known(scope)) {
                return IdentityPages.error(650053, "The application asked for scope '" + scope + "' that doesn't exist on the resource.");
            }
        }
        String challenge = query.get("code_challenge", null);
        if (scopes.isEmpty() || challenge == null || !CHALLENGE.matcher(challenge).matches() || !"S256".equals(query.get("code_challenge_method", "plain"))) {
            return IdentityPages.error(900144, "The request body must contain scope, and code_challenge with code_challenge_method S256.");
        }
        MicrosoftFlow flow = new MicrosoftFlow(random.secret(), tenant, redirect, mode, scopes, query.get("state", null), challenge,
                query.get("nonce", null), "consent".equals(prompt), query.get("login_hint", null), world.now().plus(LIFETIME), null);
        if ("none".equals(prompt)) {
            return back(flow, error("login_required", 50058, "A silent sign-in request was sent but no user is signed in."));
        }
        remember(flow);
        return IdentityPages.signIn(root.get(), flow, eligible(tenant));
    }

    SandboxResponse signIn(SandboxRequest request) {
        Params form = request.form();
        MicrosoftFlow flow = take(form.get("flow", ""));
        if (flow == null) {
            return expired();
        }
        if ("cancel".equals(form.get("action", ""))) {
            return back(flow, Map.of("error", "access_denied", "error_subcode", "cancel"));
        }
        MicrosoftAccount account = eligible(flow.tenant()).stream().filter(a -> a.email().equals(form.get("account", ""))).findFirst().orElse(null);
        if (account == null) {
            return IdentityPages.error(50020, "The user account does not exist in the tenant and cannot access the application.");
        }
        behaviour.challenge(account.email(), false);
        MicrosoftFlow signedIn = flow.signedIn(account.email());
        if (needsAdministrator(signedIn, account)) {
            remember(signedIn);
            return IdentityPages.needsAdministrator(root.get(), signedIn);
        }
        boolean consented = grants.tenantConsented(account.tenant()) || grants.consented(account.email()).containsAll(flow.scopes());
        if (consented && !flow.forceConsent()) {
            return grant(signedIn);
        }
        remember(signedIn);
        return IdentityPages.consent(root.get(), signedIn);
    }

    private boolean needsAdministrator(MicrosoftFlow flow, MicrosoftAccount account) {
        return !grants.tenantConsented(account.tenant())
                && (behaviour.adminConsentRequired(account.domain()) || flow.scopes().stream().anyMatch(MicrosoftScopes::adminOnly));
    }

    SandboxResponse consent(SandboxRequest request) {
        Params form = request.form();
        MicrosoftFlow flow = take(form.get("flow", ""));
        if (flow == null || flow.account() == null) {
            return expired();
        }
        MicrosoftAccount account = world.locked(() -> world.account(flow.account())).orElseThrow();
        if ("noAdministrator".equals(form.get("action", "")) || needsAdministrator(flow, account)) {
            return back(flow, error("access_denied", 90094, "An administrator of the tenant has set a policy that prevents you from granting the permissions."));
        }
        if (!"accept".equals(form.get("action", ""))) {
            return back(flow, error("access_denied", 65004, "User declined to consent to access the app."));
        }
        return grant(flow);
    }

    private SandboxResponse grant(MicrosoftFlow flow) {
        grants.consent(flow.account(), flow.scopes());
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", grants.code(flow, flow.scopes()));
        return back(flow, answer);
    }

    private static Map<String, String> error(String error, int number, String text) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error);
        answer.put("error_description", "AADSTS" + number + ": " + text);
        return answer;
    }

    private static SandboxResponse back(MicrosoftFlow flow, Map<String, String> answer) {
        Map<String, String> all = new LinkedHashMap<>(answer);
        if (flow.state() != null) {
            all.put("state", flow.state());
        }
        all.put("session_state", "00000000-0000-0000-0000-000000000000");
        if ("form_post".equals(flow.responseMode())) {
            return IdentityPages.formPost(flow.redirectUri(), all);
        }
        String join = "fragment".equals(flow.responseMode()) ? "#" : flow.redirectUri().contains("?") ? "&" : "?";
        return SandboxResponse.redirect(flow.redirectUri() + join + Params.of(all).encoded());
    }

    /** {@code common} takes everybody, {@code organizations} and {@code consumers} one kind, a tenant its own people. */
    List<MicrosoftAccount> eligible(String tenant) {
        return world.locked(() -> world.accounts().stream().filter(account -> switch (tenant) {
            case "common" -> true;
            case "organizations" -> !account.personal();
            case "consumers" -> account.personal();
            default -> tenant.equals(account.tenant()) || tenant.equals(account.domain());
        }).toList());
    }

    private void remember(MicrosoftFlow flow) {
        synchronized (open) {
            Instant now = world.now();
            open.values().removeIf(f -> f.expires().isBefore(now));
            if (open.size() >= MOST_OPEN) {
                open.remove(open.keySet().iterator().next());
            }
            open.put(flow.id(), flow);
        }
    }

    private MicrosoftFlow take(String id) {
        synchronized (open) {
            MicrosoftFlow flow = open.remove(id);
            return flow == null || flow.expires().isBefore(world.now()) ? null : flow;
        }
    }

    private static SandboxResponse expired() {
        return IdentityPages.error(50133, "This sign-in has expired. Go back to the application and start again.");
    }
}
