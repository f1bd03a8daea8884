// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PostgreSQL")
class PostgresStoreTest implements AllContracts {
    private static JpaStores stores;

    @BeforeAll
    static void open() throws SQLException {
        stores = Postgres.open(Postgres.database());
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
