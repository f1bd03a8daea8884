// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody in a browser who is signed in to SOGo. */
final class Person {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI web;
    private final String cookie;

    private Person(URI web, String cookie) {
        this.web = web;
        this.cookie = cookie;
    }

    static Person signIn(URI web, Side side) throws IOException, InterruptedException {
        HttpResponse<String> answer = new Person(web, "")
                .send(
                        "POST",
                        web.resolve("connect"),
                        JSON.writeValueAsString(Map.of("userName", side.user(), "password", side.password())));
        String session = answer.headers().allValues("Set-Cookie").stream()
                .map(each -> each.substring(0, each.indexOf(';')))
                .filter(each -> each.startsWith("0xHIGHFLYxSOGo="))
                .collect(Collectors.joining());
        if (session.isEmpty()) {
            throw new IOException("SOGo does not let " + side.user() + " in: " + answer.statusCode());
        }
        return new Person(web, session);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return read("GET", path, "");
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return read("POST", path, JSON.writeValueAsString(body));
    }

    JsonNode put(String path, Object body) throws IOException, InterruptedException {
        return read("PUT", path, JSON.writeValueAsString(body));
    }

    private JsonNode read(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, web.resolve("integrations/api/").resolve(path), body);
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, URI address, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(
                        method,
                        body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Origin", web.getScheme() + "://" + web.getAuthority())
                .header("X-Passerelle", "1");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
