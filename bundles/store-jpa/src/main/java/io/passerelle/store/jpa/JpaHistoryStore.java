// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.store.spi.HistoryStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.HashMap;
import java.util.Map;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs, their item results and held deletions in the database. */
@Component(service = HistoryStore.class)
public final class JpaHistoryStore implements HistoryStore {
    private static final String SUMS = "select step,"
            + " sum(case when outcome = 'SUCCEEDED' then 1 else 0 end),"
            + " sum(case when outcome = 'PARTIAL' then 1 else 0 end),"
            + " sum(case when outcome = 'FAILED' then 1 else 0 end),"
            + " sum(written), sum(failed), sum(requests)"
            + " from (select cast(floor(extract(epoch from (started_at - cast(? as timestamp(6) with time zone)))"
            + " / cast(? as bigint)) as integer) as step, outcome, failed, requests,"
            + " cast(host_created as bigint) + host_updated + host_deleted"
            + " + provider_created + provider_updated + provider_deleted as written"
            + " from sync_run where organisation = ? and integration_id = ? and started_at >= ? and started_at < ?"
            + " and finished_at is not null) runs group by step order by step";

    private static final int CHUNK = 500;

    private final Database database;

    /** Over the store's database. */
    @Activate
    public JpaHistoryStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void put(OrganisationId organisation, SyncHistory run) {
        try {
            database.transaction(manager -> {
                Optional<RunEntity> stored = entity(manager, organisation, run.run());
                stored.ifPresentOrElse(
                        found -> found.change(run), () -> manager.persist(new RunEntity(organisation, run)));
                return null;
            });
        } catch (ConstraintViolation violation) {
            throw PasserelleException.of(violation.isDuplicate() ? ErrorCode.INTERNAL_ERROR : ErrorCode.NOT_FOUND);
        }
    }

    private static Optional<RunEntity> entity(EntityManager manager, OrganisationId organisation, RunId run) {
        return manager.createQuery("select r from Run r where r.organisation = :o and r.id = :id", RunEntity.class)
                .setParameter("o", organisation.value())
                .setParameter("id", run.value())
                .getResultStream()
                .findFirst();
    }

    @Override
    public void addItems(OrganisationId organisation, RunId run, List<SealedItemResult> items) {
        try {
            database.statements(connection -> {
                if (Rows.list(
                                connection,
                                "select 1 from sync_run where organisation = ? and id = ?",
                                row -> row.getInt(1),
                                organisation.value(),
                                run.value())
                        .isEmpty()) {
                    throw PasserelleException.of(ErrorCode.NOT_FOUND);
                }
                Rows.batched(
                        connection,
                        "insert into sync_item (run_id, position, failed, sealed) values (?, ?, ?, ?)",
                        items,
                        (insert, item) ->
                                Rows.bind(insert, run.value(), item.position(), item.failed(), item.sealed()));
                return null;
            });
        } catch (ConstraintViolation violation) {
            throw PasserelleException.of(violation.isDuplicate() ? ErrorCode.INTERNAL_ERROR : ErrorCode.NOT_FOUND);
        }
    }

    @Override
    public List<SyncHistory> runs(OrganisationId organisation, IntegrationId id, Optional<Instant> before, int limit) {
        return database.transaction(manager -> {
            TypedQuery<RunEntity> query = manager.createQuery(
                            "select r from Run r where r.organisation = :o and r.integration = :i"
                                    + (before.isPresent() ? " and r.startedAt < :before" : "")
                                    + " order by r.startedAt desc, r.id",
                            RunEntity.class)
                    .setParameter("o", organisation.value())
                    .setParameter("i", id.value())
                    .setMaxResults(limit);
            before.ifPresent(moment -> query.setParameter("before", moment));
            return models(query);
        });
    }

    @Override
    public Optional<SyncHistory> run(OrganisationId organisation, RunId run) {
        return database.transaction(manager -> entity(manager, organisation, run)).map(RunEntity::toModel);
    }

    @Override
    public List<SyncHistory> latest(OrganisationId organisation, IntegrationId id) {
        return latest(organisation, List.of(id));
    }

    @Override
    public List<SyncHistory> latest(OrganisationId organisation, Collection<IntegrationId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<SyncHistory> found = database.transaction(manager -> models(manager
                .createQuery(
                        "select r from Run r, Pair p where r.organisation = :o and r.integration in :ids and r.pair = p.id"
                                + " and r.startedAt = (select max(x.startedAt) from Run x where x.pair = r.pair)"
                                + " order by p.position, r.id",
                        RunEntity.class)
                .setParameter("o", organisation.value())
                .setParameter("ids", ids.stream().map(IntegrationId::value).toList())));
        Set<PairId> seen = new HashSet<>();
        return found.stream().filter(run -> seen.add(run.pair())).toList();
    }

    @Override
    public List<StepSums> sums(OrganisationId organisation, IntegrationId id, Instant from, Duration step, int steps) {
        return database.statements(connection -> Rows.list(
                connection,
                SUMS,
                row -> new StepSums(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)),
                Columns.timestamp(from),
                step.toSeconds(),
                organisation.value(),
                id.value(),
                Columns.timestamp(from),
                Columns.timestamp(from.plus(step.multipliedBy(steps)))));
    }

    @Override
    public List<SealedItemResult> items(OrganisationId organisation, RunId run, int offset, int limit) {
        return database.statements(connection -> Rows.list(
                connection,
                "select i.position, i.failed, i.sealed from sync_item i join sync_run r on r.id = i.run_id"
                        + " where r.organisation = ? and i.run_id = ?"
                        + " order by i.failed desc, i.position offset ? rows fetch next ? rows only",
                row -> new SealedItemResult(row.getInt(1), row.getBoolean(2), row.getBytes(3)),
                organisation.value(),
                run.value(),
                offset,
                limit));
    }

    @Override
    public List<SyncHistory> unfinished(OrganisationId organisation, Instant startedBefore) {
        return database.transaction(manager -> models(manager
                .createQuery(
                        "select r from Run r where r.organisation = :o and r.outcome = :running and r.startedAt < :before"
                                + " order by r.startedAt",
                        RunEntity.class)
                .setParameter("o", organisation.value())
                .setParameter("running", SyncOutcome.RUNNING)
                .setParameter("before", startedBefore)));
    }

    private static List<SyncHistory> models(TypedQuery<RunEntity> query) {
        return query.getResultList().stream().map(RunEntity::toModel).toList();
    }

    @Override
    public void hold(OrganisationId organisation, HeldDeletions held) {
        try {
            database.transaction(manager -> {
                requirePair(manager, organisation, held.pair());
                return manager.merge(new HeldEntity(organisation, held));
            });
        } catch (ConstraintViolation gone) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
    }

    private static void requirePair(EntityManager manager, OrganisationId organisation, PairId pair) {
        long pairs = manager.createQuery("select count(p) from Pair p where p.organisation = :o and p.id = :id", Long.class)
                .setParameter("o", organisation.value())
                .setParameter("id", pair.value())
                .getSingleResult();
        if (pairs == 0) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
    }

    @Override
    public Map<PairId, Integer> held(OrganisationId organisation, Collection<PairId> pairs) {
        Map<PairId, Integer> waiting = new HashMap<>();
        List<UUID> distinct = pairs.stream().map(PairId::value).distinct().toList();
        return database.statements(connection -> {
            for (List<UUID> chunk : Rows.chunks(distinct, CHUNK)) {
                Rows.list(
                        connection,
                        "select pair_id, deletions from held_deletions where organisation = ? and pair_id in ("
                                + Rows.marks(chunk) + ")",
                        row -> waiting.put(new PairId(row.getObject(1, UUID.class)), row.getInt(2)),
                        Rows.with(chunk, organisation.value()));
            }
            return waiting;
        });
    }

    @Override
    public Optional<HeldDeletions> held(OrganisationId organisation, PairId pair) {
        return database.transaction(manager -> manager
                .createQuery("select h from Held h where h.organisation = :o and h.pair = :p", HeldEntity.class)
                .setParameter("o", organisation.value())
                .setParameter("p", pair.value())
                .getResultStream()
                .findFirst()
                .map(HeldEntity::toModel));
    }

    @Override
    public void unhold(OrganisationId organisation, PairId pair) {
        database.statements(connection -> Rows.update(
                connection,
                "delete from held_deletions where organisation = ? and pair_id = ?",
                organisation.value(),
                pair.value()));
    }

    @Override
    public int prune(OrganisationId organisation, Instant before) {
        return database.statements(connection -> Rows.update(
                connection,
                "delete from sync_run where organisation = ? and started_at < ?",
                organisation.value(),
                Columns.timestamp(before)));
    }
}
