// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param status   HTTP status
 * @param headers  in their order
 * @param body     never null
 * @param delivery how the adapter brings it to the client
 */
public record SandboxResponse(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

    public static SandboxResponse json(int status, JsonNode tree) {
        return json(status, Json.bytes(tree));
    }

    public static SandboxResponse json(int status, byte[] body) {
        return of(status, "application/json; charset=UTF-8", body);
    }

    public static SandboxResponse text(int status, String type, String body) {
        return of(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    public static SandboxResponse of(int status, String type, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
        headers.put("X-Content-Type-Options", "nosniff");
        return new SandboxResponse(status, headers, body, Delivery.PLAIN);
    }

    public static SandboxResponse empty(int status) {
        return new SandboxResponse(status, Map.of("Cache-Control", "no-cache, no-store"), new byte[0], Delivery.PLAIN);
    }

    public static SandboxResponse redirect(String location) {
        return empty(303).with("Location", location).with("Referrer-Policy", "no-referrer");
    }

    public SandboxResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new SandboxResponse(status, more, body, delivery);
    }

    public SandboxResponse with(byte[] otherBody) {
        return new SandboxResponse(status, headers, otherBody, delivery);
    }

    public SandboxResponse with(Delivery other) {
        return new SandboxResponse(status, headers, body, other);
    }

    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
