// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.passerelle.launcher.Server;
import io.passerelle.launcher.ServerSettings;
import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.SandboxControl;
import io.passerelle.sandbox.SandboxServer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The demo distribution as a process that may die, between Alice's browser and a Google that outlives it. */
final class WholeServer implements AutoCloseable {
    static final String ANN = EmulatedGoogle.ANN;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOOT = Duration.ofMinutes(4);
    private static final String SECRET = "secret-of-the-test";
    private static final String API = "/integrations/api";

    private final ServerSettings settings;
    private final SandboxServer emulation;
    private HttpClient browser;
    private Server server;

    /**
     * Unpacks it.
     *
     * @param store further lines of the store's settings
     */
    WholeServer(Path folder, List<String> store) throws Exception {
        Path home = unpacked(folder.resolve("home"));
        int port = freePort();
        emulation = SandboxServer.start(Sandbox.builder()
                .client("sandbox-client.apps.example", SECRET)
                .redirectUri("http://localhost:" + port + API + "/oauth/google/callback")
                .build());
        emulation.control().addAccount(ANN, "Ann", "Europe/Paris");
        settings = new ServerSettings(
                home, folder.resolve("data"), "127.0.0.1", port, List.of(Detour.option(emulation.googleRoot())));
        Files.write(
                home.resolve("etc/io.passerelle.sandbox.cfg"),
                List.of("", "clientSecret = " + SECRET),
                StandardOpenOption.APPEND);
        if (!store.isEmpty()) {
            Files.write(home.resolve("etc/io.passerelle.store.jpa.cfg"), store);
        }
        Detour.writeTo(home.resolve("deploy/detour.jar"));
        start();
    }

    private static Path unpacked(Path home) throws Exception {
        Files.createDirectories(home);
        int status = new ProcessBuilder(
                        "tar",
                        "xzf",
                        System.getProperty("passerelle.archive.demo"),
                        "--strip-components=1",
                        "-C",
                        home.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("The demo's archive cannot be unpacked");
        }
        return home;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Steers Google. */
    SandboxControl google() {
        return emulation.control();
    }

    /** Starts it, and signs Alice in. */
    void start() throws Exception {
        server = Server.start(settings);
        server.awaitReady(BOOT);
        browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        await(BOOT, () -> signIn() / 100 == 3);
        await(BOOT, () -> get("/user/integrations").toString().contains("\"connectable\":true"));
    }

    private int signIn() {
        return send(request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("name=alice&password=alice&next=/")))
                .statusCode();
    }

    /** Kills it as a power cut would. */
    void kill() throws InterruptedException {
        ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
        server.awaitEnd();
    }

    /** Waits; false when the server has ended before. */
    boolean runsFor(long millis) {
        try {
            ProcessHandle.of(server.pid()).orElseThrow().onExit().get(millis, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException lives) {
            return true;
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Asks every now and then until it is so. */
    void await(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !runsFor(200)) {
                throw new AssertionError("not within " + limit.toSeconds() + " s");
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.address() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Origin", settings.address().toString())
                .header("X-Passerelle", "1");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("no answer within its time", failed);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new AssertionError(answer.statusCode() + " is not JSON: " + answer.body(), notJson);
        }
    }

    /** Status of an answer of the API. */
    int status(String path) {
        return send(request(API + path).GET()).statusCode();
    }

    /** An answer of the API. */
    JsonNode get(String path) {
        return json(send(request(API + path).GET()));
    }

    /** An unsafe call of the API. */
    JsonNode call(String method, String path, String body) {
        return json(send(request(API + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))));
    }

    /** Connects Ann's account and keeps her primary calendar and a new one here in step; returns the integration. */
    String connect() {
        String id = consented();
        JsonNode pairs = call(
                        "PUT",
                        "/user/integrations/" + id + "/settings",
                        "{\"version\":" + get("/user/integrations/" + id).path("version").asLong()
                                + ",\"intervalMinutes\":1440,\"pairs\":[{\"kind\":\"CALENDAR\",\"providerCollection\":\""
                                + ANN + "\",\"direction\":\"BOTH\"}]}")
                .path("pairs");
        if (pairs.size() != 1) {
            throw new AssertionError("not set up: " + pairs);
        }
        call("POST", "/user/integrations/" + id + "/pairs/" + pairs.get(0).path("id").asText() + "/confirm", "{}");
        return id;
    }

    /** A machine that is busy with other things may let Google's answer come too late: a person would try again. */
    private String consented() {
        JsonNode done = null;
        for (int attempt = 0; attempt < 4; attempt++) {
            JsonNode flow = call(
                    "POST",
                    "/user/integrations/google/connect",
                    "{\"capabilities\":[\"CALENDAR_READ\",\"CALENDAR_WRITE\"]}");
            URI back = google().approve(URI.create(flow.path("authorizationUri").asText()), ANN);
            send(HttpRequest.newBuilder(back).GET());
            done = call("POST", "/flows/" + flow.path("id").asText() + "/complete", "{}");
            if (done.has("integration")) {
                return done.path("integration").asText();
            }
        }
        throw new AssertionError("not connected: " + done);
    }

    /** Imports a file into a calendar of Alice's. */
    void importEvents(String calendar, String file) {
        send(request("/host/api/import/" + calendar)
                .header("Content-Type", "text/calendar")
                .POST(BodyPublishers.ofString(file)));
    }

    /** A calendar of Alice's as a file. */
    String exported(String calendar) {
        return send(request("/host/api/export/" + calendar).GET()).body();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        emulation.close();
    }
}
