// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request to Graph, before it is sent.
 *
 * @param method GET, POST, PATCH or DELETE
 * @param path below the root of Graph, encoded, with its query
 * @param body JSON object to send
 * @param ifMatch ETag that the resource must still have
 */
record GraphCall(String method, String path, Optional<Map<String, Object>> body, Optional<String> ifMatch) {
    /** Immutable ids, texts without markup. */
    static final String PREFER = "IdType=\"ImmutableId\", outlook.body-content-type=\"text\"";

    static GraphCall get(String path) {
        return new GraphCall("GET", path, Optional.empty(), Optional.empty());
    }

    static GraphCall post(String path, Map<String, Object> body) {
        return new GraphCall("POST", path, Optional.of(body), Optional.empty());
    }

    static GraphCall patch(String path, Map<String, Object> body, Optional<String> ifMatch) {
        return new GraphCall("PATCH", path, Optional.of(body), ifMatch);
    }

    static GraphCall delete(String path, Optional<String> ifMatch) {
        return new GraphCall("DELETE", path, Optional.empty(), ifMatch);
    }

    /** A piece of an address. */
    static String encoded(String piece) {
        return URLEncoder.encode(piece, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Prefer", PREFER);
        ifMatch.ifPresent(etag -> headers.put("If-Match", etag));
        if (body.isPresent()) {
            headers.put("Content-Type", "application/json");
        }
        return headers;
    }

    @Override
    public String toString() {
        return method;
    }
}
