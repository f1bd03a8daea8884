// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.integration.SyncPair;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the stored pairs of an integration what they are to be. */
final class PairChanges {
    private final EntityManager manager;
    private final OrganisationId organisation;
    private final Map<UUID, PairEntity> stored = new HashMap<>();

    PairChanges(EntityManager manager, OrganisationId organisation, List<PairEntity> stored) {
        this.manager = manager;
        this.organisation = organisation;
        stored.forEach(pair -> this.stored.put(pair.id(), pair));
    }

    void apply(List<SyncPair> pairs) {
        Map<UUID, PairEntity> kept = new HashMap<>();
        for (SyncPair pair : pairs) {
            PairEntity known = stored.get(pair.id().value());
            if (known != null && known.joinsSameCollections(pair)) {
                kept.put(known.id(), known);
            }
        }
        stored.values().stream().filter(pair -> !kept.containsKey(pair.id())).forEach(this::remove);
        for (int position = 0; position < pairs.size(); position++) {
            SyncPair pair = pairs.get(position);
            PairEntity known = kept.get(pair.id().value());
            if (known == null) {
                add(pair, position);
            } else {
                known.change(pair, position);
            }
        }
    }

    private void remove(PairEntity pair) {
        // The state first: a run that is committing holds its row, and finds it gone afterwards.
        execute("delete from pair_state where pair_id = ?1", pair.id());
        execute("delete from sync_pair where id = ?1", pair.id());
        manager.detach(pair);
    }

    private void add(SyncPair pair, int position) {
        manager.persist(new PairEntity(organisation, pair, position));
        manager.flush();
        manager.createNativeQuery("insert into pair_state (pair_id, organisation, host_cursor, provider_cursor,"
                        + " settings_version, fence) values (?1, ?2, '', '', '', 0)")
                .setParameter(1, pair.id().value())
                .setParameter(2, organisation.value())
                .executeUpdate();
    }

    private void execute(String sql, UUID id) {
        manager.createNativeQuery(sql).setParameter(1, id).executeUpdate();
    }
}
