// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Capability;
import io.passerelle.store.spi.FlowRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code connect_flow}. */
@Entity(name = "Flow")
@Table(name = "connect_flow")
class FlowEntity {
    @Id
    private String id;

    private String organisation;

    @Column(name = "owner_id")
    private String owner;

    @Column(name = "session_key")
    private String sessionKey;

    @Column(name = "cookie_digest")
    private byte[] cookieDigest;

    @Column(name = "state_digest")
    private byte[] stateDigest;

    private String provider;
    /** As text, like {@link #integration}: EclipseLink 5.0 binds no null to a UUID column of PostgreSQL. */
    private String reconnect;
    private String capabilities;
    private byte[] sealed;

    @Enumerated(EnumType.STRING)
    private FlowRecord.Status status;

    @Enumerated(EnumType.STRING)
    private ErrorCode error;

    @Column(name = "integration_id")
    private String integration;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected FlowEntity() {}

    FlowEntity(FlowRecord flow) {
        id = flow.id();
        organisation = flow.owner().organisation().value();
        owner = flow.owner().value();
        createdAt = Columns.micros(flow.createdAt());
        change(flow);
    }

    final void change(FlowRecord flow) {
        sessionKey = flow.sessionKey();
        cookieDigest = flow.cookieDigest();
        stateDigest = flow.stateDigest();
        provider = flow.provider().value();
        reconnect = flow.reconnect().map(IntegrationId::toString).orElse(null);
        capabilities = Columns.words(flow.capabilities());
        sealed = flow.sealed();
        status = flow.status();
        error = flow.error().orElse(null);
        integration = flow.integration().map(IntegrationId::toString).orElse(null);
        expiresAt = Columns.micros(flow.expiresAt());
    }

    FlowRecord.Status status() {
        return status;
    }

    FlowRecord toModel() {
        return new FlowRecord(
                id,
                new UserId(new OrganisationId(organisation), owner),
                sessionKey,
                cookieDigest,
                stateDigest,
                new ProviderId(provider),
                Optional.ofNullable(reconnect).map(IntegrationId::of),
                Columns.words(capabilities, Capability::valueOf),
                sealed,
                status,
                Optional.ofNullable(error),
                Optional.ofNullable(integration).map(IntegrationId::of),
                createdAt,
                expiresAt);
    }
}
