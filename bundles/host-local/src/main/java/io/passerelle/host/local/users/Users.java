// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.users;

import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The host's realm: its users and their passwords, apart from those of the container. */
@Component(service = Users.class)
public final class Users {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 256;
    private static final String COLUMNS = "organisation, id, name, display_name, locale, administrator";

    private final HostDatabase database;
    private final Passwords passwords = new Passwords();

    /** Over the host's tables. */
    @Activate
    public Users(@Reference HostDatabase database) {
        this.database = database;
    }

    /**
     * Adds a user.
     *
     * @param name sign-in name, 1 to 64 characters of {@code a-z 0-9 . _ @ -}
     * @param displayName what they are called; the sign-in name where empty
     * @param password 8 to 256 characters
     * @throws PasserelleException {@code INVALID_INPUT} naming the field
     */
    public LocalUser create(OrganisationId organisation, String name, String displayName, String password, boolean administrator) {
        requireStrength(password);
        return add(organisation, name, displayName, passwords.hash(password), administrator);
    }

    private static void requireStrength(String password) {
        if (password == null || password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw PasserelleException.invalid(
                    "password", "has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
    }

    /** For the demo, whose passwords are on the sign-in page anyway. */
    LocalUser createWithSimplePassword(OrganisationId organisation, String name, String displayName, boolean administrator) {
        return add(organisation, name, displayName, passwords.hashOfAKnownOne(name), administrator);
    }

    private LocalUser add(
            OrganisationId organisation, String name, String displayName, String hash, boolean administrator) {
        String signIn = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(signIn).matches()) {
            throw PasserelleException.invalid("name", "has 1 to 64 characters of a-z 0-9 . _ @ -");
        }
        String shown = displayName == null || displayName.isBlank() ? signIn : displayName.strip();
        if (shown.length() > 255) {
            throw PasserelleException.invalid("displayName", "has at most 255 characters");
        }
        LocalUser user = new LocalUser(
                UserId.of(organisation, UUID.randomUUID().toString()), signIn, shown, Locale.ROOT, administrator);
        database.transaction(connection -> insert(connection, user, hash));
        return user;
    }

    private static Void insert(Connection connection, LocalUser user, String hash) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into host_user (" + COLUMNS + ", password) values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, user.id().organisation().value());
            insert.setString(2, user.id().value());
            insert.setString(3, user.name());
            insert.setString(4, user.displayName());
            insert.setString(5, user.locale().toLanguageTag());
            insert.setBoolean(6, user.administrator());
            insert.setString(7, hash);
            insert.executeUpdate();
            return null;
        } catch (SQLException refused) {
            if (HostDatabase.isDuplicate(refused)) {
                throw PasserelleException.invalid("name", "is taken");
            }
            throw refused;
        }
    }

    /** The user whose name and password these are. */
    public Optional<LocalUser> signIn(OrganisationId organisation, String name, String password) {
        if (password.length() > LONGEST_PASSWORD) {
            return Optional.empty();
        }
        String signIn = name.strip().toLowerCase(Locale.ROOT);
        record Found(LocalUser user, String hash) {}
        Optional<Found> found = database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                    + ", password from host_user where organisation = ? and name = ?")) {
                select.setString(1, organisation.value());
                select.setString(2, signIn);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new Found(user(row), row.getString(7))) : Optional.empty();
                }
            }
        });
        if (found.isEmpty()) {
            passwords.pretend(password);
            return Optional.empty();
        }
        return found.filter(one -> passwords.matches(password, one.hash())).map(Found::user);
    }

    /** A user by id. */
    public Optional<LocalUser> find(UserId id) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select " + COLUMNS + " from host_user where organisation = ? and id = ?")) {
                select.setString(1, id.organisation().value());
                select.setString(2, id.value());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(user(row)) : Optional.empty();
                }
            }
        });
    }

    /** Every user of an organisation, by name. */
    public List<LocalUser> all(OrganisationId organisation) {
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select " + COLUMNS + " from host_user where organisation = ? order by name")) {
                select.setString(1, organisation.value());
                List<LocalUser> users = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        users.add(user(row));
                    }
                }
                return users;
            }
        });
    }

    /**
     * Replaces the password of a user who knows the present one.
     *
     * @throws PasserelleException {@code SIGN_IN_FAILED} when the present one is wrong
     */
    public void changePassword(UserId id, String present, String wanted) {
        requireStrength(wanted);
        String name = find(id).orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND)).name();
        if (signIn(id.organisation(), name, present).isEmpty()) {
            throw PasserelleException.of(ErrorCode.SIGN_IN_FAILED);
        }
        String hash = passwords.hash(wanted);
        database.transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update host_user set password = ? where organisation = ? and id = ?")) {
                update.setString(1, hash);
                update.setString(2, id.organisation().value());
                update.setString(3, id.value());
                return update.executeUpdate();
            }
        });
    }

    /** Changes language and display name. */
    public void update(UserId id, String displayName, Locale locale) {
        if (displayName.isBlank() || displayName.length() > 255) {
            throw PasserelleException.invalid("displayName", "has 1 to 255 characters");
        }
        database.transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update host_user set display_name = ?, locale = ? where organisation = ? and id = ?")) {
                update.setString(1, displayName.strip());
                update.setString(2, locale.toLanguageTag());
                update.setString(3, id.organisation().value());
                update.setString(4, id.value());
                if (update.executeUpdate() == 0) {
                    throw PasserelleException.of(ErrorCode.NOT_FOUND);
                }
                return null;
            }
        });
    }

    private static LocalUser user(ResultSet row) throws SQLException {
        return new LocalUser(
                UserId.of(OrganisationId.of(row.getString(1)), row.getString(2)),
                row.getString(3),
                row.getString(4),
                Locale.forLanguageTag(row.getString(5)),
                row.getBoolean(6));
    }
}
