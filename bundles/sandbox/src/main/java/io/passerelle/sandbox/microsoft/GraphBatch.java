// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code POST /$batch}: at most twenty requests, each with an id and an answer of its own (<a href="https://learn.microsoft.com/graph/json-batching">JSON batching</a>). */
final class GraphBatch {
    private static final int MOST = 20;
    private static final Set<String> MEMBERS = Set.of("id", "method", "url", "headers", "body", "dependsOn");

    private GraphBatch() {
    }

    static SandboxResponse run(SandboxRequest request, Function<SandboxRequest, SandboxResponse> each) {
        ObjectNode body = Json.request(request.body());
        JsonNode parts = body.path("requests");
        if (!parts.isArray() || parts.isEmpty() || body.size() != 1) {
            throw GraphError.badRequest("Invalid batch payload format.");
        }
        if (parts.size() > MOST) {
            throw GraphError.of(400, "BadRequest", "Number of batch request steps exceeds the maximum value of 20.");
        }
        ObjectNode out = Json.object();
        ArrayNode responses = out.putArray("responses");
        Set<String> seen = new HashSet<>();
        for (JsonNode part : parts) {
            part.fieldNames().forEachRemaining(name -> {
                if (!MEMBERS.contains(name)) {
                    throw GraphError.badRequest("Invalid batch payload format.");
                }
            });
            if (part.path("id").asText().isEmpty() || !seen.add(part.path("id").asText())) {
                throw GraphError.badRequest("Invalid batch request: every request needs an id of its own.");
            }
            responses.add(answer(part.path("id").asText(), each.apply(request(part, request))));
        }
        return SandboxResponse.json(200, out);
    }

    private static SandboxRequest request(JsonNode part, SandboxRequest outer) {
        Map<String, String> headers = new HashMap<>();
        outer.header("authorization").ifPresent(value -> headers.put("authorization", value));
        part.path("headers").properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        byte[] body = part.has("body") ? Json.bytes(part.get("body")) : new byte[0];
        if (body.length > 0 && part.path("headers").properties().stream().noneMatch(header -> header.getKey().equalsIgnoreCase("Content-Type"))) {
            throw GraphError.badRequest("Write request id : " + part.path("id").asText() + " does not contain Content-Type header or body.");
        }
        String url = part.path("url").asText();
        int query = url.indexOf('?');
        if (!url.startsWith("/")) {
            url = "/" + url;
            query = query < 0 ? query : query + 1;
        }
        return new SandboxRequest(part.path("method").asText(), "/v1.0" + (query < 0 ? url : url.substring(0, query)),
                Params.parse(query < 0 ? null : url.substring(query + 1)), headers, body);
    }

    private static ObjectNode answer(String id, SandboxResponse response) {
        ObjectNode answer = Json.object().put("id", id).put("status", response.status());
        ObjectNode headers = answer.putObject("headers");
        for (String name : new String[] {"Retry-After", "Location"}) {
            if (response.headers().containsKey(name)) {
                headers.put(name, response.headers().get(name));
            }
        }
        if (response.body().length > 0) {
            boolean json = response.headers().getOrDefault("Content-Type", "").startsWith("application/json");
            headers.put("Content-Type", json ? "application/json" : response.headers().get("Content-Type"));
            if (json) {
                answer.set("body", Json.stored(response.body()));
            } else {
                answer.put("body", Base64.getEncoder().encodeToString(response.body()));
            }
        }
        return answer;
    }
}
