// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import static io.passerelle.oauth.SyncedWorld.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.IntegrationView;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.testkit.store.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the database is asked for a page. */
class StatementsTest {
    private static final int PAIRS = 3;

    @TempDir
    private Path folder;

    private SyncedWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new SyncedWorld(folder, Duration.ZERO);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("a page with thirty integrations of three pairs each asks the database as often as one with a single one")
    void listing() throws SQLException {
        connect(1);
        long forOne = statementsOfAList(1);
        connect(29);
        long forThirty = statementsOfAList(30);
        assertThat(forThirty).isEqualTo(forOne);
        assertThat(forOne).isBetween(2L, 12L);
    }

    private void connect(int integrations) {
        for (int i = 0; i < integrations; i++) {
            IntegrationId id = IntegrationId.random();
            UserIntegration integration = new UserIntegration(
                    id,
                    ALICE,
                    ProviderId.of("google"),
                    new Account("https://accounts.google.com", id.toString(), "someone@gmail.example"),
                    Set.of(),
                    Set.of(),
                    15,
                    IntegrationFacts.NONE,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    0);
            world.connect.stores.integrations().insert(integration, new byte[] {1});
            List<SyncPair> pairs = IntStream.range(0, PAIRS)
                    .mapToObj(pair -> Samples.pair(PairId.random(), id, "host-" + pair, "provider-" + pair))
                    .toList();
            world.connect.stores.integrations().putPairs(ALICE.organisation(), id, pairs);
            pairs.forEach(pair -> world.connect.stores.history().put(ALICE.organisation(), Samples.run(pair, Samples.NOW)));
        }
    }

    private long statementsOfAList(int expected) throws SQLException {
        try (Connection connection = world.connect.stores.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set query_statistics false");
            statement.execute("set query_statistics_max_entries 10000");
            statement.execute("set query_statistics true");
            List<IntegrationView> views = world.cabinet.service().list(ALICE, Locale.ENGLISH);
            assertThat(views).hasSize(expected).allSatisfy(view -> {
                assertThat(view.pairs()).hasSize(PAIRS);
                assertThat(view.latest()).hasSize(PAIRS);
            });
            try (ResultSet count = statement.executeQuery("select coalesce(sum(execution_count), 0)"
                    + " from information_schema.query_statistics where lower(sql_statement) like 'select%'")) {
                count.next();
                return count.getLong(1);
            }
        }
    }
}
