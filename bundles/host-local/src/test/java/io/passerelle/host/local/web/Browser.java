// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A person's browser, as far as the server can tell. */
final class Browser {
    static final ObjectMapper JSON = new ObjectMapper();

    static {
        // like a browser: a kept connection that the server has closed meanwhile is opened anew
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    String cookie = "";

    Browser(String url) {
        this.url = url;
    }

    /** Signs in with the demo's password. */
    Browser as(String name) throws Exception {
        HttpResponse<String> answer = signIn(name, name, url);
        if (answer.statusCode() != 303) {
            throw new AssertionError("sign-in answered " + answer.statusCode());
        }
        return this;
    }

    HttpResponse<String> signIn(String name, String password, String origin) throws Exception {
        String form = "name=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&next=%2Fcontacts";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        if (origin != null) {
            headers.put("Origin", origin);
        }
        HttpResponse<String> answer = send("POST", "/login", form, headers);
        answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";")[0]);
        return answer;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, null, Map.of());
    }

    JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** A call of our own page. */
    HttpResponse<String> call(String method, String path, String json) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Origin", url, "X-Passerelle", "1"));
        if (json != null) {
            headers.put("Content-Type", "application/json");
        }
        return send(method, path, json, headers);
    }

    HttpResponse<String> upload(String calendar, String file) throws Exception {
        return send("POST", "/host/api/import/" + calendar, file, Map.of(
                "Origin", url, "X-Passerelle", "1", "Content-Type", "text/calendar"));
    }

    HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode read(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    /** The last line of an import's answer. */
    static JsonNode lastLine(HttpResponse<String> answer) throws IOException {
        String[] lines = answer.body().strip().split("\n");
        return JSON.readTree(lines[lines.length - 1]);
    }
}
