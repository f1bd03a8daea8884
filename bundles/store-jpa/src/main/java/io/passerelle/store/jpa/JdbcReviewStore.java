// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.ReviewStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Previews, conflicts and what is needed to undo a run, in the database. */
@Component(service = ReviewStore.class)
public final class JdbcReviewStore implements ReviewStore {
    private static final int LOOKUPS = 500;
    private static final int PRUNED_AT_ONCE = 5000;
    private static final String COLUMNS =
            "id, pair_id, run_id, kind, subject, waits, made_at, expires_at, sealed";
    private static final String SELECT = "select " + COLUMNS + " from review_entry where organisation = ?";

    private final Database database;

    /** Over the store's database. */
    @Activate
    public JdbcReviewStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void put(OrganisationId organisation, List<Entry> entries) {
        try {
            database.statements(connection -> {
                Set<PairId> there = lockPairs(connection, organisation, entries);
                List<Entry> kept = entries.stream()
                        .filter(entry -> there.contains(entry.pair()))
                        .toList();
                delete(connection, organisation, kept.stream().map(Entry::id).toList());
                Rows.batched(
                        connection,
                        "insert into review_entry (organisation, " + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        kept,
                        (insert, entry) -> bind(insert, organisation, entry));
                return null;
            });
        } catch (ConstraintViolation idOfAnotherPair) {
            throw PasserelleException.of(ErrorCode.INTERNAL_ERROR, "an entry's id is taken");
        }
    }

    /** Writers of a pair wait for one another, and the pair cannot go meanwhile; in order, so that nobody waits in a circle. */
    private static Set<PairId> lockPairs(Connection connection, OrganisationId organisation, List<Entry> entries)
            throws SQLException {
        Set<PairId> there = new TreeSet<>();
        for (PairId pair : entries.stream().map(Entry::pair).collect(Collectors.toCollection(TreeSet::new))) {
            Rows.first(
                            connection,
                            "select id from sync_pair where organisation = ? and id = ? for update",
                            row -> pair,
                            organisation.value(),
                            pair.value())
                    .ifPresent(there::add);
        }
        return there;
    }

    private static void bind(PreparedStatement insert, OrganisationId organisation, Entry entry) throws SQLException {
        Rows.bind(
                insert,
                organisation.value(),
                entry.id(),
                entry.pair().value(),
                entry.run().value(),
                entry.kind().name(),
                entry.subject(),
                entry.open(),
                Columns.timestamp(entry.at()),
                Columns.timestamp(entry.expiresAt()),
                entry.sealed());
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject(1, UUID.class),
                new PairId(row.getObject(2, UUID.class)),
                new RunId(row.getObject(3, UUID.class)),
                Kind.valueOf(row.getString(4)),
                row.getString(5),
                row.getBoolean(6),
                Columns.time(row, 7).orElseThrow(),
                Columns.time(row, 8).orElseThrow(),
                row.getBytes(9));
    }

    @Override
    public Optional<Entry> find(OrganisationId organisation, UUID id) {
        return database.statements(connection ->
                Rows.first(connection, SELECT + " and id = ?", JdbcReviewStore::read, organisation.value(), id));
    }

    @Override
    public List<Entry> list(
            OrganisationId organisation, PairId pair, Kind kind, Optional<Boolean> open, int offset, int limit) {
        return database.statements(connection -> Rows.list(
                connection,
                SELECT + " and pair_id = ? and kind = ?"
                        + open.map(waits -> waits ? " and waits" : " and not waits").orElse("")
                        + " order by made_at desc, id offset ? rows fetch next ? rows only",
                JdbcReviewStore::read,
                organisation.value(),
                pair.value(),
                kind.name(),
                offset,
                limit));
    }

    @Override
    public List<Entry> about(OrganisationId organisation, PairId pair, Kind kind, Collection<String> subjects) {
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(subjects));
        return database.statements(connection -> {
            List<Entry> found = new ArrayList<>();
            for (List<String> chunk : Rows.chunks(distinct, database.dialect().lookups())) {
                found.addAll(Rows.list(
                        connection,
                        SELECT + " and pair_id = ? and kind = ? and subject in (" + Rows.marks(chunk) + ")",
                        JdbcReviewStore::read,
                        Rows.with(chunk, organisation.value(), pair.value(), kind.name())));
            }
            return found;
        });
    }

    @Override
    public Map<PairId, Integer> open(OrganisationId organisation, Kind kind, Collection<PairId> pairs) {
        List<UUID> distinct = pairs.stream().map(PairId::value).distinct().toList();
        return database.statements(connection -> {
            Map<PairId, Integer> counts = new HashMap<>();
            for (List<UUID> chunk : Rows.chunks(distinct, LOOKUPS)) {
                Rows.list(
                        connection,
                        "select pair_id, count(*) from review_entry where organisation = ? and kind = ? and waits"
                                + " and pair_id in (" + Rows.marks(chunk) + ") group by pair_id",
                        row -> counts.put(new PairId(row.getObject(1, UUID.class)), row.getInt(2)),
                        Rows.with(chunk, organisation.value(), kind.name()));
            }
            return counts;
        });
    }

    @Override
    public void remove(OrganisationId organisation, Collection<UUID> ids) {
        database.statements(connection -> {
            delete(connection, organisation, ids);
            return null;
        });
    }

    private static void delete(Connection connection, OrganisationId organisation, Collection<UUID> ids)
            throws SQLException {
        Rows.batched(
                connection,
                "delete from review_entry where organisation = ? and id = ?",
                ids,
                (statement, id) -> Rows.bind(statement, organisation.value(), id));
    }

    @Override
    public void removeAll(OrganisationId organisation, PairId pair, Kind kind) {
        database.statements(connection -> Rows.update(
                connection,
                "delete from review_entry where organisation = ? and pair_id = ? and kind = ?",
                organisation.value(),
                pair.value(),
                kind.name()));
    }

    /** Some thousands at a time, each in a transaction of its own, so that nobody waits long. */
    @Override
    public int prune(OrganisationId organisation, Instant now) {
        int pruned = 0;
        int last;
        do {
            last = database.statements(connection -> Rows.update(
                    connection,
                    "delete from review_entry where id in (select id from review_entry"
                            + " where organisation = ? and expires_at <= ? fetch first " + PRUNED_AT_ONCE
                            + " rows only)",
                    organisation.value(),
                    Columns.timestamp(now)));
            pruned += last;
        } while (last == PRUNED_AT_ONCE);
        return pruned;
    }
}
