// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HkdfTest {

    @Test
    @DisplayName("RFC 5869 test case 3: no salt, no info")
    void followsTheRfc() {
        byte[] input = HexFormat.of().parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
        byte[] derived = Hkdf.derive(new SecretKeySpec(input, "RAW"), new byte[0]).getEncoded();
        assertThat(HexFormat.of().formatHex(derived))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }
}
