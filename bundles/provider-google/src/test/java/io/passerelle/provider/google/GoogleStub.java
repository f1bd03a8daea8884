// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.sun.net.httpserver.HttpServer;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.integration.Account;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers that no emulation gives, one after the other. */
final class GoogleStub implements AutoCloseable {
    record Canned(int status, String body, Optional<String> location) {}

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<Canned> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final Clock clock;

    GoogleStub(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + form);
                Canned canned = Optional.ofNullable(answers.poll()).orElse(new Canned(404, "{}", Optional.empty()));
                byte[] body = canned.body().getBytes(StandardCharsets.UTF_8);
                canned.location().ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(canned.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    GoogleStub then(int status, String json) {
        answers.add(new Canned(status, json.replace('\'', '"'), Optional.empty()));
        return this;
    }

    GoogleStub redirecting(String to) {
        answers.add(new Canned(302, "", Optional.of(to)));
        return this;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private GoogleProvider provider() {
        return new GoogleProvider(clock, pause -> {}, id -> Optional.of(base()));
    }

    Authorizer authorizer() {
        return provider().authorizer(new ClientRegistration("client", "s3cret", URI.create("http://localhost/cb")));
    }

    Connector connector() {
        return provider()
                .connect(new Connection(
                        IntegrationId.random(),
                        new Account("https://accounts.google.com", "1", "ann"),
                        GoogleSide.BOTH,
                        new AccessTokens() {
                            @Override
                            public String current() {
                                return "t0ken";
                            }

                            @Override
                            public String renewed(String rejected) {
                                return "t0ken-2";
                            }
                        }));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
