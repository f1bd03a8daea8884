// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("H2, file")
class H2FileStoreTest implements AllContracts {
    @TempDir
    static Path folder;

    private static JpaStores stores;

    @BeforeAll
    static void open() {
        stores = JpaStores.builder().url("jdbc:h2:file:" + folder.resolve("store")).open();
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @Override
    public JpaStores stores() {
        return stores;
    }
}
