// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.item.ContactPhoto;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Statements on the pictures of one address book. */
final class PhotoRows {
    private final HostDatabase database;
    private final String collection;

    PhotoRows(HostDatabase database, String collection) {
        this.database = database;
        this.collection = collection;
    }

    /** Pictures by the address of their contact. */
    Map<String, ContactPhoto> find(Connection connection, Collection<String> refs) throws SQLException {
        Map<String, ContactPhoto> found = new HashMap<>();
        if (refs.isEmpty()) {
            return found;
        }
        int size = Math.min(database.lookups(), refs.size());
        Iterator<String> rest = refs.iterator();
        try (PreparedStatement select = connection.prepareStatement(
                "select ref, media_type, content from host_photo where collection = ? and ref in ("
                        + String.join(", ", Collections.nCopies(size, "?")) + ")")) {
            while (rest.hasNext()) {
                select.setString(1, collection);
                for (int i = 0; i < size; i++) {
                    select.setString(2 + i, rest.hasNext() ? rest.next() : null);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        byte[] bytes = Base64.getDecoder().decode(row.getString(3));
                        found.put(row.getString(1), new ContactPhoto(row.getString(2), bytes));
                    }
                }
            }
        }
        return found;
    }

    /** Makes the pictures of these contacts what the items say. */
    void replace(Connection connection, List<ItemRows.Stored> items) throws SQLException {
        delete(connection, items.stream().map(item -> item.row().ref()).toList());
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into host_photo (collection, ref, media_type, content) values (?, ?, ?, ?)")) {
            for (ItemRows.Stored item : items) {
                if (item.row().photo().isPresent()) {
                    ContactPhoto photo = item.row().photo().get();
                    insert.setString(1, collection);
                    insert.setString(2, item.row().ref());
                    insert.setString(3, photo.mediaType());
                    insert.setString(4, Base64.getEncoder().encodeToString(photo.bytes()));
                    insert.executeUpdate();
                }
            }
        }
    }

    void delete(Connection connection, Collection<String> refs) throws SQLException {
        if (refs.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from host_photo where collection = ? and ref = ?")) {
            for (String ref : refs) {
                delete.setString(1, collection);
                delete.setString(2, ref);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
