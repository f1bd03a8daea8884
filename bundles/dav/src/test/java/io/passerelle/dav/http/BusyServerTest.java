// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.dav.AddressGuard;
import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavSide;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server of a few processes, each busy with one connection as long as that is open; others are closed without a word. */
class BusyServerTest {
    private final ServerSocket door = open();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger hungUp = new AtomicInteger();

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private void serve(int processes) {
        Semaphore idle = new Semaphore(processes);
        threads.submit(() -> {
            while (true) {
                Socket caller = door.accept();
                if (idle.tryAcquire()) {
                    threads.submit(() -> answer(caller, idle));
                } else {
                    hungUp.incrementAndGet();
                    caller.close();
                }
            }
        });
    }

    private static Void answer(Socket caller, Semaphore idle) throws IOException {
        try (caller) {
            BufferedReader said = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
            while (said.readLine() != null) {
                while (!said.readLine().isEmpty()) {
                    // headers; the requests of these tests have no body
                }
                caller.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        } finally {
            idle.release();
        }
        return null;
    }

    private DavHttp client() {
        return new DavHttp(DavAccount.at(address())
                .plainHttp(true)
                .addresses(AddressGuard.ANY)
                .side(DavSide.HOST)
                .build());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/");
    }

    private int status(DavHttp client) {
        return client.send(DavRequest.of("DELETE", address()), DavAnswer::status);
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }

    @Test
    @DisplayName("Eight at a time where three are served: all are answered, with fewer connections")
    void takesFewerConnections() throws Exception {
        serve(3);
        DavHttp client = client();
        ExecutorService lanes = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> requests = IntStream.range(0, 80)
                .<Callable<Integer>>mapToObj(number -> () -> status(client))
                .toList();
        for (Future<Integer> answered : lanes.invokeAll(requests)) {
            assertThat(answered.get()).isEqualTo(204);
        }
        lanes.shutdown();
        client.close();

        assertThat(hungUp.get()).isLessThanOrEqualTo(7 + 2 * 8);
    }

    @Test
    @DisplayName("A server that always hangs up is given up")
    void givesUp() {
        serve(0);
        try (DavHttp client = client()) {
            assertThatThrownBy(() -> status(client))
                    .isInstanceOfSatisfying(
                            PasserelleException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.HOST_UNAVAILABLE));
        }
        assertThat(hungUp.get()).isEqualTo(7 + 3);
    }
}
