// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import jakarta.servlet.http.HttpServletResponse;

/** Headers of every answer. */
final class SafeHeaders {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private SafeHeaders() {}

    static void set(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        // with "no-referrer" browsers would send no Origin with the sign-in form
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        response.setCharacterEncoding("UTF-8");
    }
}
