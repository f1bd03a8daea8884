// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import static io.passerelle.sandbox.page.Html.esc;

import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.page.Html;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;

/** The pages a person sees: picking an account, consenting, needing an administrator, and the one that posts the answer back. */
final class IdentityPages {
    private static final String SUBMIT = "document.forms[0].submit()";
    private static final String SUBMIT_HASH =
            "sha256-" + Base64.getEncoder().encodeToString(MicrosoftGrants.sha256(SUBMIT));

    private IdentityPages() {
    }

    static SandboxResponse signIn(String base, MicrosoftFlow flow, Collection<MicrosoftAccount> accounts) {
        StringBuilder body = new StringBuilder("<p class=\"soft\">to continue to <strong>").append(esc(host(flow.redirectUri())))
                .append("</strong></p>").append(form(base, "signin", flow)).append("<ul class=\"plain\">");
        accounts.stream().sorted((a, b) -> Boolean.compare(b.email().equals(flow.loginHint()), a.email().equals(flow.loginHint())))
                .forEach(account -> body.append("<li>").append(button(account)).append("</li>"));
        body.append("</ul><div class=\"row\"><button class=\"button\" name=\"action\" value=\"cancel\">Cancel</button></div></form>");
        return named(Html.page(200, "Pick an account", body.toString(), "", origin(flow)));
    }

    private static String button(MicrosoftAccount account) {
        return "<button class=\"account\" name=\"account\" value=\"" + esc(account.email()) + "\"><span class=\"disc\" aria-hidden=\"true\">"
                + esc(account.name().substring(0, 1)) + "</span><span><strong>" + esc(account.name()) + "</strong><span class=\"tag\">"
                + (account.personal() ? "Personal" : "Work") + "</span><br><span class=\"soft\">" + esc(account.email()) + "</span></span></button>";
    }

    static SandboxResponse consent(String base, MicrosoftFlow flow) {
        StringBuilder body = new StringBuilder("<p><strong>").append(esc(host(flow.redirectUri()))).append("</strong> would like to, for <strong>")
                .append(esc(flow.account())).append("</strong>:</p>").append(form(base, "consent", flow)).append("<ul>");
        flow.scopes().stream().filter(scope -> !MicrosoftScopes.IDENTITY.contains(scope))
                .forEach(scope -> body.append("<li>").append(esc(MicrosoftScopes.text(scope))).append("</li>"));
        if (flow.scopes().contains("offline_access")) {
            body.append("<li>Maintain access to data you have given it access to</li>");
        }
        body.append("</ul><div class=\"row\"><button class=\"button\" name=\"action\" value=\"cancel\">Cancel</button>")
                .append("<button class=\"button main\" name=\"action\" value=\"accept\">Accept</button></div></form>");
        return named(Html.page(200, "Permissions requested", body.toString(), "", origin(flow)));
    }

    static SandboxResponse needsAdministrator(String base, MicrosoftFlow flow) {
        String body = "<p><strong>" + esc(host(flow.redirectUri())) + "</strong> needs permission to access resources in your organization that only an "
                + "administrator can grant. Ask one to grant it before you can use it.</p><p class=\"soft\">AADSTS90094</p>" + form(base, "consent", flow)
                + "<div class=\"row\"><button class=\"button\" name=\"action\" value=\"noAdministrator\">Return to the application without granting consent</button></div></form>";
        return named(Html.page(200, "Need admin approval", body, "", origin(flow)));
    }

    static SandboxResponse adminConsent(String address, Map<String, String> hidden, String redirectUri) {
        StringBuilder body = new StringBuilder("<p>If you accept, <strong>").append(esc(host(redirectUri)))
                .append("</strong> gets access for all users of your organization.</p><form method=\"post\" action=\"").append(esc(address)).append("\">");
        hidden.forEach((name, value) -> body.append(hidden(name, value)));
        body.append("<div class=\"row\"><button class=\"button\" name=\"action\" value=\"cancel\">Cancel</button>")
                .append("<button class=\"button main\" name=\"action\" value=\"accept\">Accept</button></div></form>");
        URI uri = URI.create(redirectUri);
        return named(Html.page(200, "Permissions requested: review for your organization", body.toString(), "", uri.getScheme() + "://" + uri.getAuthority()));
    }

    static SandboxResponse error(int number, String text) {
        return named(Html.page(400, "Sign in", "<p>Sorry, but we're having trouble signing you in.</p><p class=\"soft\">AADSTS" + number + ": " + esc(text) + "</p>"));
    }

    static SandboxResponse signedOut() {
        return named(Html.page(200, "You signed out of your account", "<p>It's a good idea to close all browser windows.</p>"));
    }

    /** {@code response_mode=form_post}: a page whose form posts itself to the redirect URI. */
    static SandboxResponse formPost(String redirectUri, Map<String, String> answer) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Working...</title></head><body>")
                .append("<form method=\"POST\" action=\"").append(esc(redirectUri)).append("\">");
        answer.forEach((name, value) -> html.append(hidden(name, value)));
        html.append("<noscript><p>Script is disabled. Click Submit to continue.</p></noscript><input type=\"submit\" value=\"Submit\"></form><script>")
                .append(SUBMIT).append("</script></body></html>");
        URI uri = URI.create(redirectUri);
        return SandboxResponse.of(200, "text/html; charset=UTF-8", html.toString().getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", "default-src 'none'; script-src '" + SUBMIT_HASH + "'; base-uri 'none'; frame-ancestors 'none'; form-action "
                        + uri.getScheme() + "://" + uri.getAuthority())
                .with("Referrer-Policy", "no-referrer").with("X-Frame-Options", "DENY");
    }

    private static String form(String base, String step, MicrosoftFlow flow) {
        return "<form method=\"post\" action=\"" + esc(base + "/" + flow.tenant() + "/oauth2/v2.0/authorize/" + step) + "\">" + hidden("flow", flow.id());
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + esc(name) + "\" value=\"" + esc(value) + "\">";
    }

    /** The bar of every page says which service this is not. */
    private static SandboxResponse named(SandboxResponse page) {
        String html = new String(page.body(), StandardCharsets.UTF_8).replace("this is not Google", "this is not Microsoft");
        return page.with(html.getBytes(StandardCharsets.UTF_8));
    }

    private static String host(String redirectUri) {
        return URI.create(redirectUri).getAuthority();
    }

    private static String origin(MicrosoftFlow flow) {
        URI uri = URI.create(flow.redirectUri());
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
