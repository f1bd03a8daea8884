// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.dav.AddressGuard;
import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavCredential;
import io.passerelle.dav.DavLimits;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Servers that mean ill, or do not know better. */
class HostileServerTest {
    /** What a server does with a connection once the head of a request is read. */
    private interface Reply {
        void to(OutputStream out) throws IOException;
    }

    private final List<ServerSocket> open = new ArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private URI serve(Reply reply) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    heads.add(head(socket));
                    reply.to(socket.getOutputStream());
                } catch (IOException ended) {
                    // the client has gone
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    private static String head(Socket socket) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static Reply says(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @AfterEach
    void close() throws IOException {
        for (ServerSocket server : open) {
            server.close();
        }
    }

    private static DavAccount.Builder account(URI root) {
        DavLimits quick = new DavLimits(
                Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1500), 1 << 20, 1 << 16, 100, 2);
        return DavAccount.at(root)
                .credential(new DavCredential.Basic("ann", "secret"))
                .plainHttp(true)
                .addresses(AddressGuard.ANY)
                .limits(quick);
    }

    private static String get(DavHttp http, URI address) {
        return http.send(
                DavRequest.of("GET", address),
                answer -> answer.status() + " " + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void fails(DavAccount.Builder account, URI address, ErrorCode code) {
        try (DavHttp http = new DavHttp(account.build())) {
            assertThatThrownBy(() -> get(http, address))
                    .isInstanceOfSatisfying(
                            PasserelleException.class, failed -> assertThat(failed.code()).isEqualTo(code))
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    @DisplayName("12 a body without end is given up at its bound")
    void endlessBody() throws IOException {
        URI root = serve(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(new byte[8192]);
            }
        });
        fails(account(root), root, ErrorCode.SERVER_TOO_SLOW);
    }

    @Test
    @DisplayName("12 a body that becomes large when unpacked is given up at its bound")
    void bomb() throws IOException {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (OutputStream gzip = new java.util.zip.GZIPOutputStream(packed)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        URI root = serve(out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            packed.writeTo(out);
        });
        fails(account(root), root, ErrorCode.SERVER_TOO_SLOW);
    }

    @Test
    @DisplayName("a head that comes letter by letter ends in time")
    void drippingHead() throws IOException {
        URI root = serve(out -> {
            try {
                while (true) {
                    out.write('H');
                    out.flush();
                    new java.util.concurrent.CountDownLatch(1).await(100, java.util.concurrent.TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        fails(account(root), root, ErrorCode.SERVER_TOO_SLOW);
    }

    @Test
    @DisplayName("a server that says nothing ends in time")
    void silence() throws IOException {
        URI root = serve(out -> {
            try {
                new java.util.concurrent.CountDownLatch(1).await(10, java.util.concurrent.TimeUnit.SECONDS);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        fails(account(root), root, ErrorCode.SERVER_TOO_SLOW);
    }

    @Test
    @DisplayName("a body that is cut off is no answer, and is asked for three times")
    void cutOff() throws IOException {
        URI root = serve(says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
        fails(account(root), root, ErrorCode.PROVIDER_UNREACHABLE);
        assertThat(heads).hasSize(3);
    }

    @Test
    @DisplayName("HTTP/1.0 without length is read to its end")
    void oldProtocol() throws IOException {
        URI root = serve(says("HTTP/1.0 200 OK\r\n\r\nwhole"));
        try (DavHttp http = new DavHttp(account(root).build())) {
            assertThat(get(http, root)).isEqualTo("200 whole");
            assertThat(get(http, root)).isEqualTo("200 whole");
            assertThat(http.traffic().requests()).isEqualTo(2);
            assertThat(http.traffic().bytesReceived()).isEqualTo(10);
        }
    }

    @Test
    @DisplayName("8 a redirect to another origin is refused, and the password does not go there")
    void redirectElsewhere() throws IOException {
        URI other = serve(says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        URI root = serve(says("HTTP/1.1 302 Found\r\nLocation: " + other + "\r\nContent-Length: 0\r\n\r\n"));
        fails(account(root), root, ErrorCode.FOREIGN_ADDRESS);
        assertThat(heads).hasSize(1);
    }

    @Test
    @DisplayName("redirects in a circle end")
    void circle() throws IOException {
        URI root = serve(says("HTTP/1.1 301 Moved\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"));
        fails(account(root), root, ErrorCode.PROVIDER_ANSWER_UNREADABLE);
        assertThat(heads).hasSizeLessThan(10);
    }

    @Test
    @DisplayName("13 an address that is not public is not connected to, whatever its name")
    void privateAddress() throws IOException {
        URI root = serve(says("HTTP/1.1 200 OK\r\n\r\n"));
        fails(account(root).addresses(AddressGuard.PUBLIC), root, ErrorCode.ADDRESS_REFUSED);
        URI named = URI.create("http://localhost:" + root.getPort() + "/");
        fails(account(named).addresses(AddressGuard.PUBLIC), named, ErrorCode.ADDRESS_REFUSED);
        assertThat(heads).isEmpty();
    }

    @Test
    @DisplayName("13 a name that means a private address the second time is refused then, and never connected to")
    void changedName() throws IOException {
        URI root = serve(says("HTTP/1.0 200 OK\r\n\r\nfirst"));
        URI named = URI.create("http://calendar.example:" + root.getPort() + "/");
        AtomicInteger asked = new AtomicInteger();
        AddressGuard first = address -> asked.get() == 1;
        GuardedNames.Lookup names = name -> {
            asked.incrementAndGet();
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        try (DavHttp http = new DavHttp(account(named).addresses(first).build(), names)) {
            assertThat(get(http, named)).isEqualTo("200 first");
            assertThatThrownBy(() -> get(http, named))
                    .isInstanceOfSatisfying(
                            PasserelleException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ADDRESS_REFUSED));
        }
        assertThat(heads).hasSize(1);
    }

    @Test
    @DisplayName("8 without leave, http is refused before anything is sent")
    void plainHttp() throws IOException {
        URI root = serve(says("HTTP/1.1 200 OK\r\n\r\n"));
        fails(account(root).plainHttp(false), root, ErrorCode.ENCRYPTION_REQUIRED);
        assertThat(heads).isEmpty();
    }

    @Test
    @DisplayName("a server that asks to wait is not asked again, and its delay is handed on")
    void retryAfter() throws IOException {
        URI root = serve(says("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"));
        try (DavHttp http = new DavHttp(account(root).build())) {
            assertThatThrownBy(() -> http.send(DavRequest.of("GET", root), answer -> {
                        throw http.failures().status(answer);
                    }))
                    .isInstanceOfSatisfying(PasserelleException.class, busy -> {
                        assertThat(busy.code()).isEqualTo(ErrorCode.RATE_LIMITED_BY_PROVIDER);
                        assertThat(busy.retryAfter()).contains(Duration.ofMinutes(2));
                    });
        }
        assertThat(heads).hasSize(1);
    }
}
