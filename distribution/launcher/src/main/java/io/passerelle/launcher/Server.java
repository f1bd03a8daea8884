// SPDX-License-Identifier: Apache-2.0
package io.passerelle.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An assembled server that runs as a child process. One object stands for one start; it may be used from several threads.
 *
 * <p>The child ignores the terminal's interrupt, which reaches every process of the foreground group: ended by it, the
 * container would be killed in the middle of its work. It is stopped by {@link #close()}, which asks it to terminate and waits.
 */
public final class Server implements AutoCloseable {
    private static final Duration ORDERLY_STOP = Duration.ofSeconds(30);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);

    private final ServerSettings settings;
    private final Process process;

    private Server(ServerSettings settings, Process process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * Starts the server; returns at once.
     *
     * @throws IOException when the port is taken or the process cannot be started
     */
    public static Server start(ServerSettings settings) throws IOException {
        requireFreePort(settings);
        Files.createDirectories(settings.data());
        Path script = settings.home().resolve("bin/karaf");
        ProcessBuilder builder = new ProcessBuilder(
                "sh", "-c", "trap '' INT; exec \"$0\" \"$@\"", script.toString(), "server");
        builder.directory(settings.home().toFile());
        builder.environment().put("KARAF_EXEC", "exec");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KARAF_OPTS", settings.karafOptions());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Path output = settings.home().resolve("data/log/console.log");
        Files.createDirectories(output.getParent());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return new Server(settings, builder.start());
    }

    private static void requireFreePort(ServerSettings settings) throws IOException {
        try (ServerSocket probe = new ServerSocket(settings.port(), 1, InetAddress.getByName(settings.host()))) {
            probe.setReuseAddress(true);
        } catch (IOException taken) {
            throw new IOException(
                    "Port " + settings.port() + " of " + settings.host() + " is taken; choose another one with -Dpasserelle.http.port=…",
                    taken);
        }
    }

    /** What it was started with. */
    public ServerSettings settings() {
        return settings;
    }

    /** The id of its process. */
    public long pid() {
        return process.pid();
    }

    /** Whether its process lives. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the readiness answer is 200.
     *
     * @return how long it took from the call
     * @throws IOException when the process ends first or the time is over
     */
    public Duration awaitReady(Duration limit) throws IOException, InterruptedException {
        return awaitAnswer(settings.health(), 200, limit);
    }

    /** Waits until an address answers with the status; see {@link #awaitReady}. */
    public Duration awaitAnswer(URI address, int status, Duration limit) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < limit.toNanos()) {
            if (answer(address) == status) {
                return Duration.ofNanos(System.nanoTime() - start);
            }
            if (process.waitFor(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("The server ended with status " + process.exitValue() + lastLines());
            }
        }
        throw new IOException("No " + status + " from " + address + " within " + limit.toSeconds() + " s" + lastLines());
    }

    private static int answer(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                if (body != null) {
                    body.readAllBytes();
                }
            }
            return status;
        } catch (IOException notYet) {
            return -1;
        }
    }

    private String lastLines() {
        StringBuilder said = new StringBuilder();
        for (String log : List.of("console.log", "karaf.log")) {
            Path file = settings.home().resolve("data/log").resolve(log);
            if (Files.isReadable(file)) {
                try {
                    List<String> lines = Files.readAllLines(file);
                    List<String> bad = lines.stream().filter(l -> l.contains("ERROR") || l.contains("WARN")).toList();
                    List<String> shown = bad.isEmpty() ? lines : bad;
                    said.append("\n--- ").append(file).append('\n');
                    shown.subList(Math.max(0, shown.size() - 15), shown.size()).forEach(l -> said.append(l).append('\n'));
                } catch (IOException unreadable) {
                    said.append("\n--- ").append(file).append(" cannot be read");
                }
            }
        }
        return said.toString();
    }

    /** Waits until the process ends by itself. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks the server to stop, and waits until it has; after half a minute it is killed. Idempotent. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ORDERLY_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
