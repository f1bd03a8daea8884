// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.launcher.Folders;
import io.passerelle.launcher.Server;
import io.passerelle.launcher.ServerSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/**
 * A request that arrives while the web application is still being put together must be answered, not kept; the provider in the folder
 * for deployment comes up every time; nobody but this machine is ever listened to.
 */
@Tag("long")
class BootSoakIT {
    private static final Path WORK = Path.of("target", "soak").toAbsolutePath();
    private static final List<String> ASKED = List.of(ServerSettings.HEALTH, "/integrations/api/user/integrations", "/login", "/");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String PROVIDER_ICON = "/integrations/api/providers/google/icon";
    /** Long: the machine may be busy with other things; a boot that hangs does so for ever. */
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(5);
    private static final Duration PROVIDER_LIMIT = Duration.ofMinutes(1);

    @BeforeAll
    static void unpack() throws IOException {
        Archive.demo().unpack(WORK.resolve("server"));
    }

    @RepeatedTest(30)
    void everyColdBootUnderPollingComesUpAndNoRequestHangs() throws Exception {
        Folders.delete(WORK.resolve("server/data"));
        Folders.delete(WORK.resolve("data"));
        Queue<String> hung = new ConcurrentLinkedQueue<>();
        AtomicLong answered = new AtomicLong();
        AtomicBoolean booting = new AtomicBoolean(true);
        ExecutorService pollers = Executors.newFixedThreadPool(ASKED.size());
        try (Server server = Server.start(ServerSettings.loopback(WORK.resolve("server"), WORK.resolve("data"), freePort()))) {
            for (String path : ASKED) {
                pollers.submit(() -> poll(URI.create(server.settings().address() + path), booting, hung, answered));
            }
            try (ListenerWatch watch = ListenerWatch.of(server.pid())) {
                server.awaitReady(BOOT_LIMIT);
                booting.set(false);
                pollers.shutdown();
                assertThat(pollers.awaitTermination(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS)).isTrue();
                assertThat(watch.seen()).isNotEmpty().allMatch(listener -> listener.getAddress().isLoopbackAddress());
            }
            server.awaitAnswer(server.settings().address().resolve(PROVIDER_ICON), 200, PROVIDER_LIMIT);
            assertThat(Files.readString(WORK.resolve("server/data/log/karaf.log"))).doesNotContain("Error while starting bundle");
        } finally {
            pollers.shutdownNow();
        }
        assertThat(hung).isEmpty();
        assertThat(answered.get()).as("answers while booting").isPositive();
    }

    private static Void poll(URI address, AtomicBoolean booting, Queue<String> hung, AtomicLong answered) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        while (booting.get()) {
            try {
                client.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
                answered.incrementAndGet();
            } catch (java.net.http.HttpConnectTimeoutException busy) {
                continue;
            } catch (HttpTimeoutException kept) {
                hung.add(address.toString());
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        return null;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
