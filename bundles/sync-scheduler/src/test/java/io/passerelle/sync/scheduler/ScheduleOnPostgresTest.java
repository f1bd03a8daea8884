// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ScheduleOnPostgresTest extends ScheduleContract {
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.postgres();
    }

    @AfterAll
    static void close() throws Exception {
        database.close();
    }

    @Override
    TestDatabase database() {
        return database;
    }
}
