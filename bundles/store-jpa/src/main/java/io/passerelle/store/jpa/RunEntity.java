// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncTrigger;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code sync_run}. */
@Entity(name = "Run")
@Table(name = "sync_run")
class RunEntity {
    @Id
    private UUID id;

    private String organisation;

    @Column(name = "integration_id")
    private UUID integration;

    @Column(name = "pair_id")
    private UUID pair;

    @Enumerated(EnumType.STRING)
    @Column(name = "run_trigger")
    private SyncTrigger trigger;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    @Enumerated(EnumType.STRING)
    private SyncOutcome outcome;

    @Column(name = "host_created")
    private int hostCreated;

    @Column(name = "host_updated")
    private int hostUpdated;

    @Column(name = "host_deleted")
    private int hostDeleted;

    @Column(name = "provider_created")
    private int providerCreated;

    @Column(name = "provider_updated")
    private int providerUpdated;

    @Column(name = "provider_deleted")
    private int providerDeleted;

    private int conflicts;
    private int held;
    private int failed;
    private long requests;

    @Column(name = "bytes_sent")
    private long bytesSent;

    @Column(name = "bytes_received")
    private long bytesReceived;

    @Enumerated(EnumType.STRING)
    private ErrorCode error;

    protected RunEntity() {}

    RunEntity(OrganisationId organisation, SyncHistory run) {
        id = run.run().value();
        this.organisation = organisation.value();
        integration = run.integration().value();
        pair = run.pair().value();
        trigger = run.trigger();
        startedAt = Columns.micros(run.startedAt());
        change(run);
    }

    final void change(SyncHistory run) {
        finishedAt = Columns.micros(run.finishedAt());
        outcome = run.outcome();
        SyncCounts counts = run.counts();
        hostCreated = counts.hostCreated();
        hostUpdated = counts.hostUpdated();
        hostDeleted = counts.hostDeleted();
        providerCreated = counts.providerCreated();
        providerUpdated = counts.providerUpdated();
        providerDeleted = counts.providerDeleted();
        conflicts = counts.conflicts();
        held = counts.held();
        failed = counts.failed();
        requests = run.traffic().requests();
        bytesSent = run.traffic().bytesSent();
        bytesReceived = run.traffic().bytesReceived();
        error = run.error().orElse(null);
    }

    SyncHistory toModel() {
        return new SyncHistory(
                new RunId(id),
                new IntegrationId(integration),
                new PairId(pair),
                trigger,
                startedAt,
                Optional.ofNullable(finishedAt),
                outcome,
                new SyncCounts(
                        hostCreated,
                        hostUpdated,
                        hostDeleted,
                        providerCreated,
                        providerUpdated,
                        providerDeleted,
                        conflicts,
                        held,
                        failed),
                new Traffic(requests, bytesSent, bytesReceived),
                Optional.ofNullable(error));
    }
}
