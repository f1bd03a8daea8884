// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListenersTest {
    @Test
    void findsASocketOnEveryAddress() throws IOException {
        try (ServerSocket open = new ServerSocket(0)) {
            assertThat(Listeners.of(ProcessHandle.current().pid()))
                    .filteredOn(listener -> listener.getPort() == open.getLocalPort())
                    .singleElement()
                    .satisfies(listener -> assertThat(listener.getAddress().isAnyLocalAddress()).isTrue());
        }
    }

    @Test
    void tellsALoopbackSocketApart() throws IOException {
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(Listeners.of(ProcessHandle.current().pid()))
                    .filteredOn(listener -> listener.getPort() == open.getLocalPort())
                    .singleElement()
                    .satisfies(listener -> assertThat(listener.getAddress().isLoopbackAddress()).isTrue());
        }
    }

    @Test
    void aWatchRemembersASocketThatWasOpenForAMoment() throws IOException {
        try (ListenerWatch watch = ListenerWatch.of(ProcessHandle.current().pid())) {
            int port;
            try (ServerSocket open = new ServerSocket(0)) {
                port = open.getLocalPort();
                long before = watch.looks();
                while (watch.looks() < before + 2) {
                    Thread.onSpinWait();
                }
            }
            assertThat(watch.seen()).anyMatch(listener -> listener.getPort() == port && listener.getAddress().isAnyLocalAddress());
        }
    }
}
