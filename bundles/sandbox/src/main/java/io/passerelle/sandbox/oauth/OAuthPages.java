// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import static io.passerelle.sandbox.page.Html.esc;

import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.page.Html;
import io.passerelle.sandbox.state.Account;
import java.net.URI;
import java.util.Collection;
import java.util.Set;

/** The pages a person sees: choosing an account, consenting scope by scope, errors. */
final class OAuthPages {
    private OAuthPages() {
    }

    static SandboxResponse signIn(String base, Flow flow, Collection<Account> accounts) {
        StringBuilder body = new StringBuilder("<p class=\"soft\">to continue to <strong>").append(esc(host(flow.redirectUri())))
                .append("</strong></p><form method=\"post\" action=\"").append(esc(base)).append("/o/oauth2/v2/auth/signin\">")
                .append(hidden(flow)).append("<ul class=\"plain\">");
        accounts.stream().sorted((a, b) -> Boolean.compare(b.email().equals(flow.loginHint()), a.email().equals(flow.loginHint())))
                .forEach(account -> body.append("<li>").append(button(account)).append("</li>"));
        body.append("</ul></form>").append(cancel(base, flow, "signin"));
        return Html.page(200, "Choose an account", body.toString(), "", origin(flow));
    }

    private static String button(Account account) {
        return "<button class=\"account\" name=\"account\" value=\"" + esc(account.email()) + "\"><span class=\"disc\" aria-hidden=\"true\">"
                + esc(account.name().substring(0, 1)) + "</span><span><strong>" + esc(account.name()) + "</strong>"
                + (account.workspace() ? "<span class=\"tag\">Workspace</span>" : "")
                + "<br><span class=\"soft\">" + esc(account.email()) + "</span></span></button>";
    }

    static SandboxResponse consent(String base, Flow flow, Account account, Set<String> alreadyGranted) {
        StringBuilder body = new StringBuilder("<p><strong>").append(esc(host(flow.redirectUri())))
                .append("</strong> wants access to the account <strong>").append(esc(account.email())).append("</strong>.</p>")
                .append("<form method=\"post\" action=\"").append(esc(base)).append("/o/oauth2/v2/auth/consent\">").append(hidden(flow))
                .append("<p class=\"soft\">Select what it can access:</p>");
        int number = 0;
        for (String scope : flow.scopes()) {
            if (!Scopes.identity(scope)) {
                String id = "scope" + number++;
                body.append("<div class=\"scope\"><input type=\"checkbox\" checked id=\"").append(id).append("\" name=\"scope\" value=\"")
                        .append(esc(scope)).append("\"><label for=\"").append(id).append("\">").append(esc(Scopes.text(scope)))
                        .append(alreadyGranted.contains(scope) ? "<span class=\"tag\">already granted</span>" : "").append("</label></div>");
            }
        }
        body.append("<div class=\"scope\"><input type=\"checkbox\" checked disabled id=\"identity\"><label for=\"identity\">")
                .append("Know who you are: your name and e-mail address</label></div><div class=\"row\">")
                .append("<button class=\"button\" name=\"action\" value=\"cancel\">Cancel</button>")
                .append("<button class=\"button main\" name=\"action\" value=\"allow\">Allow</button></div></form>");
        return Html.page(200, "Allow access?", body.toString(), "", origin(flow));
    }

    static SandboxResponse error(int status, String code, String text) {
        return Html.page(status, "Access blocked: authorization error", "<p>" + esc(text) + "</p><p class=\"soft\">Error " + status + ": "
                + esc(code) + "</p>");
    }

    private static String hidden(Flow flow) {
        return "<input type=\"hidden\" name=\"flow\" value=\"" + esc(flow.id()) + "\">";
    }

    private static String cancel(String base, Flow flow, String step) {
        return "<form method=\"post\" action=\"" + esc(base) + "/o/oauth2/v2/auth/" + step + "\">" + hidden(flow)
                + "<div class=\"row\"><button class=\"button\" name=\"action\" value=\"cancel\">Cancel</button></div></form>";
    }

    private static String host(String redirectUri) {
        return URI.create(redirectUri).getAuthority();
    }

    private static String origin(Flow flow) {
        URI uri = URI.create(flow.redirectUri());
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
