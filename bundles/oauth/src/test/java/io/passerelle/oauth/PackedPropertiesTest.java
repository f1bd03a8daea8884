// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Credential;
import io.passerelle.testkit.memory.MemoryCipher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class PackedPropertiesTest {
    private final IntegrationId id = IntegrationId.random();
    private final Vault vault = new Vault(new MemoryCipher());

    @Property(tries = 300)
    @Label("A credential comes out as it went in")
    void roundTrip(@ForAll byte[] content, @ForAll @NotBlank String token, @ForAll Optional<Instant> end) {
        byte[] sealed = vault.seal(World.ALICE.user().id(), id, new Credential(content, token, end));
        Credential opened = vault.open(World.ALICE.user().id(), id, sealed);
        assertThat(opened.content()).isEqualTo(content);
        assertThat(opened.accessToken()).isEqualTo(printable(token));
        assertThat(opened.expiresAt()).isEqualTo(end);
    }

    @Property(tries = 500)
    @Label("Whatever is cut off or garbled is unreadable, never a crash")
    void garbled(@ForAll byte[] bytes) {
        byte[] packed = new Packed.Writer(1).put("a").put(Optional.empty()).put(bytes).bytes();
        for (int length = 0; length < packed.length; length += 1 + length / 8) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertUnreadable(() -> readAll(cut));
        }
        if (bytes.length > 0 && bytes[0] != 1) {
            assertUnreadable(() -> readAll(bytes));
        }
    }

    @Property
    @Label("A length that cannot be is unreadable and reserves no memory")
    void oddLengths(@ForAll int length) {
        Assume.that(length < -1 || length > 4);
        byte[] packed = ByteBuffer.allocate(9).put((byte) 1).putInt(length).putInt(0).array();
        assertUnreadable(() -> new Packed.Reader(packed, 1).text());
    }

    private static void readAll(byte[] packed) {
        Packed.Reader reader = new Packed.Reader(packed, 1);
        reader.text();
        reader.optionalText();
        reader.bytes();
    }

    private static void assertUnreadable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE));
    }

    /** Unpaired surrogates have no encoding. */
    private static String printable(String text) {
        return new String(
                text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
