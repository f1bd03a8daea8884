// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.dav.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {
    @ParameterizedTest
    @DisplayName("13 places that are not public")
    @ValueSource(
            strings = {
                "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
                "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
                "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001::1"
            })
    void notPublic(String address) throws UnknownHostException {
        assertThat(AddressGuard.PUBLIC.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @DisplayName("public places")
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450:4001:80b::200e", "2606:4700::1111"})
    void isPublic(String address) throws UnknownHostException {
        assertThat(AddressGuard.PUBLIC.allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    @DisplayName("an exception allows what it names and nothing else")
    void exceptions() throws UnknownHostException {
        AddressGuard guard = AddressGuard.publicAnd(List.of("10.1.0.0/16", "::1"));

        assertThat(guard.allows(InetAddress.getByName("10.1.200.3"))).isTrue();
        assertThat(guard.allows(InetAddress.getByName("::1"))).isTrue();
        assertThat(guard.allows(InetAddress.getByName("10.2.0.1"))).isFalse();
        assertThat(guard.allows(InetAddress.getByName("8.8.8.8"))).isTrue();
    }

    @ParameterizedTest
    @DisplayName("what is no range is refused, and no name is looked up")
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/x", "beef.example", "::/129"})
    void malformed(String text) {
        assertThatThrownBy(() -> AddressGuard.publicAnd(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
