// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request, whatever brought it in.
 *
 * @param method  upper case, already overridden by {@code X-HTTP-Method-Override}
 * @param path    still percent-encoded, below the sandbox's root, starts with a slash
 * @param query   decoded
 * @param headers names in lower case
 * @param body    decompressed
 */
public record SandboxRequest(String method, String path, Params query, Map<String, String> headers, byte[] body) {

    /** Normalises header names. */
    public SandboxRequest {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((k, v) -> lower.put(k.toLowerCase(Locale.ROOT), v));
        headers = lower;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as a form; empty unless it is one. */
    public Params form() {
        boolean form = header("content-type").orElse("").toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded");
        return form ? Params.parse(text()) : Params.parse(null);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Decoded path segments. */
    public List<String> segments() {
        List<String> out = new ArrayList<>();
        for (String piece : path.substring(1).split("/", -1)) {
            out.add(Params.decode(piece.replace("+", "%2B")));
        }
        return out;
    }

    /** The same request with another path. */
    public SandboxRequest at(String otherPath) {
        return new SandboxRequest(method, otherPath, query, headers, body);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
