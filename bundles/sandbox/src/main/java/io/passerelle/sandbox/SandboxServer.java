// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.passerelle.sandbox.http.Compression;
import io.passerelle.sandbox.http.Delivery;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.microsoft.MicrosoftSandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A sandbox on a port of 127.0.0.1, for tests:
 * <pre>{@code
 * try (SandboxServer google = SandboxServer.start(Sandbox.builder().redirectUri(callback).build())) {
 *     google.control().addAccount("ann@gmail.example", "Ann", "Europe/Paris");
 *     provider.connect(google.googleRoot());
 * }
 * }</pre>
 * It runs until closed. Its state lives in the process and dies with it; a test that kills processes starts it in one of its
 * own with {@link SandboxMain}.
 */
public final class SandboxServer implements AutoCloseable {
    private static final String ROOT = "/sandbox";

    private final Sandbox sandbox;
    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closed = new CountDownLatch(1);

    private SandboxServer(Sandbox sandbox, int port) throws IOException {
        this.sandbox = sandbox;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "sandbox");
            thread.setDaemon(true);
            return thread;
        });
        sandbox.base(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + ROOT));
        server.setExecutor(threads);
        server.createContext(ROOT + "/", this::serve);
        server.start();
    }

    /** Starts an empty sandbox on a free port. */
    public static SandboxServer start() throws IOException {
        return start(Sandbox.builder().build());
    }

    /** Starts a sandbox on a free port. */
    public static SandboxServer start(Sandbox sandbox) throws IOException {
        return start(sandbox, 0);
    }

    /** Starts a sandbox on a port, 0 for a free one. */
    public static SandboxServer start(Sandbox sandbox, int port) throws IOException {
        return new SandboxServer(sandbox, port);
    }

    public SandboxControl control() {
        return sandbox.control();
    }

    /** The sandbox's own root: calendar page and control. */
    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + ROOT);
    }

    /** Root of everything Google, without a trailing slash. */
    public URI googleRoot() {
        return URI.create(sandbox.googleRoot());
    }

    /** Root of everything Microsoft, without a trailing slash. */
    public URI microsoftRoot() {
        return URI.create(sandbox.microsoftRoot());
    }

    /** Steers the emulated Microsoft. */
    public MicrosoftSandbox microsoft() {
        return sandbox.microsoft();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(Compression.MAX_BODY + 1);
            SandboxResponse response = body.length > Compression.MAX_BODY
                    ? GoogleError.of(413, "global", "uploadTooLarge", "Request is too large.").response() : answer(exchange, body);
            deliver(exchange, response);
        }
    }

    private SandboxResponse answer(HttpExchange exchange, byte[] body) {
        URI uri = exchange.getRequestURI();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        try {
            return sandbox.handle(new SandboxRequest(exchange.getRequestMethod(), uri.getRawPath().substring(ROOT.length()),
                    Params.parse(uri.getRawQuery()), headers, body));
        } catch (GoogleError malformed) {
            return malformed.response();
        }
    }

    private void deliver(HttpExchange exchange, SandboxResponse response) throws IOException {
        Delivery delivery = response.delivery();
        if (!delivery.delay().isZero() && waited(delivery)) {
            return;
        }
        if (delivery.dropped()) {
            return;
        }
        response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, delivery.cutAfter() < 0 ? body.length : Math.min(delivery.cutAfter(), body.length - 1));
            out.flush();
        }
    }

    /** Waits out a delay; true if the server was closed meanwhile. */
    private boolean waited(Delivery delivery) {
        try {
            return closed.await(delivery.delay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        sandbox.close();
    }
}
