// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.testkit.crypto.MemoryWrappedKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpeningTest {
    private final TokenCipher cipher = AesGcmTokenCipher.ephemeral(new MemoryWrappedKeyStore());
    private final List<TokenCipher> published = new ArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private void run(Supplier<TokenCipher> open) {
        Supplier<TokenCipher> counted = () -> {
            attempts.incrementAndGet();
            return open.get();
        };
        new Opening<>(counted, published::add, closed, Duration.ofMillis(1)).run();
    }

    @Test
    @DisplayName("A database that is not there yet is waited for")
    void waitsForTheDatabase() {
        run(() -> {
            if (attempts.get() < 4) {
                throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE);
            }
            return cipher;
        });
        assertThat(published).containsExactly(cipher);
        assertThat(attempts).hasValue(4);
    }

    @Test
    @DisplayName("Without the right master key nothing is published, and it is not tried again")
    void publishesNothingWithoutTheMasterKey() {
        run(() -> {
            throw new MasterKeyUnavailable("another key");
        });
        assertThat(published).isEmpty();
        assertThat(attempts).hasValue(1);
    }

    @Test
    @DisplayName("Waiting ends when the bundle stops")
    void stops() {
        run(() -> {
            if (attempts.get() == 3) {
                closed.countDown();
            }
            throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE);
        });
        assertThat(published).isEmpty();
        assertThat(attempts).hasValue(3);
    }
}
