// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.testkit.store.Codes;
import io.passerelle.testkit.store.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A database that is gone")
class UnavailabilityTest {
    private static void administer(String... statements) throws SQLException {
        try (Connection connection = Postgres.server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String name(String url) {
        return url.replaceAll(".*/(d[0-9a-f]+).*", "$1");
    }

    private static void takeAway(String database) throws SQLException {
        administer("alter database " + database + " with allow_connections false", disconnect(database));
    }

    private static String disconnect(String database) {
        return "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'";
    }

    private static void giveBack(String database) throws SQLException {
        administer("alter database " + database + " with allow_connections true");
    }

    @Test
    @DisplayName("is reported as such, and is used again when it is back")
    void goneAndBack() throws SQLException {
        String url = Postgres.database();
        try (JpaStores stores = Postgres.open(url)) {
            UserIntegration integration = Samples.integration(Samples.user());
            stores.integrations().insert(integration, Samples.bytes("sealed"));
            takeAway(name(url));
            assertFails(ErrorCode.STORE_UNAVAILABLE, () -> stores.integrations().list(integration.owner()));
            assertFails(ErrorCode.STORE_UNAVAILABLE, () -> stores.sync().count(
                    integration.owner().organisation(), Samples.pair(integration.id()).id()));
            giveBack(name(url));
            assertThat(eventually(stores, integration.owner())).containsExactly(integration);
        }
    }

    /** The pool may hand out a connection that died before it notices; a second or third call has a new one. */
    private static List<UserIntegration> eventually(JpaStores stores, UserId owner) {
        for (int attempt = 0; attempt < 20; attempt++) {
            Throwable failure = catchThrowable(() -> stores.integrations().list(owner));
            if (failure == null) {
                return stores.integrations().list(owner);
            }
            assertThat(Codes.of(failure)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        }
        return stores.integrations().list(owner);
    }

    @Test
    @DisplayName("at the start keeps nobody from starting, and is migrated when it comes")
    void absentAtStart() throws SQLException {
        String url = Postgres.database();
        takeAway(name(url));
        try (JpaStores stores = Postgres.open(url)) {
            UserId owner = Samples.user();
            assertFails(ErrorCode.STORE_UNAVAILABLE, () -> stores.integrations().list(owner));
            giveBack(name(url));
            assertThat(eventually(stores, owner)).isEmpty();
        }
    }

    @Test
    @DisplayName("while a credential is renewed does not lose what can exist only once")
    void connectionLostUnderTheLock() throws SQLException {
        String url = Postgres.database();
        try (JpaStores stores = Postgres.open(url)) {
            UserIntegration integration = Samples.integration(Samples.user());
            stores.integrations().insert(integration, Samples.bytes("old"));
            byte[] returned = stores.credentials()
                    .underLock(integration.owner().organisation(), integration.id(), before -> {
                        disconnectAll(name(url));
                        return Optional.of(Samples.bytes("rotated"));
                    });
            assertThat(returned).isEqualTo(Samples.bytes("rotated"));
            assertThat(stores.credentials().get(integration.owner().organisation(), integration.id()).orElseThrow())
                    .isEqualTo(Samples.bytes("rotated"));
        }
    }

    private static void disconnectAll(String database) {
        try {
            administer(disconnect(database));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
