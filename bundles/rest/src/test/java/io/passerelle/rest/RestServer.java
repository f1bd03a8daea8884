// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.passerelle.api.Sessions;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.Role;
import io.passerelle.model.identity.SignedIn;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** The whole application on a free port, over fakes. The cookie {@code user=alice} signs Alice in. */
final class RestServer implements AutoCloseable {
    static final String ORIGIN = "http://passerelle.test";
    private static final ObjectMapper JSON = new ObjectMapper();

    final FakeServices services = new FakeServices();
    private final HttpServer server;
    private final RestApplication application;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RestServer() {
        this(true);
    }

    /** With or without somebody who answers for reviews. */
    RestServer(boolean reviewed) {
        SyncServices sync =
                new SyncServices(services, services, services.reviews, reviewed ? services.reviews : null);
        application = new RestApplication(
                configuration(), sessions(), services, services, services.forms, services, sync, services);
        server = GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0/integrations/api/"), ResourceConfig.forApplication(application));
    }

    private static RestConfiguration configuration() {
        return new RestConfiguration() {
            @Override
            public String publicUrl() {
                return ORIGIN;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return RestConfiguration.class;
            }
        };
    }

    private static Sessions sessions() {
        return head -> head.cookies("user").stream()
                .findFirst()
                .map(name -> new SignedIn(
                        new HostUser(
                                UserId.of(OrganisationId.DEFAULT, name),
                                name,
                                Locale.ENGLISH,
                                name.equals("carol") ? Set.of(Role.USER, Role.ADMINISTRATOR) : Set.of(Role.USER)),
                        "session-of-" + name));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getListeners().iterator().next().getPort() + "/integrations/api" + path);
    }

    /** A request as Alice's own page makes it. */
    HttpRequest.Builder as(String user, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(java.time.Duration.ofSeconds(10))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (user != null) {
            request.header("Cookie", "user=" + user);
        }
        if (!method.equals("GET")) {
            request.header("Origin", ORIGIN).header("X-Passerelle", "1");
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return request;
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    Answer get(String user, String path) {
        return send(as(user, "GET", path, null));
    }

    Answer post(String user, String path, String body) {
        return send(as(user, "POST", path, body));
    }

    @Override
    public void close() {
        application.stop();
        server.shutdownNow();
    }

    /** An answer with its JSON. */
    record Answer(HttpResponse<String> http) {
        int status() {
            return http.statusCode();
        }

        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException notJson) {
                throw new AssertionError("not JSON: " + http.body(), notJson);
            }
        }

        Optional<String> header(String name) {
            return http.headers().firstValue(name);
        }
    }
}
