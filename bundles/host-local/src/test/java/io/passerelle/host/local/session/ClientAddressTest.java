// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private final ClientAddress alone = new ClientAddress(List.of());
    private final ClientAddress proxied = new ClientAddress(List.of("127.0.0.1", " ::1", "10.1.0.0/16", ""));

    @Test
    void withoutATrustedProxyNobodyIsBelieved() {
        assertThat(alone.key("127.0.0.1", List.of("203.0.113.9"))).isEqualTo("127.0.0.1");
    }

    @Test
    void aStrangerIsNotBelieved() {
        assertThat(proxied.key("198.51.100.7", List.of("203.0.113.9"))).isEqualTo("198.51.100.7");
    }

    @Test
    void aTrustedProxyIsBelieved() {
        assertThat(proxied.key("127.0.0.1", List.of("203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(proxied.key("10.1.250.3", List.of("203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(proxied.key("10.2.0.1", List.of("203.0.113.9"))).isEqualTo("10.2.0.1");
    }

    @Test
    void whatAPersonPutsBeforeTheProxysOwnWordDoesNotCount() {
        assertThat(proxied.key("127.0.0.1", List.of("192.0.2.1, 203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(proxied.key("127.0.0.1", List.of("192.0.2.1", "203.0.113.9"))).isEqualTo("203.0.113.9");
    }

    @Test
    void aChainOfTrustedProxiesIsFollowedToItsEnd() {
        assertThat(proxied.key("127.0.0.1", List.of("192.0.2.1, 203.0.113.9, 10.1.0.5"))).isEqualTo("203.0.113.9");
        assertThat(proxied.key("127.0.0.1", List.of("10.1.0.5"))).isEqualTo("10.1.0.5");
    }

    @Test
    void portsAndBracketsDoNotMakeAnotherAddress() {
        assertThat(proxied.key("127.0.0.1", List.of("203.0.113.9:4711"))).isEqualTo("203.0.113.9");
        assertThat(proxied.key("[::1]", List.of("[2001:db8:1:2::77]:443"))).isEqualTo("2001:db8:1:2:0:0:0:0/64");
    }

    @Test
    void theAddressesOfOneSubscriberAreOne() {
        assertThat(alone.key("2001:db8:1:2:aaaa::1", List.of())).isEqualTo(alone.key("2001:db8:1:2:bbbb::2", List.of()));
        assertThat(alone.key("2001:db8:1:2::1", List.of())).isNotEqualTo(alone.key("2001:db8:1:3::1", List.of()));
        assertThat(alone.key("::ffff:203.0.113.9", List.of())).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "localhost", "_hidden", "1.2.3", "999.1.1.1", ":::::", "a.example"})
    void whatIsNoAddressLeavesTheProxysOwn(String told) {
        assertThat(proxied.key("127.0.0.1", List.of(told))).isEqualTo("127.0.0.1");
    }

    @Test
    void aHeaderWithoutMeasureIsNotRead() {
        assertThat(proxied.key("127.0.0.1", List.of("203.0.113.9, ".repeat(1000) + "203.0.113.9"))).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "::1/129"})
    void aWrongSettingIsNamed(String setting) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientAddress(List.of(setting))).withMessageContaining(setting);
    }
}
