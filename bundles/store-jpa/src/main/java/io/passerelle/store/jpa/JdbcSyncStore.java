// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.Mapping;
import io.passerelle.store.spi.PairState;
import io.passerelle.store.spi.SyncStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Mappings, cursors and fences in the database. */
@Component(service = SyncStore.class)
public final class JdbcSyncStore implements SyncStore {
    private static final int PAGE = 2000;
    private static final int BATCH = 500;
    private static final String OURS = "(select s.pair_id from pair_state s where s.organisation = ? and s.pair_id = ?)";

    private static final byte[] NOTHING = new byte[0];

    private final Database database;

    /** Over the store's database. */
    @Activate
    public JdbcSyncStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Optional<PairState> begin(OrganisationId organisation, PairId pair, String owner, Instant now, Duration lease) {
        return database.statements(connection -> {
            int taken = Rows.update(
                    connection,
                    "update pair_state set fence = fence + 1, lease_owner = ?, lease_until = ?"
                            + " where organisation = ? and pair_id = ? and (lease_until is null or lease_until <= ?)",
                    owner,
                    Columns.timestamp(now.plus(lease)),
                    organisation.value(),
                    pair.value(),
                    Columns.timestamp(now));
            PairState state = stored(connection, organisation, pair)
                    .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
            return taken == 1 ? Optional.of(state) : Optional.empty();
        });
    }

    @Override
    public boolean renew(OrganisationId organisation, PairId pair, long fence, Instant now, Duration lease) {
        return database.statements(connection -> Rows.update(
                        connection,
                        "update pair_state set lease_until = ?"
                                + " where organisation = ? and pair_id = ? and fence = ? and lease_until is not null",
                        Columns.timestamp(now.plus(lease)),
                        organisation.value(),
                        pair.value(),
                        fence)
                == 1);
    }

    @Override
    public void release(OrganisationId organisation, PairId pair, long fence) {
        database.statements(connection -> Rows.update(
                connection,
                "update pair_state set lease_owner = null, lease_until = null"
                        + " where organisation = ? and pair_id = ? and fence = ?",
                organisation.value(),
                pair.value(),
                fence));
    }

    @Override
    public PairState state(OrganisationId organisation, PairId pair) {
        return database.statements(connection -> stored(connection, organisation, pair)).orElse(PairState.NEW);
    }

    private static Optional<PairState> stored(Connection connection, OrganisationId organisation, PairId pair) throws SQLException {
        return Rows.first(
                        connection,
                        "select host_cursor, provider_cursor, settings_version, last_full_pass, last_success, fence"
                                + " from pair_state where organisation = ? and pair_id = ?",
                        row -> new PairState(
                                new Cursor(row.getString(1)),
                                new Cursor(row.getString(2)),
                                row.getString(3),
                                Columns.time(row, 4),
                                Columns.time(row, 5),
                                row.getLong(6)),
                        organisation.value(),
                        pair.value());
    }

    @Override
    public Map<PairId, Instant> lastSuccesses(OrganisationId organisation, Collection<PairId> pairs) {
        List<UUID> distinct = pairs.stream().map(PairId::value).distinct().toList();
        Map<PairId, Instant> found = new HashMap<>();
        return database.statements(connection -> {
            for (List<UUID> chunk : Rows.chunks(distinct, BATCH)) {
                Rows.list(
                        connection,
                        "select pair_id, last_success from pair_state where last_success is not null and organisation = ?"
                                + " and pair_id in (" + Rows.marks(chunk) + ")",
                        row -> found.put(
                                new PairId(row.getObject(1, UUID.class)), Columns.time(row, 2).orElseThrow()),
                        Rows.with(chunk, organisation.value()));
            }
            return found;
        });
    }

    /** Page by page, so that neither memory nor a connection is held while the consumer works. */
    @Override
    public void forEachByHostRef(OrganisationId organisation, PairId pair, Consumer<Mapping> consumer) {
        byte[] after = new byte[0];
        List<Mapping> page;
        do {
            byte[] from = after;
            page = database.statements(connection -> Rows.list(
                    connection,
                    "select " + MappingRows.COLUMNS + " from mapping where pair_id = " + OURS
                            + " and host_ref > ? order by pair_id, host_ref fetch first " + PAGE + " rows only",
                    MappingRows::read,
                    organisation.value(),
                    pair.value(),
                    from));
            page.forEach(consumer);
            if (!page.isEmpty()) {
                after = Columns.utf8(page.get(page.size() - 1).hostRef().value());
            }
        } while (page.size() == PAGE);
    }

    @Override
    public long count(OrganisationId organisation, PairId pair) {
        return database.statements(connection -> Rows.first(
                        connection,
                        "select count(*) from mapping where pair_id = " + OURS,
                        row -> row.getLong(1),
                        organisation.value(),
                        pair.value())
                .orElse(0L));
    }

    @Override
    public List<Mapping> byHostRef(OrganisationId organisation, PairId pair, Collection<ItemRef> refs) {
        return lookUp(organisation, pair, "host_ref", refs);
    }

    @Override
    public List<Mapping> byProviderRef(OrganisationId organisation, PairId pair, Collection<ItemRef> refs) {
        return lookUp(organisation, pair, "provider_ref", refs);
    }

    private List<Mapping> lookUp(OrganisationId organisation, PairId pair, String column, Collection<ItemRef> refs) {
        List<ItemRef> distinct = new ArrayList<>(new LinkedHashSet<>(refs));
        int chunk = database.dialect().lookups();
        List<Mapping> found = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += BATCH) {
            List<ItemRef> batch = distinct.subList(from, Math.min(from + BATCH, distinct.size()));
            found.addAll(database.statements(connection -> lookUp(connection, organisation, pair, column, batch, chunk)));
        }
        return found;
    }

    private static List<Mapping> lookUp(
            Connection connection, OrganisationId organisation, PairId pair, String column, List<ItemRef> refs, int chunk)
            throws SQLException {
        List<Mapping> found = new ArrayList<>();
        int width = Math.min(chunk, refs.size());
        String marks = String.join(", ", Collections.nCopies(width, "?"));
        try (PreparedStatement select = connection.prepareStatement("select " + MappingRows.COLUMNS
                + " from mapping where pair_id = " + OURS + " and " + column + " in (" + marks + ")")) {
            select.setString(1, organisation.value());
            select.setObject(2, pair.value());
            for (int from = 0; from < refs.size(); from += width) {
                for (int i = 0; i < width; i++) {
                    // A short last chunk repeats its last address.
                    ItemRef ref = refs.get(Math.min(from + i, refs.size() - 1));
                    select.setBytes(3 + i, Columns.utf8(ref.value()));
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(MappingRows.read(rows));
                    }
                }
            }
        }
        return found;
    }

    @Override
    public void commit(OrganisationId organisation, PairId pair, long fence, List<Mapping> put, List<ItemRef> remove) {
        database.statements(connection -> {
            commit(connection, organisation, pair, fence, put, remove);
            return null;
        });
    }

    @Override
    public void commit(
            OrganisationId organisation,
            PairId pair,
            long fence,
            List<Mapping> put,
            List<ItemRef> remove,
            byte[] intents) {
        database.statements(connection -> {
            commit(connection, organisation, pair, fence, put, remove);
            note(connection, pair, intents);
            return null;
        });
    }

    private void commit(
            Connection connection,
            OrganisationId organisation,
            PairId pair,
            long fence,
            List<Mapping> put,
            List<ItemRef> remove)
            throws SQLException {
        requireFence(connection, organisation, pair, fence);
        if (!remove.isEmpty()) {
            Rows.batched(connection, "delete from mapping where pair_id = ? and host_ref = ?", remove, (statement, ref) -> {
                statement.setObject(1, pair.value());
                statement.setBytes(2, Columns.utf8(ref.value()));
            });
        }
        if (!put.isEmpty()) {
            Rows.batched(connection, database.dialect().putMapping(), MappingRows.lastOfEach(put), (statement, mapping) ->
                    MappingRows.bind(statement, pair, mapping));
        }
    }

    /** Written under the fence, so that no two runs meet here. */
    private static void note(Connection connection, PairId pair, byte[] intents) throws SQLException {
        if (intents.length == 0) {
            Rows.update(connection, "delete from write_intent where pair_id = ?", pair.value());
        } else if (Rows.update(connection, "update write_intent set noted = ? where pair_id = ?", intents, pair.value()) == 0) {
            Rows.update(connection, "insert into write_intent (pair_id, noted) values (?, ?)", pair.value(), intents);
        }
    }

    @Override
    public byte[] intents(OrganisationId organisation, PairId pair) {
        return database.statements(connection -> Rows.first(
                        connection,
                        "select noted from write_intent where pair_id = " + OURS,
                        row -> row.getBytes(1),
                        organisation.value(),
                        pair.value())
                .orElse(NOTHING));
    }

    /** The row stays locked until the batch is committed: no other run can begin in between. */
    private static void requireFence(Connection connection, OrganisationId organisation, PairId pair, long fence)
            throws SQLException {
        Optional<Long> stored = Rows.first(
                connection,
                "select fence from pair_state where organisation = ? and pair_id = ? for update",
                row -> row.getLong(1),
                organisation.value(),
                pair.value());
        if (stored.isEmpty() || stored.get() != fence) {
            throw PasserelleException.of(ErrorCode.RUN_INTERRUPTED, "another run has begun or the pair is gone");
        }
    }

    @Override
    public void finish(OrganisationId organisation, PairId pair, long fence, PairState state) {
        database.statements(connection -> {
            requireFence(connection, organisation, pair, fence);
            return store(connection, organisation, pair, state);
        });
    }

    private static int store(Connection connection, OrganisationId organisation, PairId pair, PairState state)
            throws SQLException {
        return Rows.update(
                connection,
                "update pair_state set host_cursor = ?, provider_cursor = ?, settings_version = ?,"
                        + " last_full_pass = ?, last_success = ? where organisation = ? and pair_id = ?",
                state.hostCursor().value(),
                state.providerCursor().value(),
                state.settingsVersion(),
                Columns.timestamp(state.lastFullPass()),
                Columns.timestamp(state.lastSuccess()),
                organisation.value(),
                pair.value());
    }

    @Override
    public void clear(OrganisationId organisation, PairId pair) {
        database.statements(connection -> {
            Rows.update(
                    connection,
                    "delete from mapping where pair_id = " + OURS,
                    organisation.value(),
                    pair.value());
            Rows.update(
                    connection,
                    "delete from write_intent where pair_id = " + OURS,
                    organisation.value(),
                    pair.value());
            return store(connection, organisation, pair, PairState.NEW);
        });
    }
}
