// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Boot of the distribution to the first 200 of its health, against stock Karaf to an open shell port, taken in turn; and the resident
 * memory of the idle server.
 */
final class BootBenchmark implements Benchmarks.Benchmark {
    private static final int ROUNDS = 5;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        Path top = Path.of(System.getProperty("passerelle.top"));
        Path stock = unpack(folder.resolve("stock"), Path.of(System.getProperty("passerelle.stock")));
        Path ours = unpack(
                folder.resolve("ours"),
                top.resolve("distribution/passerelle-demo/target/passerelle-demo-1.0.0-SNAPSHOT.tar.gz"));
        List<Double> stockSeconds = new ArrayList<>();
        List<Double> ourSeconds = new ArrayList<>();
        double megabytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            stockSeconds.add(stock(stock));
            Process server = start(ours, folder.resolve("data" + round), ourSeconds);
            if (round == ROUNDS - 1) {
                TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
                megabytes = residentMegabytes(server);
            }
            stop(server);
        }
        double ratio = median(ourSeconds) / median(stockSeconds);
        return List.of(
                Figure.note("Stock Karaf, start to open shell port, median of " + ROUNDS, seconds(stockSeconds)),
                Figure.note("Demo, cold start to first 200 of health, median of " + ROUNDS, seconds(ourSeconds)),
                Figure.atMost("Ratio", ratio, 1.5, "×"),
                Figure.atMost("Resident memory, idle for " + IDLE.toSeconds() + " s", megabytes, 450, "MB"));
    }

    private static String seconds(List<Double> values) {
        return "%.1f s".formatted(median(values));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Path unpack(Path into, Path archive) throws IOException, InterruptedException {
        Files.createDirectories(into);
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", into.toString(), "--strip-components=1")
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("cannot unpack " + archive);
        }
        return into;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process karaf(Path home, List<String> properties) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server");
        builder.environment().put("EXTRA_JAVA_OPTS", String.join(" ", properties));
        builder.environment().put("KARAF_OPTS", String.join(" ", properties));
        builder.environment().put("KARAF_EXEC", "exec");
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("out.log").toFile())
                .start();
    }

    /** Stock Karaf is up when the last of its boot features, the remote shell, listens. */
    private static double stock(Path home) throws Exception {
        int port = freePort();
        Path shell = home.resolve("etc/org.apache.karaf.shell.cfg");
        Files.writeString(
                shell,
                Files.readString(shell)
                        .replaceAll("(?m)^sshPort *=.*", "sshPort = " + port)
                        .replaceAll("(?m)^sshHost *=.*", "sshHost = 127.0.0.1"));
        clear(home.resolve("data"));
        Path management = home.resolve("etc/org.apache.karaf.management.cfg");
        Files.writeString(
                management,
                Files.readString(management)
                        .replaceAll("(?m)^rmiRegistryPort *=.*", "rmiRegistryPort = " + freePort())
                        .replaceAll("(?m)^rmiServerPort *=.*", "rmiServerPort = " + freePort()));
        long start = System.nanoTime();
        Process process = karaf(home, List.of());
        while (!listens(port)) {
            check(process, start);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        stop(process);
        return seconds;
    }

    private static boolean listens(int port) {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }

    private Process start(Path home, Path data, List<Double> seconds) throws Exception {
        int port = freePort();
        clear(home.resolve("data"));
        long start = System.nanoTime();
        Process process = karaf(
                home,
                List.of(
                        "-Dpasserelle.http.port=" + port,
                        "-Dpasserelle.url=http://localhost:" + port,
                        "-Dpasserelle.data=" + data));
        URI health = URI.create("http://127.0.0.1:" + port + "/integrations/api/health");
        while (!healthy(health)) {
            check(process, start);
        }
        seconds.add((System.nanoTime() - start) / 1e9);
        return process;
    }

    private boolean healthy(URI health) throws InterruptedException {
        try {
            return client.send(
                                    HttpRequest.newBuilder(health)
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException closed) {
            return false;
        } catch (IOException early) {
            return false;
        }
    }

    private static void check(Process process, long start) throws Exception {
        if (!process.isAlive() || System.nanoTime() - start > LONGEST.toNanos()) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not come up");
        }
        TimeUnit.MILLISECONDS.sleep(50);
    }

    private static void stop(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private static double residentMegabytes(Process process) throws IOException {
        long pid = process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .map(ProcessHandle::pid)
                .orElse(process.pid());
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum()
                / 1024.0;
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
