// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublicAddressTest {
    @Test
    void anOriginHasNoPath() {
        PublicAddress address = PublicAddress.of("http://localhost:8181/");

        assertThat(address.origin()).isEqualTo("http://localhost:8181");
        assertThat(address.path()).isEmpty();
        assertThat(address).hasToString("http://localhost:8181");
        assertThat(address.isSecure()).isFalse();
    }

    @Test
    void theHostsPathIsKeptApartFromTheOrigin() {
        PublicAddress address = PublicAddress.of("https://mail.example.org/SOGo");

        assertThat(address.origin()).isEqualTo("https://mail.example.org");
        assertThat(address.path()).isEqualTo("/SOGo");
        assertThat(address.isSecure()).isTrue();
    }
}
