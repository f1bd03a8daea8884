// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.memory;

import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SyncStore;
import io.passerelle.testkit.store.HistoryStoreContract;
import io.passerelle.testkit.store.IntegrationStoreContract;
import io.passerelle.testkit.store.OverviewContract;
import io.passerelle.testkit.store.ReviewStoreContract;
import io.passerelle.testkit.store.RulesStoreContract;
import io.passerelle.testkit.store.SyncStoreContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Stores in memory")
class MemoryStoresTest
        implements IntegrationStoreContract,
                RulesStoreContract,
                SyncStoreContract,
                HistoryStoreContract,
                OverviewContract,
                ReviewStoreContract {
    private final MemoryIntegrationStore integrations = new MemoryIntegrationStore();
    private final MemorySyncStore sync = new MemorySyncStore();
    private final MemoryHistoryStore history = new MemoryHistoryStore();
    private final MemoryReviewStore reviews = new MemoryReviewStore(integrations);

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

    @Override
    public ReviewStore reviews() {
        return reviews;
    }
}
