// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Calendars and address books in the host's own tables. Whoever asks sees their own and no others. */
@Component(service = {HostCollections.class, LocalCollections.class})
public final class LocalCollections implements HostCollections {
    private static final Duration DELETIONS_KEPT = Duration.ofDays(90);
    private static final int LONGEST_NAME = 255;
    private static final int MOST = 500;
    private static final String COLUMNS = "id, kind, name, color, zone, main";
    private static final List<String> COLORS =
            List.of("#3b6ea5", "#2f8f6b", "#b0562f", "#7a5ba6", "#a8853a", "#3f8a99", "#a54f72", "#5f7a3a");

    private final HostDatabase database;
    private final Clock clock;
    private final Duration deletionsKept;

    /** Over the host's tables. */
    @Activate
    public LocalCollections(@Reference HostDatabase database) {
        this(database, Clock.systemUTC(), DELETIONS_KEPT);
    }

    /** With a clock of its own. */
    public LocalCollections(HostDatabase database, Clock clock, Duration deletionsKept) {
        this.database = database;
        this.clock = clock;
        this.deletionsKept = deletionsKept;
    }

    @Override
    public List<CollectionInfo> collections(UserId user, CollectionKind kind) {
        return database.transaction(connection -> list(connection, user, kind));
    }

    private static List<CollectionInfo> list(Connection connection, UserId user, CollectionKind kind) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from host_collection"
                + " where organisation = ? and user_id = ? and kind = ? order by main desc, created_at, id")) {
            select.setString(1, user.organisation().value());
            select.setString(2, user.value());
            select.setString(3, kind.name());
            List<CollectionInfo> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(info(row));
                }
            }
            return found;
        }
    }

    @Override
    public LocalItems open(UserId user, CollectionId id) {
        CollectionInfo info = database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                    + " from host_collection where organisation = ? and user_id = ? and id = ?")) {
                select.setString(1, user.organisation().value());
                select.setString(2, user.value());
                select.setString(3, id.value());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw PasserelleException.of(ErrorCode.COLLECTION_GONE);
                    }
                    return info(row);
                }
            }
        });
        return new LocalItems(database, info, clock, deletionsKept);
    }

    @Override
    public CollectionInfo create(UserId user, CollectionKind kind, String name) {
        String wanted = named(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
        return database.transaction(connection -> {
            Optional<CollectionInfo> earlier = ofIntegration(connection, user, kind, wanted);
            return earlier.isPresent() ? earlier.get() : insert(connection, user, kind, wanted, null, false, true);
        });
    }

    private static Optional<CollectionInfo> ofIntegration(
            Connection connection, UserId user, CollectionKind kind, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from host_collection"
                + " where organisation = ? and user_id = ? and kind = ? and name = ? and integration = true"
                + " order by created_at, id")) {
            select.setString(1, user.organisation().value());
            select.setString(2, user.value());
            select.setString(3, kind.name());
            select.setString(4, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(info(row)) : Optional.empty();
            }
        }
    }

    /**
     * Adds a collection that the user asked for.
     *
     * @param color CSS colour, or null for the next one
     */
    public CollectionInfo add(UserId user, CollectionKind kind, String name, String color) {
        return database.transaction(connection -> insert(connection, user, kind, named(name), color, false, false));
    }

    /** Gives a new user their first calendar and address book; does nothing for others. */
    public void prepare(UserId user, Locale locale) {
        boolean french = "fr".equals(locale.getLanguage());
        database.transaction(connection -> {
            if (list(connection, user, CollectionKind.CALENDAR).isEmpty()) {
                insert(connection, user, CollectionKind.CALENDAR, french ? "Agenda" : "Calendar", null, true, false);
            }
            if (list(connection, user, CollectionKind.ADDRESS_BOOK).isEmpty()) {
                insert(connection, user, CollectionKind.ADDRESS_BOOK, "Contacts", null, true, false);
            }
            return null;
        });
    }

    /** Renames and recolours. */
    public void update(UserId user, CollectionId id, String name, String color) {
        String wanted = named(name);
        database.transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update host_collection set name = ?, color = ? where organisation = ? and user_id = ? and id = ?")) {
                update.setString(1, wanted);
                update.setString(2, colored(color));
                update.setString(3, user.organisation().value());
                update.setString(4, user.value());
                update.setString(5, id.value());
                if (update.executeUpdate() == 0) {
                    throw PasserelleException.of(ErrorCode.COLLECTION_GONE);
                }
                return null;
            }
        });
    }

    /** Deletes a collection with everything in it; the main one stays. */
    public void delete(UserId user, CollectionId id) {
        if (open(user, id).info().primary()) {
            throw PasserelleException.of(ErrorCode.NOT_ALLOWED, "the main collection stays");
        }
        database.transaction(connection -> {
            for (String sql : List.of(
                    "delete from host_item where collection = ?",
                    "delete from host_photo where collection = ?",
                    "delete from host_deletion where collection = ?",
                    "delete from host_collection where id = ?")) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.setString(1, id.value());
                    delete.executeUpdate();
                }
            }
            return null;
        });
    }

    /** A number that grows with every change in any collection of a user: what a page asks to know whether to read again. */
    public long version(UserId user) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select coalesce(sum(last_change), 0) * 1000 + count(*) from host_collection"
                            + " where organisation = ? and user_id = ?")) {
                select.setString(1, user.organisation().value());
                select.setString(2, user.value());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private CollectionInfo insert(
            Connection connection, UserId user, CollectionKind kind, String name, String color, boolean main, boolean integration)
            throws SQLException {
        int present = list(connection, user, kind).size();
        if (present >= MOST) {
            throw PasserelleException.invalid("name", "there are " + MOST + " collections already");
        }
        String chosen = color == null ? COLORS.get(present % COLORS.size()) : colored(color);
        CollectionInfo info = new CollectionInfo(
                CollectionId.of(UUID.randomUUID().toString()),
                kind,
                name,
                Access.READ_WRITE,
                Optional.of(chosen),
                Optional.empty(),
                main);
        try (PreparedStatement insert = connection.prepareStatement("insert into host_collection"
                + " (id, organisation, user_id, kind, name, color, zone, main, integration, created_at, last_change, pruned_to)"
                + " values (?, ?, ?, ?, ?, ?, null, ?, ?, ?, 0, 0)")) {
            insert.setString(1, info.id().value());
            insert.setString(2, user.organisation().value());
            insert.setString(3, user.value());
            insert.setString(4, kind.name());
            insert.setString(5, name);
            insert.setString(6, chosen);
            insert.setBoolean(7, main);
            insert.setBoolean(8, integration);
            insert.setObject(9, ItemRows.utc(clock.instant()));
            insert.executeUpdate();
        }
        return info;
    }

    private static String named(String name) {
        String wanted = name == null ? "" : name.replaceAll("\\p{Cntrl}|\\p{Cs}", " ").strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST_NAME) {
            throw PasserelleException.invalid("name", "has 1 to " + LONGEST_NAME + " characters");
        }
        return wanted;
    }

    private static String colored(String color) {
        if (color == null || !color.matches("#[0-9a-fA-F]{6}")) {
            throw PasserelleException.invalid("color", "is #rrggbb");
        }
        return color;
    }

    private static CollectionInfo info(ResultSet row) throws SQLException {
        return new CollectionInfo(
                CollectionId.of(row.getString(1)),
                CollectionKind.valueOf(row.getString(2)),
                row.getString(3),
                Access.READ_WRITE,
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                row.getBoolean(6));
    }
}
