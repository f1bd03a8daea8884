// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.Map;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Integrations and their pairs in the database. */
@Component(service = IntegrationStore.class)
public final class JpaIntegrationStore implements IntegrationStore {
    private final Database database;

    /** Over the store's database. */
    @Activate
    public JpaIntegrationStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(UserIntegration integration, byte[] sealedCredential) {
        OrganisationId organisation = integration.owner().organisation();
        try {
            database.transaction(manager -> {
                manager.persist(new IntegrationEntity(integration));
                manager.flush();
                return manager.createNativeQuery("insert into credential (integration_id, organisation, sealed) values (?1, ?2, ?3)")
                        .setParameter(1, integration.id().value())
                        .setParameter(2, organisation.value())
                        .setParameter(3, sealedCredential)
                        .executeUpdate();
            });
        } catch (ConstraintViolation taken) {
            boolean ownOne = findByAccount(organisation, integration.provider(), integration.account())
                    .map(there -> there.owner().equals(integration.owner()))
                    .orElse(true);
            throw PasserelleException.of(ownOne ? ErrorCode.STALE_VERSION : ErrorCode.ACCOUNT_IN_USE);
        }
    }

    @Override
    public Optional<UserIntegration> find(UserId owner, IntegrationId id) {
        return find(owner.organisation(), id).filter(found -> found.owner().equals(owner));
    }

    @Override
    public Optional<UserIntegration> find(OrganisationId organisation, IntegrationId id) {
        return database.transaction(manager -> entity(manager, organisation, id, LockModeType.NONE))
                .map(IntegrationEntity::toModel);
    }

    private static Optional<IntegrationEntity> entity(
            EntityManager manager, OrganisationId organisation, IntegrationId id, LockModeType lock) {
        return manager.createQuery("select i from Integration i where i.organisation = :o and i.id = :id", IntegrationEntity.class)
                .setParameter("o", organisation.value())
                .setParameter("id", id.value())
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<UserIntegration> findByAccount(OrganisationId organisation, ProviderId provider, Account account) {
        return database.transaction(manager -> models(manager
                        .createQuery(
                                "select i from Integration i where i.organisation = :o and i.provider = :p"
                                        + " and i.issuer = :i and i.subject = :s",
                                IntegrationEntity.class)
                        .setParameter("o", organisation.value())
                        .setParameter("p", provider.value())
                        .setParameter("i", account.issuer())
                        .setParameter("s", account.subject()))
                .findFirst());
    }

    @Override
    public List<UserIntegration> list(UserId owner) {
        return database.transaction(manager -> models(manager
                        .createQuery(
                                "select i from Integration i where i.organisation = :o and i.owner = :u order by i.createdAt, i.id",
                                IntegrationEntity.class)
                        .setParameter("o", owner.organisation().value())
                        .setParameter("u", owner.value()))
                .toList());
    }

    @Override
    public List<UserIntegration> list(OrganisationId organisation, Optional<IntegrationId> after, int limit) {
        return database.transaction(manager -> models(manager
                        .createQuery(
                                "select i from Integration i where i.organisation = :o and i.id > :a order by i.id",
                                IntegrationEntity.class)
                        .setParameter("o", organisation.value())
                        .setParameter("a", after.map(IntegrationId::value).orElse(new UUID(0, 0)))
                        .setMaxResults(limit))
                .toList());
    }

    @Override
    public List<OrganisationId> organisations() {
        return database.statements(connection -> Rows.list(
                connection,
                "select organisation from user_integration union select organisation from oauth_client"
                        + " union select organisation from wrapped_key union select organisation from connect_flow order by 1",
                row -> new OrganisationId(row.getString(1))));
    }

    @Override
    public UserIntegration update(UserIntegration changed) {
        return database.transaction(manager -> {
            IntegrationEntity stored = entity(
                            manager, changed.owner().organisation(), changed.id(), LockModeType.PESSIMISTIC_WRITE)
                    .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
            if (stored.version() != changed.version()) {
                throw PasserelleException.of(ErrorCode.STALE_VERSION);
            }
            stored.change(changed);
            stored.countUp();
            return stored.toModel();
        });
    }

    @Override
    public List<UserIntegration> dueDisconnects(Instant now, int limit) {
        return database.transaction(manager -> models(manager
                        .createQuery(
                                "select i from Integration i where i.disconnectDeadline <= :now order by i.disconnectDeadline",
                                IntegrationEntity.class)
                        .setParameter("now", now)
                        .setMaxResults(limit))
                .toList());
    }

    @Override
    public void delete(OrganisationId organisation, IntegrationId id) {
        database.statements(connection -> {
            // The state first: a run that is committing holds its row, and finds it gone afterwards.
            Rows.update(
                    connection,
                    "delete from pair_state where organisation = ?"
                            + " and pair_id in (select id from sync_pair where integration_id = ?)",
                    organisation.value(),
                    id.value());
            Rows.update(
                    connection,
                    "delete from wrapped_key where organisation = ? and scope = ?",
                    organisation.value(),
                    "integration/" + id);
            return Rows.update(
                    connection,
                    "delete from user_integration where organisation = ? and id = ?",
                    organisation.value(),
                    id.value());
        });
    }

    @Override
    public List<SyncPair> pairs(OrganisationId organisation, IntegrationId id) {
        return database.transaction(manager -> pairEntities(manager, organisation, id)).stream()
                .map(PairEntity::toModel)
                .toList();
    }

    private static List<PairEntity> pairEntities(EntityManager manager, OrganisationId organisation, IntegrationId id) {
        return manager.createQuery(
                        "select p from Pair p where p.organisation = :o and p.integration = :i order by p.position",
                        PairEntity.class)
                .setParameter("o", organisation.value())
                .setParameter("i", id.value())
                .getResultList();
    }

    @Override
    public Map<IntegrationId, List<SyncPair>> pairs(OrganisationId organisation, Collection<IntegrationId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database.transaction(manager -> manager
                        .createQuery(
                                "select p from Pair p where p.organisation = :o and p.integration in :ids order by p.position",
                                PairEntity.class)
                        .setParameter("o", organisation.value())
                        .setParameter("ids", ids.stream().map(IntegrationId::value).toList())
                        .getResultList())
                .stream()
                .map(PairEntity::toModel)
                .collect(Collectors.groupingBy(SyncPair::integration));
    }

    @Override
    public Optional<SyncPair> pair(OrganisationId organisation, PairId id) {
        return database.transaction(manager -> manager
                .createQuery("select p from Pair p where p.organisation = :o and p.id = :id", PairEntity.class)
                .setParameter("o", organisation.value())
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(PairEntity::toModel));
    }

    @Override
    public void putPairs(OrganisationId organisation, IntegrationId id, List<SyncPair> pairs) {
        try {
            database.transaction(manager -> {
                entity(manager, organisation, id, LockModeType.PESSIMISTIC_WRITE)
                        .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
                new PairChanges(manager, organisation, pairEntities(manager, organisation, id)).apply(pairs);
                return null;
            });
        } catch (ConstraintViolation pairOfAnother) {
            throw PasserelleException.of(ErrorCode.PAIR_INVALID, "the pair belongs to another integration");
        }
    }

    @Override
    public void rename(OrganisationId organisation, PairId pair, String hostName, String providerName) {
        database.statements(connection -> Rows.update(
                connection,
                "update sync_pair set host_name = ?, provider_name = ? where organisation = ? and id = ?",
                hostName,
                providerName,
                organisation.value(),
                pair.value()));
    }

    @Override
    public void confirm(OrganisationId organisation, PairId pair) {
        database.statements(connection -> Rows.update(
                connection,
                "update sync_pair set confirmed = true where organisation = ? and id = ?",
                organisation.value(),
                pair.value()));
    }

    @Override
    public boolean confirm(OrganisationId organisation, SyncPair seen) {
        return database.transaction(manager -> {
            Optional<PairEntity> same = manager
                    .createQuery("select p from Pair p where p.organisation = :o and p.id = :id", PairEntity.class)
                    .setParameter("o", organisation.value())
                    .setParameter("id", seen.id().value())
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultStream()
                    .findFirst()
                    .filter(stored -> stored.leadsToTheSameAs(seen));
            same.ifPresent(PairEntity::confirm);
            return same.isPresent();
        });
    }

    private static Stream<UserIntegration> models(TypedQuery<IntegrationEntity> query) {
        return query.getResultList().stream().map(IntegrationEntity::toModel);
    }
}
