// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.testkit.store.Samples;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An interrupted thread")
class InterruptionTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("does not close H2 under the others")
    void databaseStaysOpen() throws InterruptedException {
        try (JpaStores stores = JpaStores.builder().url("jdbc:h2:async:" + folder.resolve("store")).open()) {
            UserId user = Samples.user();
            AtomicBoolean stop = new AtomicBoolean();
            AtomicReference<PasserelleException> wrong = new AtomicReference<>();
            Thread worker = new Thread(() -> {
                while (!stop.get()) {
                    try {
                        stores.events().append(user.organisation(), Optional.of(user), "kind", "{}", Samples.NOW);
                        stores.events().after(user, 0, 5);
                    } catch (PasserelleException failure) {
                        if (failure.code() != ErrorCode.STORE_UNAVAILABLE) {
                            wrong.set(failure);
                        }
                    }
                }
            });
            worker.start();
            for (int i = 0; i < 300; i++) {
                worker.interrupt();
                stores.events().append(user.organisation(), Optional.of(user), "other", "{}", Samples.NOW);
            }
            stop.set(true);
            worker.join();
            assertThat(wrong.get()).isNull();
            assertThat(stores.events().after(user, 0, 1000)).filteredOn(event -> event.kind().equals("other")).hasSize(300);
        }
    }
}
