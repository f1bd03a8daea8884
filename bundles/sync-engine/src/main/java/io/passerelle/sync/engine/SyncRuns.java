// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.api.SyncService;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.SealScope;
import io.passerelle.sync.engine.run.HeldList;
import io.passerelle.sync.engine.run.Ports;
import io.passerelle.sync.engine.run.SyncEngine;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs the pairs of integrations and carries out what people decide about held deletions. */
@Component(service = SyncService.class)
public final class SyncRuns implements SyncService {
    private final Surroundings surroundings;
    private final IntegrationStore integrations;
    private final Ports ports;
    private final PairRunner runner;

    /** Wired by the container. */
    @Activate
    public SyncRuns(@Reference Surroundings surroundings, @Reference EnginePorts ports) {
        this(surroundings, ports.integrations(), ports.ports());
    }

    SyncRuns(Surroundings surroundings, IntegrationStore integrations, Ports ports) {
        this.surroundings = surroundings;
        this.integrations = integrations;
        this.ports = ports;
        this.runner = new PairRunner(surroundings, integrations, ports);
    }

    @Override
    public RunReport run(UserId owner, IntegrationId id, SyncTrigger trigger) {
        UserIntegration integration = owned(owner, id);
        List<SyncPair> pairs = integrations.pairs(owner.organisation(), id).stream()
                .filter(SyncPair::enabled)
                .toList();
        boolean present = surroundings.provider(integration.provider()).isPresent();
        if (!IntegrationStatus.of(integration.facts(), present, !pairs.isEmpty(), Optional.empty())
                .allowsRuns()) {
            return new RunReport(List.of(), Optional.empty(), Optional.empty());
        }
        if (!surroundings.isComplete()) {
            return new RunReport(List.of(), Optional.empty(), Optional.of(ErrorCode.STARTING));
        }
        return runner.run(integration, pairs, trigger);
    }

    @Override
    public void cancel(UserId owner, IntegrationId id) {
        surroundings.runs().cancel(owned(owner, id).id());
    }

    @Override
    public Optional<HeldView> held(UserId owner, IntegrationId id, PairId pair) {
        if (integrations.find(owner, id).isEmpty() || pair(owner, id, pair).isEmpty()) {
            return Optional.empty();
        }
        HeldList list = list(owner, id, pair);
        return list.since()
                .map(since -> new HeldView(
                        pair,
                        since,
                        list.read().stream()
                                .map(held -> new HeldView.HeldItem(held.label(), held.target()))
                                .toList()));
    }

    @Override
    public SyncHistory applyHeld(UserId owner, IntegrationId id, PairId pair) {
        return review(owner, id, pair, SyncEngine::applyHeld);
    }

    @Override
    public SyncHistory discardHeld(UserId owner, IntegrationId id, PairId pair) {
        return review(owner, id, pair, SyncEngine::discardHeld);
    }

    @Override
    public SyncHistory ignoreHeld(UserId owner, IntegrationId id, PairId pair) {
        return review(owner, id, pair, SyncEngine::ignoreHeld);
    }

    private SyncHistory review(UserId owner, IntegrationId id, PairId pairId, PairRunner.Review verdict) {
        UserIntegration integration = owned(owner, id);
        SyncPair pair = pair(owner, id, pairId).orElseThrow(SyncRuns::notFound);
        if (list(owner, id, pairId).since().isEmpty()) {
            throw notFound();
        }
        return runner.review(integration, pair, SyncTrigger.REVIEW, verdict);
    }

    private HeldList list(UserId owner, IntegrationId id, PairId pair) {
        return new HeldList(ports, new SealScope.OfIntegration(owner, id), pair);
    }

    private UserIntegration owned(UserId owner, IntegrationId id) {
        return integrations.find(owner, id).orElseThrow(SyncRuns::notFound);
    }

    private Optional<SyncPair> pair(UserId owner, IntegrationId id, PairId pair) {
        return integrations.pair(owner.organisation(), pair).filter(found -> found.integration().equals(id));
    }

    private static PasserelleException notFound() {
        return PasserelleException.of(ErrorCode.NOT_FOUND);
    }
}
