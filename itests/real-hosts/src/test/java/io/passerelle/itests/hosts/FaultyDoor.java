// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a server and passes requests on, one to a connection. While it is told to, it does to some of them what
 * networks and overloaded servers do. Thread-safe.
 */
public final class FaultyDoor implements AutoCloseable {
    public enum Fault {
        /** The request is lost. */
        UNHEARD,
        /** The server does what is asked, and its answer is lost. */
        UNANSWERED,
        /** Half of the answer is lost. */
        CUT,
        /** The server does what is asked, and something in between says that it is not there. */
        BAD_GATEWAY,
        /** The answer takes its time. */
        LATE
    }

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)\\s*$");

    private final URI server;
    private final ServerSocket listener;
    private final AtomicBoolean faulty = new AtomicBoolean();
    private final Random random;
    private final int oneIn;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

    private FaultyDoor(URI server, ServerSocket listener, long seed, int oneIn) {
        this.server = server;
        this.listener = listener;
        this.random = new Random(seed);
        this.oneIn = oneIn;
    }

    /** Before this server, on a port of its own; one request in so many meets a fault. */
    public static FaultyDoor before(URI server, long seed, int oneIn) {
        try {
            FaultyDoor door =
                    new FaultyDoor(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), seed, oneIn);
            door.run(door::accept);
            return door;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where to come in, with the server's path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + server.getRawPath());
    }

    public void faulty(boolean value) {
        faulty.set(value);
    }

    /** How often which fault has come. */
    public synchronized Map<Fault, Integer> faults() {
        return Map.copyOf(done);
    }

    private synchronized Fault next() {
        if (!faulty.get() || random.nextInt(oneIn) != 0) {
            return null;
        }
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        done.merge(fault, 1, Integer::sum);
        return fault;
    }

    private void run(Runnable work) {
        Thread thread = new Thread(work, "faulty door");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                run(() -> pass(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket client) {
        try (client) {
            client.setSoTimeout((int) TimeUnit.MINUTES.toMillis(2));
            byte[] request = request(client.getInputStream());
            Fault fault = next();
            if (fault == Fault.UNHEARD) {
                return;
            }
            byte[] answer = ask(request);
            if (fault == Fault.LATE) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
            }
            OutputStream out = client.getOutputStream();
            if (fault == Fault.BAD_GATEWAY) {
                out.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else if (fault != Fault.UNANSWERED) {
                out.write(answer, 0, fault == Fault.CUT ? answer.length / 2 : answer.length);
            }
            out.flush();
        } catch (IOException gone) {
            // Whoever asked, or the server, has hung up.
        }
    }

    private static byte[] request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        String closing = text.replaceAll("(?im)^(connection|keep-alive|expect):.*\r\n", "").replaceFirst("\r\n", "\r\nConnection: close\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(closing.getBytes(StandardCharsets.ISO_8859_1));
        whole.write(body);
        return whole.toByteArray();
    }

    private byte[] ask(byte[] request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) TimeUnit.MINUTES.toMillis(2));
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return socket.getInputStream().readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
