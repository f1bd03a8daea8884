// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.database;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Brings the host's tables to the newest version. Every script can run twice, so that a start that was cut off, or two nodes
 * starting together, do no harm.
 */
final class Migrations {
    private static final int NEWEST = 3;
    private static final int ATTEMPTS = 3;

    private final DataSource source;

    Migrations(DataSource source) {
        this.source = source;
    }

    void apply() {
        SQLException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (Connection connection = source.getConnection()) {
                migrate(connection);
                return;
            } catch (SQLException refused) {
                // another node may be creating the same tables at this moment
                last = refused;
            }
        }
        throw PasserelleException.of(ErrorCode.HOST_UNAVAILABLE, "tables of the host, state " + last.getSQLState());
    }

    private static void migrate(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists host_schema (version integer primary key)");
        }
        for (int version = current(connection) + 1; version <= NEWEST; version++) {
            try (Statement statement = connection.createStatement()) {
                for (String command : script(version).split(";")) {
                    if (!command.isBlank()) {
                        statement.execute(command);
                    }
                }
            }
            try (PreparedStatement insert = connection.prepareStatement("insert into host_schema (version) values (?)")) {
                insert.setInt(1, version);
                insert.executeUpdate();
            }
        }
    }

    private static int current(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(version), 0) from host_schema")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String script(int version) {
        try (InputStream in = Migrations.class.getResourceAsStream("V" + version + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
