// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.StatisticsService;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.store.spi.HistoryStore.StepSums;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Figures of an integration, added up where its runs are stored. */
@Component(service = StatisticsService.class)
public final class SyncStatistics implements StatisticsService {
    private final Stores stores;
    private final Clock clock;

    /** Over what is kept. */
    @Activate
    public SyncStatistics(@Reference Stores stores) {
        this(stores, Clock.systemUTC());
    }

    SyncStatistics(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public Statistics of(UserId owner, IntegrationId id, Period period) {
        if (stores.integrations().find(owner, id).isEmpty()) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        OrganisationId organisation = owner.organisation();
        Duration step = Duration.ofSeconds(period.stepSeconds());
        Instant until = clock.instant();
        Instant from = until.minus(step.multipliedBy(period.steps()));
        List<StepSums> found = stores.history().sums(organisation, id, from, step, period.steps());
        Map<Integer, Sums> byStep =
                found.stream().collect(Collectors.toMap(StepSums::step, SyncStatistics::sums));
        return new Statistics(
                from,
                until,
                byStep.values().stream().reduce(Sums.NONE, SyncStatistics::plus),
                IntStream.range(0, period.steps())
                        .mapToObj(i -> new Step(
                                from.plus(step.multipliedBy(i)), byStep.getOrDefault(i, Sums.NONE)))
                        .toList(),
                lastSuccess(organisation, id));
    }

    /** Also one whose run the history no longer has. */
    private Optional<Instant> lastSuccess(OrganisationId organisation, IntegrationId id) {
        List<PairId> pairs = stores.integrations().pairs(organisation, id).stream()
                .map(SyncPair::id)
                .toList();
        return stores.sync().lastSuccesses(organisation, pairs).values().stream().max(Instant::compareTo);
    }

    private static Sums sums(StepSums step) {
        return new Sums(
                step.succeeded(),
                step.partial(),
                step.failed(),
                step.written(),
                step.failedItems(),
                step.requests());
    }

    private static Sums plus(Sums one, Sums other) {
        return new Sums(
                one.succeeded() + other.succeeded(),
                one.partial() + other.partial(),
                one.failed() + other.failed(),
                one.written() + other.written(),
                one.failedItems() + other.failedItems(),
                one.requests() + other.requests());
    }
}
