// SPDX-License-Identifier: Apache-2.0
package io.passerelle.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * Runs the demo in the foreground until it is interrupted. Settings are system properties: {@code passerelle.assembly} (the
 * assembled demo), {@code passerelle.work} (where it is copied to), {@code passerelle.data}, {@code passerelle.http.host},
 * {@code passerelle.http.port}.
 */
public final class Demo {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(2);

    private Demo() {}

    /** Starts the demo and returns when its server has ended. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        run(System.getProperties(), System.out);
    }

    static void run(Properties properties, PrintStream out) throws IOException, InterruptedException {
        Path home = Path.of(properties.getProperty("passerelle.work"));
        Folders.copy(Path.of(properties.getProperty("passerelle.assembly")), home);
        ServerSettings settings = new ServerSettings(
                home,
                Path.of(properties.getProperty("passerelle.data", "data")),
                properties.getProperty("passerelle.http.host", "127.0.0.1"),
                Integer.parseInt(properties.getProperty("passerelle.http.port", "8181")),
                List.of());
        Server server = Server.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, out), "passerelle-stop"));
        Duration boot;
        try {
            boot = server.awaitReady(BOOT_LIMIT).plus(server.awaitAnswer(server.settings().address().resolve("/login"), 200, BOOT_LIMIT));
        } catch (IOException notReady) {
            server.close();
            throw notReady;
        }
        out.println();
        out.printf("Passerelle answers on %s/ (ready after %.1f s)%n", settings.address(), boot.toMillis() / 1000.0);
        Path users = home.resolve("DEMO-USERS.txt");
        if (Files.exists(users)) {
            out.print(Files.readString(users));
        }
        out.println("Server: " + settings.home());
        out.println("Data:   " + settings.data());
        out.println("Ctrl-C stops it.");
        out.flush();
        server.awaitEnd();
    }

    private static void stop(Server server, PrintStream out) {
        if (server.isAlive()) {
            out.println("Stopping…");
            out.flush();
            server.close();
            out.println("Stopped.");
            out.flush();
        }
    }
}
