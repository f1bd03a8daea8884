// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.TestDatabases;
import io.passerelle.host.local.database.HostDatabase;

class LocalItemsH2Test extends LocalItemsTests {
    @Override
    HostDatabase database() {
        return TestDatabases.h2();
    }
}
