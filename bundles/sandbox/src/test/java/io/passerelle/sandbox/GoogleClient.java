// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Params;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plain HTTP client for the tests: what a careful application sends, and whatever a test wants to send instead. */
final class GoogleClient {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String VERIFIER = "a-verifier-of-sufficient-length-for-rfc-7636-0123456789";
    static final String SCOPES = "openid email https://www.googleapis.com/auth/calendar.events https://www.googleapis.com/auth/calendar.calendarlist.readonly";

    private final HttpClient http = HttpClient.newHttpClient();
    final SandboxServer server;
    String accessToken;
    String refreshToken;

    GoogleClient(SandboxServer server) {
        this.server = server;
    }

    /** An answer with its parsed body; a null node when it is empty or no JSON. */
    record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {
        String reason() {
            return body.path("error").path("errors").path(0).path("reason").asText();
        }

        String message() {
            return body.path("error").path("message").asText();
        }

        String text() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("Expected " + wanted + " but got " + status + ": " + text());
            }
            return this;
        }
    }

    static Map<String, String> authorization() throws Exception {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("client_id", "sandbox-client.apps.example");
        out.put("redirect_uri", "http://localhost:8181/integrations/api/oauth/google/callback");
        out.put("response_type", "code");
        out.put("scope", SCOPES);
        out.put("state", "a-state");
        out.put("access_type", "offline");
        out.put("code_challenge_method", "S256");
        out.put("code_challenge", Base64.getUrlEncoder().withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII))));
        return out;
    }

    URI authorize(Map<String, String> parameters) {
        return URI.create(server.googleRoot() + "/o/oauth2/v2/auth?" + Params.of(parameters).encoded());
    }

    GoogleClient connect(String account) throws Exception {
        return connect(account, SCOPES, Set.of());
    }

    GoogleClient connect(String account, String scopes, Set<String> unticked) throws Exception {
        Map<String, String> request = authorization();
        request.put("scope", scopes);
        request.put("prompt", "consent");
        URI back = server.control().approve(authorize(request), account, unticked);
        JsonNode tokens = exchange(Params.parse(back.getRawQuery()).get("code", "")).expect(200).body();
        accessToken = tokens.get("access_token").asText();
        refreshToken = tokens.get("refresh_token").asText();
        return this;
    }

    Answer exchange(String code) throws Exception {
        return token(new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", code, "code_verifier", VERIFIER,
                "redirect_uri", authorization().get("redirect_uri"))));
    }

    Answer refresh(String token) throws Exception {
        return token(new LinkedHashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", token)));
    }

    Answer token(Map<String, String> form) throws Exception {
        form.putIfAbsent("client_id", "sandbox-client.apps.example");
        form.putIfAbsent("client_secret", server.control().client().secret());
        return form("/token", form);
    }

    Answer form(String path, Map<String, String> form) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(server.googleRoot() + path)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Params.of(form).encoded())).build());
    }

    Answer get(String path, String... headers) throws Exception {
        return call("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) throws Exception {
        return call("POST", path, body, headers);
    }

    Answer patch(String path, String body, String... headers) throws Exception {
        return call("PATCH", path, body, headers);
    }

    Answer call(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.googleRoot() + (path.startsWith("/") ? path : "/calendar/v3/" + path)));
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build());
    }

    Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> raw = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        boolean json = raw.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        return new Answer(raw.statusCode(), json && raw.body().length > 0 ? JSON.readTree(raw.body()) : JSON.nullNode(), raw);
    }

    /** All items of a listing, page by page; the last page's sync token goes into {@code tokens}. */
    List<JsonNode> list(String path, List<String> tokens) throws Exception {
        List<JsonNode> items = new ArrayList<>();
        String page = null;
        do {
            JsonNode body = get(path + (page == null ? "" : (path.contains("?") ? "&" : "?") + "pageToken=" + Params.encode(page))).expect(200).body();
            body.path("items").forEach(items::add);
            page = body.path("nextPageToken").textValue();
            if (body.has("nextSyncToken")) {
                tokens.add(body.get("nextSyncToken").asText());
            }
        } while (page != null);
        return items;
    }

    static ObjectNode json(String text) throws IOException {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    static String timed(String summary, String start, String end) {
        return "{\"summary\":\"" + summary + "\",\"start\":{\"dateTime\":\"" + start + "\",\"timeZone\":\"Europe/Paris\"},"
                + "\"end\":{\"dateTime\":\"" + end + "\",\"timeZone\":\"Europe/Paris\"}}";
    }
}
