// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.passerelle.launcher.Folders;
import io.passerelle.launcher.Server;
import io.passerelle.launcher.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The assembled demo, started from its archive with data of its own, and a Chromium to look at it. */
final class Stage implements AutoCloseable {
    private static final Duration BOOT = Duration.ofMinutes(5);

    /** How long a page may take for anything, on a machine that is busy with other things. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What answers as soon as Google can be connected. */
    private static final String PROVIDER = "/integrations/api/providers/google/icon";

    private static final List<String> REGULARS = List.of("alice", "bob", "carol");
    private static final List<String> NEWCOMERS = List.of(
            "dora", "emil", "flora", "gabin", "hanna", "ismael", "jeanne", "karim", "louise", "malo", "nadia", "oscar", "paula", "quentin");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Server server;
    private final Playwright playwright;
    private final Browser browser;
    private final Iterator<String> newcomers = NEWCOMERS.iterator();

    private Stage(Server server, Playwright playwright, Browser browser) {
        this.server = server;
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Unpacks, starts, and waits until the server is ready. */
    static Stage open(String name) throws IOException, InterruptedException {
        return open(name, Map.of());
    }

    /** The same, with files of etc/ that take the place of the demo's. */
    static Stage open(String name, Map<String, String> settings) throws IOException, InterruptedException {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        Path work = Path.of("target", "stage", name).toAbsolutePath();
        Folders.delete(work);
        Path home = unpack(work.resolve("server"));
        invite(home);
        for (Map.Entry<String, String> file : settings.entrySet()) {
            Files.writeString(home.resolve("etc").resolve(file.getKey()), file.getValue());
        }
        Server server = Server.start(ServerSettings.loopback(home, work.resolve("data"), freePort()));
        try {
            server.awaitReady(BOOT);
            server.awaitAnswer(server.settings().address().resolve(PROVIDER), 200, BOOT);
            Optional<Path> chromium = ChromiumLocator.here().find();
            Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                    .setEnv(chromium.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
            var options = new BrowserType.LaunchOptions().setHeadless(true).setArgs(FLAGS);
            chromium.ifPresent(options::setExecutablePath);
            return new Stage(server, playwright, playwright.chromium().launch(options));
        } catch (IOException | RuntimeException notReady) {
            server.close();
            throw notReady;
        }
    }

    private static Path unpack(Path target) throws IOException, InterruptedException {
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

    /** Makes more people than the demo has. */
    private static void invite(Path home) throws IOException {
        String users = Stream.concat(REGULARS.stream(), NEWCOMERS.stream()).map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        Files.writeString(home.resolve("etc/io.passerelle.host.local.demo.cfg"), "users = [ " + users + " ]\nadministrators = [ \"carol\" ]\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The address of the host's pages. */
    URI address() {
        return server.settings().address();
    }

    /** The address of the emulated Google. */
    URI google() {
        return URI.create("http://127.0.0.1:" + server.settings().port() + "/sandbox/");
    }

    /** What can be done to the emulated Google without its pages. */
    EmulatedGoogle emulatedGoogle() {
        return new EmulatedGoogle(google());
    }

    /** The folder into which providers are dropped. */
    Path deploy() {
        return server.settings().home().resolve("deploy");
    }

    /** A person with a browser of their own, signed in and looking at the Integrations tab. */
    Person person(String name) {
        return person(name, Look.PLAIN);
    }

    /** Somebody who has never been here: nothing is connected, and no limit of attempts is used up by others. */
    Person newcomer() {
        return person(newcomers.next());
    }

    /** The same, with a certain window, language and colour scheme. */
    Person person(String name, Look look) {
        return new Person(this, browser.newContext(look.options()), name, look).signIn();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        server.close();
    }
}
