// SPDX-License-Identifier: Apache-2.0
package io.passerelle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    @TempDir
    Path folder;

    @Test
    void stopsTheProcessWithTheSignalForAnOrderlyEnd() throws Exception {
        script("trap 'echo orderly > stopped; exit 0' TERM; touch up; while :; do sleep 0.1; done");
        Server server = Server.start(ServerSettings.loopback(folder, folder.resolve("d"), freePort()));
        awaitFile(folder.resolve("up"));

        server.close();

        assertThat(folder.resolve("stopped")).hasContent("orderly");
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void theChildOutlivesTheInterruptOfTheTerminal() throws Exception {
        script("touch up; while :; do [ -e interrupted ] && touch alive; sleep 0.1; done");
        try (Server server = Server.start(ServerSettings.loopback(folder, folder.resolve("d"), freePort()))) {
            awaitFile(folder.resolve("up"));
            assertThat(new ProcessBuilder("kill", "-INT", "" + server.pid()).start().waitFor()).isZero();
            Files.createFile(folder.resolve("interrupted"));
            awaitFile(folder.resolve("alive"));
        }
    }

    @Test
    void saysThatThePortIsTakenBeforeAnythingIsStarted() throws Exception {
        script("touch up");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ServerSettings settings = ServerSettings.loopback(folder, folder.resolve("d"), taken.getLocalPort());
            assertThatThrownBy(() -> Server.start(settings)).isInstanceOf(IOException.class).hasMessageContaining("is taken");
        }
        assertThat(folder.resolve("up")).doesNotExist();
    }

    @Test
    void aServerThatEndsDuringItsStartIsAnErrorWithItsLastWords() throws Exception {
        script("echo no memory left; exit 3");
        try (Server server = Server.start(ServerSettings.loopback(folder, folder.resolve("d"), freePort()))) {
            assertThatThrownBy(() -> server.awaitReady(Duration.ofSeconds(20)))
                    .hasMessageContaining("status 3")
                    .hasMessageContaining("no memory left");
        }
    }

    private void script(String body) throws IOException {
        Path script = folder.resolve("bin/karaf");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private static void awaitFile(Path file) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as("time for " + file).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
