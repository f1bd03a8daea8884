// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import io.passerelle.launcher.Folders;
import io.passerelle.launcher.Server;
import io.passerelle.launcher.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The assembled server with emulated providers, set up for SOGo as the administrator's guide says. */
final class PasserelleInSogo implements AutoCloseable {
    private static final Duration BOOT = Duration.ofMinutes(4);

    private final Sogo sogo;
    private final Server server;

    private PasserelleInSogo(Sogo sogo, Server server) {
        this.sogo = sogo;
        this.server = server;
    }

    /**
     * Unpacks it, starts it where SOGo's web server looks for it, and waits until Google can be connected.
     *
     * @param door the way to SOGo's service door
     */
    static PasserelleInSogo start(Sogo sogo, URI door, String name) throws IOException, InterruptedException {
        Path work = Path.of("target", "stage", name).toAbsolutePath();
        Folders.delete(work);
        Path home = unpacked(work.resolve("server"));
        configure(home.resolve("etc"), sogo, door);
        String publicUrl = sogo.web().toString().replaceFirst("/$", "");
        Server server = Server.start(new ServerSettings(
                home, work.resolve("data"), "127.0.0.1", sogo.passerellePort(), List.of("-Dpasserelle.url=" + publicUrl)));
        try {
            server.awaitReady(BOOT);
            server.awaitAnswer(sogo.web().resolve("integrations/api/providers/google/icon"), 200, BOOT);
            return new PasserelleInSogo(sogo, server);
        } catch (IOException | InterruptedException notReady) {
            server.close();
            throw notReady;
        }
    }

    private static Path unpacked(Path target) throws IOException, InterruptedException {
        Files.createDirectories(target);
        Process tar = new ProcessBuilder(
                        "tar", "-xzf", System.getProperty("passerelle.archive.demo"), "--strip-components", "1", "-C", target.toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("The archive cannot be unpacked: " + System.getProperty("passerelle.archive.demo"));
        }
        return target;
    }

    private static void configure(Path etc, Sogo sogo, URI door) throws IOException {
        Path features = etc.resolve("org.apache.karaf.features.cfg");
        Files.writeString(features, Files.readString(features).replace("passerelle-host-local", "passerelle-host-dav"));
        Files.write(
                etc.resolve("io.passerelle.host.dav.cfg"),
                List.of("url = " + door.resolve("dav/"), "home = /SOGo/dav/{user}/", "acting = TRUSTED_HEADER"));
        Files.write(etc.resolve("io.passerelle.host.dav.sogo.cfg"), List.of("url = " + sogo.direct()));
    }

    Sogo sogo() {
        return sogo;
    }

    /** The address of the emulated Google. */
    URI google() {
        return server.settings().address().resolve("/sandbox/");
    }

    @Override
    public void close() {
        server.close();
    }
}
