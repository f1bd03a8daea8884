// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers the changes of one collection. A writer locks the collection's row before it takes its numbers and keeps it
 * locked until it commits, so numbers become visible in their order: whoever reads up to a number has missed none below it.
 * An item carries the number of its last change; a deletion leaves a row of its own, until it is pruned.
 */
final class ChangeLog {
    private final String collection;

    /**
     * How far the changes of a collection go.
     *
     * @param last number of the last change
     * @param prunedTo deletions up to this number are forgotten
     */
    record State(long last, long prunedTo) {}

    /**
     * A deletion.
     *
     * @param change its number
     * @param ref address of what was deleted
     */
    record Deletion(long change, String ref) {}

    ChangeLog(String collection) {
        this.collection = collection;
    }

    /** Keeps other writers out until the end of the transaction and returns the number of the last change. */
    long lock(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update host_collection set last_change = last_change where id = ?")) {
            update.setString(1, collection);
            if (update.executeUpdate() == 0) {
                throw PasserelleException.of(ErrorCode.COLLECTION_GONE);
            }
        }
        return state(connection).last();
    }

    /** Notes the number of the last change. */
    void advance(Connection connection, long last) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update host_collection set last_change = ? where id = ?")) {
            update.setLong(1, last);
            update.setString(2, collection);
            update.executeUpdate();
        }
    }

    State state(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select last_change, pruned_to from host_collection where id = ?")) {
            select.setString(1, collection);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw PasserelleException.of(ErrorCode.COLLECTION_GONE);
                }
                return new State(row.getLong(1), row.getLong(2));
            }
        }
    }

    List<Deletion> deletedAfter(Connection connection, long change, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select change_number, ref from host_deletion where collection = ? and change_number > ?"
                        + " order by change_number limit ?")) {
            select.setString(1, collection);
            select.setLong(2, change);
            select.setInt(3, most);
            List<Deletion> deletions = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    deletions.add(new Deletion(row.getLong(1), row.getString(2)));
                }
            }
            return deletions;
        }
    }

    /** Forgets deletions that are older; cursors from before them expire. */
    void prune(Connection connection, Instant before) throws SQLException {
        long upTo;
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(max(change_number), 0) from host_deletion where collection = ? and deleted_at < ?")) {
            select.setString(1, collection);
            select.setObject(2, ItemRows.utc(before));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                upTo = row.getLong(1);
            }
        }
        if (upTo == 0) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(
                        "delete from host_deletion where collection = ? and change_number <= ?");
                PreparedStatement note =
                        connection.prepareStatement("update host_collection set pruned_to = ? where id = ?")) {
            delete.setString(1, collection);
            delete.setLong(2, upTo);
            delete.executeUpdate();
            note.setLong(1, upTo);
            note.setString(2, collection);
            note.executeUpdate();
        }
    }
}
