// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.store.spi.ClientStore;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.EventStore;
import io.passerelle.store.spi.FlowStore;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SyncStore;
import io.passerelle.store.spi.WrappedKeyStore;
import io.passerelle.testkit.store.ClientStoreContract;
import io.passerelle.testkit.store.CredentialStoreContract;
import io.passerelle.testkit.store.DeletionContract;
import io.passerelle.testkit.store.EventStoreContract;
import io.passerelle.testkit.store.FlowStoreContract;
import io.passerelle.testkit.store.HistoryStoreContract;
import io.passerelle.testkit.store.IntegrationStoreContract;
import io.passerelle.testkit.store.OverviewContract;
import io.passerelle.testkit.store.PairStoreContract;
import io.passerelle.testkit.store.ReviewStoreContract;
import io.passerelle.testkit.store.RulesStoreContract;
import io.passerelle.testkit.store.SyncStoreContract;
import io.passerelle.testkit.store.WrappedKeyStoreContract;

/** Every contract of the store, over one database. */
interface AllContracts
        extends IntegrationStoreContract,
                PairStoreContract,
                RulesStoreContract,
                CredentialStoreContract,
                SyncStoreContract,
                HistoryStoreContract,
                OverviewContract,
                ReviewStoreContract,
                FlowStoreContract,
                ClientStoreContract,
                WrappedKeyStoreContract,
                EventStoreContract,
                DeletionContract {

    JpaStores stores();

    @Override
    default IntegrationStore integrations() {
        return stores().integrations();
    }

    @Override
    default CredentialStore credentials() {
        return stores().credentials();
    }

    @Override
    default SyncStore sync() {
        return stores().sync();
    }

    @Override
    default HistoryStore history() {
        return stores().history();
    }

    @Override
    default ReviewStore reviews() {
        return stores().reviews();
    }

    @Override
    default FlowStore flows() {
        return stores().flows();
    }

    @Override
    default ClientStore clients() {
        return stores().clients();
    }

    @Override
    default WrappedKeyStore keys() {
        return stores().keys();
    }

    @Override
    default EventStore events() {
        return stores().events();
    }
}
