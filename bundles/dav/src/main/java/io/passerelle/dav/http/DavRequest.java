// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request.
 *
 * @param method HTTP or WebDAV method
 * @param target absolute address
 * @param headers beside those that every request has
 * @param body empty for none
 */
public record DavRequest(String method, URI target, Map<String, String> headers, byte[] body) {
    private static final Set<String> HARMLESS = Set.of("OPTIONS", "PROPFIND", "REPORT", "GET", "HEAD");

    /** One without body. */
    public static DavRequest of(String method, URI target) {
        return new DavRequest(method, target, Map.of(), new byte[0]);
    }

    /** One with an XML body. */
    public static DavRequest xml(String method, URI target, String depth, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/xml; charset=utf-8");
        headers.put("Depth", depth);
        return new DavRequest(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with another header. */
    public DavRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new DavRequest(method, target, more, body);
    }

    DavRequest at(URI elsewhere) {
        return new DavRequest(method, elsewhere, headers, body);
    }

    /** Whether it may be repeated without changing anything. */
    boolean harmless() {
        return HARMLESS.contains(method);
    }
}
