// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A script that runs a server in the foreground until its standard input is closed. The pipe is this process's: it is closed
 * even when this process is killed.
 */
final class Script {
    private static final int ATTEMPTS = 3;
    private static final long END_SECONDS = 20;

    /** What to start, and what to give to those who asked. */
    record Started<T>(String script, List<String> arguments, T result) {}

    /** Where a server goes, and free ports for it. */
    interface Plan<T> {
        Started<T> at(Path folder, Ports ports);
    }

    /** Ports that nobody listens on; each is given once. */
    interface Ports {
        int next();
    }

    private Script() {}

    /** Starts a server; another process may take a port before the server does, so it is tried again with others. */
    static <T> T started(String name, Plan<T> plan) {
        Path folder = Path.of(System.getProperty("passerelle.hosts.folder", "target/hosts"))
                .resolve(name)
                .toAbsolutePath();
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(folder);
                Started<T> started = plan.at(folder, ports());
                run(started.script(), started.arguments(), folder.resolve("script.log"));
                return started.result();
            } catch (IOException failed) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }

    private static Ports ports() {
        List<Integer> given = new ArrayList<>();
        return () -> {
            while (true) {
                try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    if (!given.contains(socket.getLocalPort())) {
                        given.add(socket.getLocalPort());
                        return socket.getLocalPort();
                    }
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        };
    }

    private static void run(String script, List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("passerelle.hosts.scripts", "src/test/scripts"), script).toAbsolutePath().toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end of " + script));
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        if (!"ready".equals(line)) {
            throw new IOException(script + " does not start: " + line + "\n" + Files.readString(log));
        }
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException | InterruptedException hurried) {
            process.destroyForcibly();
        }
    }
}
