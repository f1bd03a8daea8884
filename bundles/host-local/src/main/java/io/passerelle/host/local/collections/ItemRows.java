// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.item.ContactPhoto;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements on the rows of one collection. */
final class ItemRows {
    private static final String COLUMNS = "ref, uid_digest, change_number, body, modified_at";

    private final HostDatabase database;
    private final String collection;
    private final PhotoRows photos;

    /**
     * An item as stored.
     *
     * @param ref address
     * @param uidDigest digest of its UID, unique in the collection
     * @param change number of its last change, which is its revision
     * @param body its text
     * @param photo its picture, where it has one and it was asked for
     * @param modifiedAt when it was changed last; empty for what was stored before this was noted
     */
    record Row(
            String ref,
            String uidDigest,
            long change,
            String body,
            Optional<ContactPhoto> photo,
            Optional<Instant> modifiedAt) {
        private Row with(ContactPhoto found) {
            return new Row(ref, uidDigest, change, body, Optional.ofNullable(found), modifiedAt);
        }
    }

    /**
     * An item to be stored.
     *
     * @param row the row
     * @param start not after its first occurrence
     * @param end not before the end of its last one
     * @param isContact whether it may have a picture
     */
    record Stored(Row row, Instant start, Instant end, boolean isContact) {}

    ItemRows(HostDatabase database, String collection) {
        this.database = database;
        this.collection = collection;
        photos = new PhotoRows(database, collection);
    }

    /** Rows by address or by UID digest; those that are not there are left out. */
    Map<String, Row> find(Connection connection, String column, Collection<String> keys) throws SQLException {
        Map<String, Row> found = new HashMap<>();
        Iterator<String> rest = keys.iterator();
        if (keys.isEmpty()) {
            return found;
        }
        int size = Math.min(database.lookups(), keys.size());
        String sql = "select " + COLUMNS + " from host_item where collection = ? and " + column
                + " in (" + String.join(", ", Collections.nCopies(size, "?")) + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            while (rest.hasNext()) {
                select.setString(1, collection);
                for (int i = 0; i < size; i++) {
                    select.setString(2 + i, rest.hasNext() ? rest.next() : null);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Row one = row(row);
                        found.put("ref".equals(column) ? one.ref() : one.uidDigest(), one);
                    }
                }
            }
        }
        Map<String, ContactPhoto> pictures = photos.find(connection, withPhoto(found.values()));
        found.replaceAll((key, row) -> row.with(pictures.get(row.ref())));
        return found;
    }

    private static List<String> withPhoto(Collection<Row> rows) {
        return rows.stream().filter(row -> ItemText.hasPhoto(row.body())).map(Row::ref).toList();
    }

    /** Puts the pictures to rows that were read without. */
    List<Row> withPhotos(Connection connection, List<Row> rows) throws SQLException {
        Map<String, ContactPhoto> pictures = photos.find(connection, withPhoto(rows));
        return rows.stream().map(row -> row.with(pictures.get(row.ref()))).toList();
    }

    /** Items that changed after a number, in the order of their changes, without pictures. */
    List<Row> changedAfter(Connection connection, long change, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select " + COLUMNS + " from host_item where collection = ? and change_number > ?"
                        + " order by change_number limit ?")) {
            select.setString(1, collection);
            select.setLong(2, change);
            select.setInt(3, most);
            return rows(select);
        }
    }

    /** Items that may have an occurrence in a stretch of time: found in the index alone, then read. */
    Collection<Row> touching(Connection connection, Instant from, Instant to, int most) throws SQLException {
        List<String> refs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select ref from host_item where collection = ? and ends_at > ? and starts_at < ? limit ?")) {
            select.setString(1, collection);
            select.setObject(2, utc(from));
            select.setObject(3, utc(to));
            select.setInt(4, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    refs.add(row.getString(1));
                }
            }
        }
        return find(connection, "ref", refs).values();
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(row(row));
            }
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                Optional.empty(),
                Optional.ofNullable(row.getObject(5, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    void insert(Connection connection, List<Stored> items) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into host_item (change_number, starts_at, ends_at, body, modified_at, collection, ref, uid_digest)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Stored item : items) {
                set(insert, item);
                insert.setString(8, item.row().uidDigest());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        photos.replace(connection, contacts(items));
        forgetDeletions(connection, items);
    }

    /** An address that is used again is no longer deleted. */
    private void forgetDeletions(Connection connection, List<Stored> items) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from host_deletion where collection = ? and ref = ?")) {
            for (Stored item : items) {
                delete.setString(1, collection);
                delete.setString(2, item.row().ref());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    void update(Connection connection, List<Stored> items) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update host_item set change_number = ?, starts_at = ?, ends_at = ?, body = ?, modified_at = ?"
                        + " where collection = ? and ref = ?")) {
            for (Stored item : items) {
                set(update, item);
                update.addBatch();
            }
            update.executeBatch();
        }
        photos.replace(connection, contacts(items));
    }

    private static List<Stored> contacts(List<Stored> items) {
        return items.stream().filter(Stored::isContact).toList();
    }

    private void set(PreparedStatement statement, Stored item) throws SQLException {
        statement.setLong(1, item.row().change());
        statement.setObject(2, utc(item.start()));
        statement.setObject(3, utc(item.end()));
        statement.setString(4, item.row().body());
        statement.setObject(5, item.row().modifiedAt().map(ItemRows::utc).orElse(null));
        statement.setString(6, collection);
        statement.setString(7, item.row().ref());
    }

    void delete(Connection connection, Map<String, Long> changesByRef, Instant now) throws SQLException {
        if (changesByRef.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                        connection.prepareStatement("delete from host_item where collection = ? and ref = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into host_deletion (collection, change_number, ref, deleted_at) values (?, ?, ?, ?)")) {
            for (Map.Entry<String, Long> one : changesByRef.entrySet()) {
                delete.setString(1, collection);
                delete.setString(2, one.getKey());
                delete.addBatch();
                insert.setString(1, collection);
                insert.setLong(2, one.getValue());
                insert.setString(3, one.getKey());
                insert.setObject(4, utc(now));
                insert.addBatch();
            }
            delete.executeBatch();
            insert.executeBatch();
        }
        photos.delete(connection, changesByRef.keySet());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static String digest(String uid) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
