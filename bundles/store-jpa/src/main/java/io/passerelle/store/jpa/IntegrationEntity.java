// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.UserIntegration;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code user_integration}. */
@Entity(name = "Integration")
@Table(name = "user_integration")
class IntegrationEntity {
    @Id
    private UUID id;

    private String organisation;

    @Column(name = "owner_id")
    private String owner;

    private String provider;

    @Column(name = "account_issuer")
    private String issuer;

    @Column(name = "account_subject")
    private String subject;

    @Column(name = "account_label")
    private String label;

    private String scopes;
    private String capabilities;

    @Column(name = "interval_minutes")
    private int intervalMinutes;

    @Column(name = "lost_grant")
    private String lostGrant;

    private boolean paused;
    private String suspension;

    @Column(name = "disconnect_deadline")
    private Instant disconnectDeadline;

    @Column(name = "disconnect_keep_copies")
    private boolean keepCopies;

    @Column(name = "created_at")
    private Instant createdAt;

    private long version;

    protected IntegrationEntity() {}

    IntegrationEntity(UserIntegration integration) {
        id = integration.id().value();
        organisation = integration.owner().organisation().value();
        owner = integration.owner().value();
        provider = integration.provider().value();
        issuer = integration.account().issuer();
        subject = integration.account().subject();
        createdAt = Columns.micros(integration.createdAt());
        version = integration.version();
        change(integration);
    }

    /** Takes over what can change; whose it is and which account it is cannot. */
    final void change(UserIntegration integration) {
        label = integration.account().label();
        scopes = Columns.words(integration.grantedScopes());
        capabilities = Columns.words(integration.capabilities());
        intervalMinutes = integration.intervalMinutes();
        IntegrationFacts facts = integration.facts();
        lostGrant = facts.lostGrant().map(Enum::name).orElse(null);
        paused = facts.paused();
        suspension = facts.suspension().orElse(null);
        disconnectDeadline = Columns.micros(facts.disconnect().map(IntegrationFacts.Disconnect::deadline));
        keepCopies = facts.disconnect().map(IntegrationFacts.Disconnect::keepCopies).orElse(true);
    }

    long version() {
        return version;
    }

    void countUp() {
        version++;
    }

    UserIntegration toModel() {
        return new UserIntegration(
                new IntegrationId(id),
                new UserId(new OrganisationId(organisation), owner),
                new ProviderId(provider),
                new Account(issuer, subject, label),
                Columns.words(scopes, String::toString),
                Columns.words(capabilities, Capability::valueOf),
                intervalMinutes,
                facts(),
                createdAt,
                version);
    }

    private IntegrationFacts facts() {
        return new IntegrationFacts(
                Optional.ofNullable(lostGrant).map(ErrorCode::valueOf),
                paused,
                Optional.ofNullable(suspension),
                Optional.ofNullable(disconnectDeadline).map(deadline -> new IntegrationFacts.Disconnect(deadline, keepCopies)));
    }
}
