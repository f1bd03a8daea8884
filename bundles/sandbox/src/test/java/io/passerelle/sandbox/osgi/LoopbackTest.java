// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoopbackTest {
    @Test
    void aServerOnLoopbackGivesItsPort() {
        assertThat(Loopback.port("http://127.0.0.1:8181/")).isEqualTo(8181);
        assertThat(Loopback.port(new String[] {"http://localhost:9000/"})).isEqualTo(9000);
        assertThat(Loopback.port(List.of("http://[::1]:9000/", "http://127.0.0.1:9000/"))).isEqualTo(9000);
    }

    @Test
    void oneOpenListenerIsEnoughToStayOff() {
        assertThat(Loopback.port(List.of("http://127.0.0.1:8181/", "http://192.168.1.2:8181/"))).isEqualTo(-1);
        assertThat(Loopback.port("http://0.0.0.0:8181/")).isEqualTo(-1);
        assertThat(Loopback.port(null)).isEqualTo(-1);
        assertThat(Loopback.port(List.of())).isEqualTo(-1);
    }

    @Test
    void onlyNamesOfThisMachineAreHosts() {
        assertThat(Loopback.host("127.0.0.1")).isTrue();
        assertThat(Loopback.host("localhost")).isTrue();
        assertThat(Loopback.host("attacker.example")).isFalse();
        assertThat(Loopback.host(null)).isFalse();
    }
}
