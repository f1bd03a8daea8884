// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.TestDatabases;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.testkit.collection.CollectionSubject;
import io.passerelle.testkit.collection.ItemCollectionContract;

class ContactContractPostgresTest implements ItemCollectionContract {
    @Override
    public CollectionSubject subject() {
        return new LocalSubject(TestDatabases.postgres(), CollectionKind.ADDRESS_BOOK);
    }
}
