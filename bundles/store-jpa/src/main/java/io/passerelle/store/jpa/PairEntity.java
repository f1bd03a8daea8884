// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncWindow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code sync_pair}. */
@Entity(name = "Pair")
@Table(name = "sync_pair")
class PairEntity {
    @Id
    private UUID id;

    private String organisation;

    @Column(name = "integration_id")
    private UUID integration;

    private int position;

    @Enumerated(EnumType.STRING)
    private CollectionKind kind;

    @Column(name = "host_collection")
    private String hostCollection;

    @Column(name = "host_name")
    private String hostName;

    @Column(name = "provider_collection")
    private String providerCollection;

    @Column(name = "provider_name")
    private String providerName;

    @Enumerated(EnumType.STRING)
    private Direction direction;

    @Enumerated(EnumType.STRING)
    @Column(name = "conflict_policy")
    private ConflictPolicy conflictPolicy;

    @Column(name = "window_past")
    private Integer windowPast;

    @Column(name = "window_future")
    private Integer windowFuture;

    @Enumerated(EnumType.STRING)
    private DeletionPolicy deletions;

    @Enumerated(EnumType.STRING)
    private Privacy privacy;

    @Column(name = "private_as_busy")
    private boolean privateAsBusy;

    @Column(name = "skip_free")
    private boolean skipFree;

    @Column(name = "skip_declined")
    private boolean skipDeclined;

    @Column(name = "skip_all_day")
    private boolean skipAllDay;

    @Column(name = "skip_categories")
    private String skipCategories;

    private boolean confirmed;

    private boolean enabled;

    protected PairEntity() {}

    PairEntity(OrganisationId organisation, SyncPair pair, int position) {
        id = pair.id().value();
        this.organisation = organisation.value();
        integration = pair.integration().value();
        kind = pair.kind();
        hostCollection = pair.hostCollection().value();
        providerCollection = pair.providerCollection().value();
        change(pair, position);
    }

    /** Takes over what can change without making it another pair. */
    final void change(SyncPair pair, int newPosition) {
        position = newPosition;
        hostName = pair.hostName();
        providerName = pair.providerName();
        direction = pair.direction();
        conflictPolicy = pair.conflictPolicy();
        windowPast = pair.window().map(SyncWindow::pastDays).orElse(null);
        windowFuture = pair.window().map(SyncWindow::futureDays).orElse(null);
        change(pair.rules());
        confirmed = pair.confirmed();
        enabled = pair.enabled();
    }

    private void change(PairRules rules) {
        deletions = rules.deletions();
        privacy = rules.privacy();
        privateAsBusy = rules.privateAsBusy();
        skipFree = rules.filter().free();
        skipDeclined = rules.filter().declined();
        skipAllDay = rules.filter().allDay();
        skipCategories = Columns.lines(rules.filter().categories());
    }

    /** Whether what a run would do has not changed since somebody saw this pair. */
    boolean leadsToTheSameAs(SyncPair seen) {
        SyncPair stored = toModel();
        return stored.direction() == seen.direction()
                && stored.window().equals(seen.window())
                && stored.rules().equals(seen.rules());
    }

    void confirm() {
        confirmed = true;
    }

    UUID id() {
        return id;
    }

    boolean joinsSameCollections(SyncPair pair) {
        return kind == pair.kind()
                && hostCollection.equals(pair.hostCollection().value())
                && providerCollection.equals(pair.providerCollection().value());
    }

    SyncPair toModel() {
        return new SyncPair(
                new PairId(id),
                new IntegrationId(integration),
                kind,
                new CollectionId(hostCollection),
                hostName,
                new CollectionId(providerCollection),
                providerName,
                direction,
                conflictPolicy,
                windowPast == null ? Optional.empty() : Optional.of(new SyncWindow(windowPast, windowFuture)),
                new PairRules(
                        deletions,
                        privacy,
                        privateAsBusy,
                        new SyncFilter(skipFree, skipDeclined, skipAllDay, Columns.lines(skipCategories))),
                confirmed,
                enabled);
    }
}
