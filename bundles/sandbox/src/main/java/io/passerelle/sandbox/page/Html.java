// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.page;

import io.passerelle.sandbox.http.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The frame of all sandbox pages: server-rendered, no script, nothing loaded from elsewhere. */
public final class Html {
    private static final String STYLE = """
            :root{--ink:#1f2328;--soft:#5b6470;--line:#d7dce2;--paper:#fff;--ground:#f3f5f8;--accent:#0b57d0;--warn:#8a4b00;--warnbg:#fff4e0}
            @media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#a3abb5;--line:#3a414a;--paper:#1e2227;--ground:#14171b;--accent:#8ab4f8;--warn:#ffcf8a;--warnbg:#33291a}}
            *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
            .bar{background:var(--warnbg);color:var(--warn);padding:.5rem 1rem;text-align:center;font-size:.875rem}
            main{max-width:29rem;margin:2rem auto;background:var(--paper);border:1px solid var(--line);border-radius:1rem;padding:2rem}
            main.wide{max-width:60rem}h1{font-size:1.5rem;font-weight:500;margin:0 0 .5rem}h2{font-size:1.1rem;font-weight:600;margin:2rem 0 .5rem}
            p{margin:.25rem 0 1rem}li{overflow-wrap:anywhere}.soft{color:var(--soft);font-size:.9rem}ul.plain{list-style:none;padding:0;margin:1rem 0}
            .account{display:flex;width:100%;gap:.75rem;align-items:center;text-align:left;background:none;border:0;border-bottom:1px solid var(--line);padding:.75rem .5rem;color:inherit;font:inherit;cursor:pointer;border-radius:.25rem}
            .account:hover{background:var(--ground)}.disc{flex:none;width:2.25rem;height:2.25rem;border-radius:50%;background:var(--accent);color:var(--paper);display:grid;place-items:center;font-weight:600}
            .scope{display:flex;gap:.75rem;padding:.75rem 0;border-bottom:1px solid var(--line)}.scope input{margin-top:.3rem;width:1.1rem;height:1.1rem;flex:none}
            .row{display:flex;gap:.75rem;justify-content:flex-end;margin-top:1.5rem;flex-wrap:wrap}
            .button{font:inherit;padding:.6rem 1.5rem;border-radius:2rem;border:1px solid var(--line);background:none;color:var(--accent);cursor:pointer;text-decoration:none}
            .button.main{background:var(--accent);border-color:var(--accent);color:var(--paper)}.button.small{padding:.25rem .9rem;font-size:.875rem}
            :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
            table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.5rem;border-bottom:1px solid var(--line);vertical-align:top}th{font-size:.85rem;color:var(--soft)}
            label{display:block;margin:.75rem 0 .25rem;font-size:.9rem}.scope label{margin:0;font-size:1rem}
            input[type=text],input[type=date],input[type=datetime-local],select,textarea{width:100%;font:inherit;padding:.5rem;border:1px solid var(--line);border-radius:.5rem;background:var(--paper);color:var(--ink)}
            a{color:var(--accent)}form.inline{display:inline}.tag{font-size:.75rem;border:1px solid var(--line);border-radius:1rem;padding:.05rem .5rem;color:var(--soft);margin-left:.25rem}
            .cols{display:grid;grid-template-columns:1fr 1fr;gap:0 1rem}@media(max-width:34rem){main{margin:0;border:0;border-radius:0;padding:1.25rem}.cols{grid-template-columns:1fr}}
            """;

    private static final String STYLE_HASH = "sha256-" + hash();

    private Html() {
    }

    private static String hash() {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Escapes text for element content and quoted attributes. */
    public static String esc(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    public static SandboxResponse page(int status, String title, String body) {
        return page(status, title, body, "", "");
    }

    /**
     * A whole page.
     *
     * @param body       already escaped
     * @param mainClass  class of the main element
     * @param formTarget origin to which a form may lead by redirect, beside our own
     */
    public static SandboxResponse page(int status, String title, String body, String mainClass, String formTarget) {
        String html = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<title>" + esc(title) + "</title><style>" + STYLE + "</style></head><body>"
                + "<div class=\"bar\" role=\"note\">Sandbox: this is not Google. No password is needed and nothing leaves this machine.</div>"
                + "<main class=\"" + mainClass + "\"><h1>" + esc(title) + "</h1>" + body + "</main></body></html>";
        return SandboxResponse.text(status, "text/html; charset=UTF-8", html)
                .with("Content-Security-Policy", "default-src 'none'; style-src '" + STYLE_HASH + "'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                        + (formTarget.isEmpty() ? "" : " " + formTarget))
                .with("Referrer-Policy", "no-referrer").with("X-Frame-Options", "DENY").with("Cross-Origin-Opener-Policy", "unsafe-none");
    }
}
