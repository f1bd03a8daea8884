// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.store.spi.HistoryStore.HeldDeletions;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code held_deletions}. */
@Entity(name = "Held")
@Table(name = "held_deletions")
class HeldEntity {
    @Id
    @Column(name = "pair_id")
    private UUID pair;

    private String organisation;

    @Column(name = "run_id")
    private UUID run;

    private int deletions;

    @Column(name = "held_at")
    private Instant heldAt;

    private byte[] sealed;

    protected HeldEntity() {}

    HeldEntity(OrganisationId organisation, HeldDeletions held) {
        pair = held.pair().value();
        this.organisation = organisation.value();
        run = held.run().value();
        deletions = held.deletions();
        heldAt = Columns.micros(held.heldAt());
        sealed = held.sealed().clone();
    }

    HeldDeletions toModel() {
        return new HeldDeletions(new PairId(pair), new RunId(run), deletions, heldAt, sealed.clone());
    }
}
