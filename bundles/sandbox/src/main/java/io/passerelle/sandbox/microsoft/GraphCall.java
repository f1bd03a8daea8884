// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import io.passerelle.sandbox.http.SandboxRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request of a signed-in person to Graph.
 *
 * @param account who
 * @param scopes  what the token allows
 * @param request the request
 */
record GraphCall(MicrosoftAccount account, Set<String> scopes, SandboxRequest request) {
    private static final Pattern PREFERENCE = Pattern.compile("([\\w.-]+)=\"?([^\",;]*)\"?");

    /** Refuses every query option that is not among these. */
    GraphCall options(String... allowed) {
        request.query().names().forEach(name -> {
            if (!Arrays.asList(allowed).contains(name)) {
                throw GraphError.query(name);
            }
        });
        return this;
    }

    void needs(String scope) {
        if (!MicrosoftScopes.covers(scopes, scope)) {
            throw GraphError.accessDenied();
        }
    }

    /** A value of the {@code Prefer} header. */
    Optional<String> preference(String name) {
        Matcher found = PREFERENCE.matcher(request.header("prefer").orElse(""));
        while (found.find()) {
            if (found.group(1).equalsIgnoreCase(name)) {
                return Optional.of(found.group(2));
            }
        }
        return Optional.empty();
    }

    int pageSize(int otherwise, int limit) {
        String asked = preference("odata.maxpagesize").or(() -> request.query().first("$top")).orElse("" + otherwise);
        if (!asked.matches("[1-9]\\d{0,3}")) {
            throw GraphError.badRequest("Invalid page size.");
        }
        int size = Math.min(Integer.parseInt(asked), 1000);
        return limit > 0 ? Math.min(size, limit) : size;
    }

    Optional<String> ifMatch() {
        return request.header("if-match").filter(etag -> !etag.equals("*"));
    }
}
