// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.SyncSchedule;
import io.passerelle.api.SyncService;
import io.passerelle.api.TokenService;
import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Services that may come and go while the page goes on working. */
@Component(service = Neighbours.class)
public final class Neighbours {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile HostCollections host;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile SyncSchedule schedule;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile SyncService sync;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile TokenService tokens;

    /** Filled by the container. */
    public Neighbours() {}

    Neighbours(HostCollections host, SyncSchedule schedule, SyncService sync, TokenService tokens) {
        this.host = host;
        this.schedule = schedule;
        this.sync = sync;
        this.tokens = tokens;
    }

    HostCollections host() {
        return present(host, ErrorCode.HOST_UNAVAILABLE);
    }

    TokenService tokens() {
        return present(tokens, ErrorCode.STARTING);
    }

    private static <T> T present(T service, ErrorCode absent) {
        if (service == null) {
            throw PasserelleException.of(absent);
        }
        return service;
    }

    Optional<TokenService> tokensIfPresent() {
        return Optional.ofNullable(tokens);
    }

    void cancelRuns(UserId owner, IntegrationId id) {
        SyncService now = sync;
        if (now != null) {
            now.cancel(owner, id);
        }
    }

    void reconcile(UserId owner, IntegrationId id) {
        SyncSchedule now = schedule;
        if (now != null) {
            now.reconcile(owner, id);
        }
    }

    void runSoon(UserId owner, IntegrationId id) {
        SyncSchedule now = schedule;
        if (now != null) {
            now.runSoon(owner, id);
        }
    }

    void unschedule(UserId owner, IntegrationId id) {
        SyncSchedule now = schedule;
        if (now != null) {
            now.remove(owner, id);
        }
    }

    Map<IntegrationId, Instant> nextRuns(UserId owner, Collection<IntegrationId> ids) {
        SyncSchedule now = schedule;
        return now == null || ids.isEmpty() ? Map.of() : now.nextRuns(owner, ids);
    }
}
