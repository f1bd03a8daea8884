// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.session;

import io.passerelle.host.local.HostConfig;
import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sessions on the server. The browser holds a random token, the table its digest, so that a dump opens no session; they
 * survive a restart and end by themselves.
 */
@Component(service = SessionStore.class, configurationPid = HostConfig.PID)
public final class SessionStore {
    private static final Duration NOTED = Duration.ofMinutes(1);

    private final HostDatabase database;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;
    private final SecureRandom random = new SecureRandom();

    /**
     * A session that goes on.
     *
     * @param user whose
     * @param key digest that names it to the rest of the server
     */
    public record Session(UserId user, String key) {}

    /** Over the host's tables. */
    @Activate
    public SessionStore(HostConfig config, @Reference HostDatabase database) {
        this(
                database,
                Clock.systemUTC(),
                Duration.ofMinutes(config.sessionIdleMinutes()),
                Duration.ofHours(config.sessionHours()));
    }

    /** With a clock and limits of its own. */
    public SessionStore(HostDatabase database, Clock clock, Duration idle, Duration longest) {
        this.database = database;
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /** Begins a session and returns the token for the cookie. */
    public String begin(UserId user) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        database.transaction(connection -> {
            purge(connection, now);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into host_session (digest, organisation, user_id, created_at, used_at) values (?, ?, ?, ?, ?)")) {
                insert.setString(1, digest(token));
                insert.setString(2, user.organisation().value());
                insert.setString(3, user.value());
                insert.setObject(4, utc(now));
                insert.setObject(5, utc(now));
                return insert.executeUpdate();
            }
        });
        return token;
    }

    private void purge(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from host_session where created_at < ? or used_at < ?")) {
            delete.setObject(1, utc(now.minus(longest)));
            delete.setObject(2, utc(now.minus(idle)));
            delete.executeUpdate();
        }
    }

    /**
     * The session of a token, while it lasts.
     *
     * @param inUse whether the person is there, and not only a page that was left open
     */
    public Optional<Session> find(String token, boolean inUse) {
        if (token.length() != 43) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String digest = digest(token);
        return database.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select organisation, user_id, created_at, used_at from host_session where digest = ?")) {
                select.setString(1, digest);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    Instant created = row.getObject(3, OffsetDateTime.class).toInstant();
                    Instant used = row.getObject(4, OffsetDateTime.class).toInstant();
                    if (created.plus(longest).isBefore(now) || used.plus(idle).isBefore(now)) {
                        return Optional.empty();
                    }
                    if (inUse && used.plus(NOTED).isBefore(now)) {
                        use(connection, digest, now);
                    }
                    return Optional.of(new Session(
                            UserId.of(OrganisationId.of(row.getString(1)), row.getString(2)), digest("key " + digest)));
                }
            }
        });
    }

    private static void use(Connection connection, String digest, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update host_session set used_at = ? where digest = ?")) {
            update.setObject(1, utc(now));
            update.setString(2, digest);
            update.executeUpdate();
        }
    }

    /** Ends the session of a token. */
    public void end(String token) {
        database.transaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from host_session where digest = ?")) {
                delete.setString(1, digest(token));
                return delete.executeUpdate();
            }
        });
    }

    /** Ends every session of a user but the one of a token. */
    public void endOthers(UserId user, String token) {
        database.transaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from host_session where organisation = ? and user_id = ? and digest <> ?")) {
                delete.setString(1, user.organisation().value());
                delete.setString(2, user.value());
                delete.setString(3, digest(token));
                return delete.executeUpdate();
            }
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
