// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.launcher.Demo;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The demo as a person starts it: what it says, and how it ends. One start, therefore in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {
    private static final Path WORK = Path.of("target", "demo").toAbsolutePath();
    private static final List<String> SAID = new ArrayList<>();
    private static int port;
    private static Process demo;
    private static BufferedReader output;

    @BeforeAll
    static void start() throws Exception {
        Path assembly = Archive.demo().unpack(WORK.resolve("assembly"));
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path classes = Path.of(URI.create(Demo.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dpasserelle.assembly=" + assembly,
                        "-Dpasserelle.work=" + WORK.resolve("server"),
                        "-Dpasserelle.data=" + WORK.resolve("data"),
                        "-Dpasserelle.http.port=" + port,
                        "-cp",
                        classes.toString(),
                        Demo.class.getName())
                .redirectErrorStream(true)
                .start();
        output = new BufferedReader(demo.inputReader(StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            SAID.add(line);
            if (line.startsWith("Ctrl-C")) {
                return;
            }
        }
        throw new IllegalStateException("The demo did not come up: " + SAID);
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.destroy();
        }
    }

    @Test
    @Order(1)
    void tellsItsAddressAndItsUsers() {
        assertThat(SAID)
                .anyMatch(line -> line.contains("http://localhost:" + port + "/"))
                .anyMatch(line -> line.matches("\\s*alice\\s+alice"))
                .anyMatch(line -> line.matches("\\s*bob\\s+bob"))
                .anyMatch(line -> line.matches("\\s*carol\\s+carol\\s+\\(administrator\\)"));
    }

    @Test
    @Order(2)
    void keepsItsDataWhereItIsTold() {
        assertThat(WORK.resolve("data/db")).isNotEmptyDirectory();
        assertThat(WORK.resolve("data/keys")).isNotEmptyDirectory();
        assertThat(WORK.resolve("server/data/passerelle")).doesNotExist();
    }

    @Test
    @Order(3)
    void listensOnLoopbackOnly() throws IOException {
        assertThat(Listeners.of(server().pid())).isNotEmpty().allSatisfy(listener -> assertThat(listener.getAddress().isLoopbackAddress()).isTrue());
    }

    @Test
    @Order(4)
    void theServerIgnoresTheInterruptAndEndsInOrderWithTheDemo() throws Exception {
        ProcessHandle server = server();
        assertThat(new ProcessBuilder("kill", "-INT", "" + server.pid()).start().waitFor()).isZero();
        assertThat(server.onExit().completeOnTimeout(null, 2, TimeUnit.SECONDS).get()).as("it goes on").isNull();

        demo.toHandle().destroy();

        assertThat(output.lines().toList()).containsSubsequence("Stopping…", "Stopped.");
        assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.isAlive()).isFalse();
        assertThat(WORK.resolve("data/db/passerelle.lock.db")).doesNotExist();
    }

    private static ProcessHandle server() {
        return demo.children().findFirst().orElseThrow();
    }
}
