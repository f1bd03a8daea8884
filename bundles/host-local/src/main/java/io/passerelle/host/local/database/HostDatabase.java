// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.database;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The host's tables on the published data source. What the database refuses ends as {@code HOST_UNAVAILABLE}. */
@Component(service = HostDatabase.class)
public final class HostDatabase {
    private final DataSource source;
    private final boolean listsUseIndexes;

    /** Work inside one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T in(Connection connection) throws SQLException;
    }

    /** Over the data source, with the tables brought up to date. */
    @Activate
    public HostDatabase(@Reference(target = "(osgi.jndi.service.name=passerelle)") DataSource source) {
        this.source = source;
        try (Connection connection = source.getConnection()) {
            listsUseIndexes = !"H2".equals(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException down) {
            throw unavailable(down);
        }
        new Migrations(source).apply();
    }

    /** How many keys are looked up in one statement: H2 does not use its index for a list. */
    public int lookups() {
        return listsUseIndexes ? 250 : 1;
    }

    /** Commits when the work returns and rolls back when it throws. */
    public <T> T transaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException refused) {
            throw unavailable(refused);
        }
    }

    /** The state and nothing else: a message of the database may quote a row. */
    private static PasserelleException unavailable(SQLException refused) {
        return PasserelleException.of(ErrorCode.HOST_UNAVAILABLE, "database state " + refused.getSQLState());
    }

    /** Whether a statement met a row that is there already. */
    public static boolean isDuplicate(SQLException refused) {
        return refused.getSQLState() != null && refused.getSQLState().startsWith("23");
    }
}
