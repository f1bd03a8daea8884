// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.launcher.Server;
import io.passerelle.launcher.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductionServerIT {
    private static final Path WORK = Path.of("target", "production").toAbsolutePath();
    private static final int OFTEN = 100;
    private static Server server;
    private static Set<InetSocketAddress> duringBoot;
    private static long looks;

    @BeforeAll
    static void boot() throws Exception {
        Path home = Archive.production().unpack(WORK.resolve("server"));
        Path data = WORK.resolve("data");
        io.passerelle.launcher.Folders.delete(data);
        Path passphrase = Files.writeString(WORK.resolve("passphrase"), "a passphrase of this test alone");
        server = Server.start(new ServerSettings(
                home, data, "127.0.0.1", freePort(), List.of("-Dpasserelle.passphrase.file=" + passphrase)));
        try (ListenerWatch watch = ListenerWatch.of(server.pid())) {
            server.awaitReady(Duration.ofMinutes(2));
            duringBoot = watch.seen();
            looks = watch.looks();
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void saysThatItIsReady() throws Exception {
        assertThat(get(ServerSettings.HEALTH).statusCode()).isEqualTo(200);
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        List<InetSocketAddress> listeners = Listeners.of(server.pid());
        assertThat(listeners).isNotEmpty().allSatisfy(listener -> assertThat(listener.getAddress().isLoopbackAddress()).as("" + listener).isTrue());
    }

    @Test
    void listensForTheWebAlone() throws IOException {
        assertThat(Listeners.of(server.pid())).extracting(InetSocketAddress::getPort).containsOnly(server.settings().port());
    }

    @Test
    void listensOnLoopbackForTheWebAloneFromItsFirstMoment() {
        assertThat(looks).as("looks at the ports during the first boot").isGreaterThan(OFTEN);
        assertThat(duringBoot).isNotEmpty().allSatisfy(listener -> {
            assertThat(listener.getAddress().isLoopbackAddress()).as("" + listener).isTrue();
            assertThat(listener.getPort()).isEqualTo(server.settings().port());
        });
    }

    @Test
    void keepsItsDataInTheFolderItWasGiven() throws IOException {
        assertThat(server.settings().data()).isNotEmptyDirectory();
        assertThat(server.settings().home().resolve("data/passerelle")).doesNotExist();
    }

    /** A provider that is looked for before what it needs is there may never start. */
    @Test
    void looksForProvidersOnlyOnceTheRestIsUp() throws IOException {
        Path etc = server.settings().home().resolve("etc");
        assertThat(etc.resolve("org.apache.felix.fileinstall-deploy.cfg")).content().contains("felix.fileinstall.active.level = 110");
        assertThat(etc.resolve("io.passerelle.rest.complete.cfg")).content().contains("startLevel = 110");
    }

    @Test
    void doesNotTellWhatItIsMadeOf() throws Exception {
        assertThat(get(ServerSettings.HEALTH).headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void logsNoErrorDuringItsStart() throws IOException {
        try (var lines = Files.lines(server.settings().home().resolve("data/log/karaf.log"))) {
            assertThat(lines.filter(line -> line.contains("| ERROR |"))).isEmpty();
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.settings().address() + path)).timeout(Duration.ofSeconds(20)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
