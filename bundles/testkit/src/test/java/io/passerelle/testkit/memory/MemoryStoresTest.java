// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.memory;

import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.SyncStore;
import io.passerelle.testkit.store.HistoryStoreContract;
import io.passerelle.testkit.store.IntegrationStoreContract;
import io.passerelle.testkit.store.SyncStoreContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Stores in memory")
class MemoryStoresTest implements IntegrationStoreContract, SyncStoreContract, HistoryStoreContract {
    private final MemoryIntegrationStore integrations = new MemoryIntegrationStore();
    private final MemorySyncStore sync = new MemorySyncStore();
    private final MemoryHistoryStore history = new MemoryHistoryStore();

    @Override
    public IntegrationStore integrations() {
        return integrations;
    }

    @Override
    public SyncStore sync() {
        return sync;
    }

    @Override
    public HistoryStore history() {
        return history;
    }
}
