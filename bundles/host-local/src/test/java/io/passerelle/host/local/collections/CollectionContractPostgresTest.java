// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.TestDatabases;
import io.passerelle.testkit.collection.CollectionSubject;
import io.passerelle.testkit.collection.ItemCollectionContract;

class CollectionContractPostgresTest implements ItemCollectionContract {
    @Override
    public CollectionSubject subject() {
        return new LocalSubject(TestDatabases.postgres());
    }
}
