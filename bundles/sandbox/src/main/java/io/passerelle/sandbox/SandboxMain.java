// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a sandbox in a process of its own. Arguments: port (0 for a free one) and any number of redirect URIs; {@code demo} adds the
 * demo's people. Prints one line, {@code port=<port> client=<id> secret=<secret>}, and ends when its standard input does, so that
 * it never outlives the test that started it.
 */
public final class SandboxMain {
    private SandboxMain() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Sandbox.Builder builder = Sandbox.builder();
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals("demo")) {
                builder.demoData();
            } else {
                builder.redirectUri(arguments[i]);
            }
        }
        try (SandboxServer server = SandboxServer.start(builder.build(), port);
                PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            out.println("port=" + server.root().getPort() + " client=" + server.control().client().id() + " secret="
                    + server.control().client().secret());
            CountDownLatch ended = new CountDownLatch(1);
            Thread reader = new Thread(() -> {
                drain();
                ended.countDown();
            }, "stdin");
            reader.setDaemon(true);
            reader.start();
            ended.await();
        }
    }

    private static void drain() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
