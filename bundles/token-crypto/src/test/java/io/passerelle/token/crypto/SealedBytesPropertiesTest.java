// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.testkit.crypto.MemoryWrappedKeyStore;
import io.passerelle.testkit.crypto.TokenCipherContract;
import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SealedBytesPropertiesTest {
    private static final SealScope.OfIntegration SCOPE =
            new SealScope.OfIntegration(TokenCipherContract.ALICE, TokenCipherContract.FIRST);

    private final MemoryWrappedKeyStore store = new MemoryWrappedKeyStore();
    private final SecureRandom random = new SecureRandom();
    private final MasterKey master = VersionedMasterKey.random(random);

    private TokenCipher cipher() {
        return new AesGcmTokenCipher(store, master, random, System::nanoTime);
    }

    @Property(tries = 300)
    @Label("Whatever was sealed opens")
    void opens(@ForAll @Size(max = 2000) byte[] plain, @ForAll @StringLength(max = 40) String field) {
        TokenCipher cipher = cipher();
        assertThat(cipher.open(SCOPE, field, cipher.seal(SCOPE, field, plain))).isEqualTo(plain);
    }

    @Property(tries = 1000)
    @Label("One changed bit anywhere in a sealed value makes it unreadable")
    void changedSealedValue(@ForAll @Size(min = 1, max = 60) byte[] plain, @ForAll @IntRange(max = 100_000) int where) {
        TokenCipher cipher = cipher();
        byte[] sealed = cipher.seal(SCOPE, "credential", plain);
        flip(sealed, where);
        assertThatThrownBy(() -> cipher.open(SCOPE, "credential", sealed))
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE));
    }

    @Property(tries = 500)
    @Label("One changed bit anywhere in a wrapped key makes what it sealed unreadable")
    void changedWrappedKey(@ForAll @IntRange(max = 100_000) int where, @ForAll boolean usersKey) {
        MemoryWrappedKeyStore own = new MemoryWrappedKeyStore();
        byte[] sealed = new AesGcmTokenCipher(own, master, random, System::nanoTime)
                .seal(SCOPE, "credential", new byte[] {1, 2, 3});
        own.tamper(key -> {
            byte[] wrapped = key.wrapped();
            if (key.scope().startsWith("user/") == usersKey) {
                flip(wrapped, where);
            }
            return new WrappedKey(key.organisation(), key.scope(), key.version(), key.wrappedBy(), wrapped);
        });
        TokenCipher cipher = new AesGcmTokenCipher(own, master, random, System::nanoTime);
        assertThatThrownBy(() -> cipher.open(SCOPE, "credential", sealed)).isInstanceOf(PasserelleException.class);
    }

    @Property(tries = 500)
    @Label("Two lists of parts never have the same binding")
    void bindingsAreUnambiguous(@ForAll @Size(3) String[] one, @ForAll @Size(3) String[] other) {
        boolean same = java.util.Arrays.equals(Binding.of("p", one), Binding.of("p", other));
        assertThat(same).isEqualTo(java.util.Arrays.equals(one, other));
    }

    @Property
    @Label("Moving text from one part to the next changes the binding")
    void bindingsKnowWhereAPartEnds(@ForAll @StringLength(min = 1, max = 20) String text, @ForAll @IntRange(max = 19) int at) {
        int cut = at % text.length();
        byte[] whole = Binding.of("p", text, "");
        assertThat(Binding.of("p", text.substring(0, cut), text.substring(cut))).isNotEqualTo(whole);
    }

    private static void flip(byte[] bytes, int where) {
        int bit = where % (bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
}
