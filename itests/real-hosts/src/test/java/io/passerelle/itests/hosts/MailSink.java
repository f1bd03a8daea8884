// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on a free port that accepts everything, delivers nothing and shows what it got. Thread-safe. */
public final class MailSink implements AutoCloseable {
    /**
     * A message as it was handed over.
     *
     * @param recipients of the envelope
     * @param text headers and body
     */
    public record Mail(List<String> recipients, String text) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerSocket listener;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    private MailSink(ServerSocket listener) {
        this.listener = listener;
    }

    static MailSink open() {
        try {
            MailSink sink = new MailSink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(sink::accept, "mail sink");
            thread.setDaemon(true);
            thread.start();
            return sink;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** What has come for an address since the start. */
    public List<Mail> to(String address) {
        return mails.stream().filter(mail -> mail.recipients().contains(address)).toList();
    }

    /** Waits until that many mails have come for an address; false when they have not within half a minute. */
    public synchronized boolean await(String address, int number) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (to(address).size() < number) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void keep(Mail mail) {
        mails.add(mail);
        notifyAll();
    }

    /** Everything that has come since the start. */
    public List<Mail> all() {
        return List.copyOf(mails);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread thread = new Thread(() -> converse(client), "mail sink, a client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            List<String> recipients = new ArrayList<>();
            say(out, "220 sink");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("RCPT TO:")) {
                    recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                } else if (command.equals("DATA")) {
                    say(out, "354 go on");
                    keep(new Mail(List.copyOf(recipients), body(in)));
                    recipients.clear();
                } else if (command.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                }
                say(out, "250 sink");
            }
        } catch (IOException gone) {
            // The client has hung up: what was complete is kept.
        }
    }

    private static String body(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
