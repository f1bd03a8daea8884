// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static io.passerelle.rest.FakeServices.NOW;
import static io.passerelle.rest.FakeServices.PAIR;
import static io.passerelle.rest.FakeServices.RUN;

import io.passerelle.api.StatisticsService;
import io.passerelle.api.SyncReview;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something to review in Alice's pair. */
final class FakeReviews implements SyncReview, StatisticsService {
    static final UUID CONFLICT = UUID.fromString("00000000-0000-4000-8000-000000000004");

    static final UUID DUPLICATE = UUID.fromString("00000000-0000-4000-8000-000000000005");

    final Set<IntegrationId> confirmed = ConcurrentHashMap.newKeySet();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final FakeServices services;

    FakeReviews(FakeServices services) {
        this.services = services;
    }

    private void check(UserId owner, IntegrationId id, PairId pair) {
        services.check(owner, id);
        if (!PAIR.equals(pair)) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
    }

    @Override
    public Optional<Preview> preview(UserId owner, IntegrationId id, PairId pair) {
        services.check(owner, id);
        return PAIR.equals(pair)
                ? Optional.of(new Preview(
                        PAIR, NOW, List.of(new Preview.Part(Side.HOST, Action.CREATE, 812, List.of("Stand-up")))))
                : Optional.empty();
    }

    @Override
    public void confirm(UserId owner, IntegrationId id, PairId pair, Optional<Instant> seen) {
        check(owner, id, pair);
        if (seen.filter(at -> !at.equals(NOW)).isPresent()) {
            throw PasserelleException.of(ErrorCode.PREVIEW_CHANGED);
        }
        confirmed.add(id);
    }

    @Override
    public List<Conflict> conflicts(
            UserId owner, IntegrationId id, Optional<PairId> pair, boolean openOnly, int limit) {
        services.check(owner, id);
        asked.add(pair.map(PairId::toString).orElse("all") + " " + openOnly + " " + limit);
        return List.of(new Conflict(
                CONFLICT, PAIR, RUN, "Stand-up", "title", "Stand up", "Stand-up", Optional.empty(), false, NOW,
                NOW.plusSeconds(60)));
    }

    @Override
    public SyncHistory decide(UserId owner, IntegrationId id, UUID conflict, Side chosen) {
        services.check(owner, id);
        if (!CONFLICT.equals(conflict)) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        asked.add("decide " + chosen);
        return services.run;
    }

    @Override
    public List<Duplicate> duplicates(UserId owner, IntegrationId id, Optional<PairId> pair, int limit) {
        services.check(owner, id);
        asked.add("duplicates " + pair.map(PairId::toString).orElse("all") + " " + limit);
        return List.of(new Duplicate(
                DUPLICATE, PAIR, "Ada", List.of(new Duplicate.Detail("emails", List.of("a@b"), List.of())), NOW));
    }

    @Override
    public SyncHistory decideDuplicate(UserId owner, IntegrationId id, UUID duplicate, Verdict verdict) {
        services.check(owner, id);
        if (!DUPLICATE.equals(duplicate)) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        asked.add("one " + verdict);
        return services.run;
    }

    @Override
    public SyncHistory decideDuplicates(UserId owner, IntegrationId id, PairId pair, Verdict verdict) {
        check(owner, id, pair);
        asked.add("all " + verdict);
        return services.run;
    }

    @Override
    public Optional<RunId> undoable(UserId owner, IntegrationId id, PairId pair) {
        services.check(owner, id);
        return PAIR.equals(pair) ? Optional.of(RUN) : Optional.empty();
    }

    @Override
    public SyncHistory undo(UserId owner, IntegrationId id, RunId run) {
        services.check(owner, id);
        if (!RUN.equals(run)) {
            throw PasserelleException.of(ErrorCode.NOT_UNDOABLE);
        }
        return services.run;
    }

    @Override
    public SyncHistory retry(UserId owner, IntegrationId id, RunId run, int position) {
        services.check(owner, id);
        asked.add("retry " + position);
        return services.run;
    }

    @Override
    public List<Explanation> explain(UserId owner, IntegrationId id, PairId pair, String words) {
        check(owner, id, pair);
        asked.add("explain " + words);
        return List.of(
                new Explanation("Stand-up", Side.HOST, false, Optional.of(ErrorCode.FILTERED_OUT)),
                new Explanation("Lunch", Side.PROVIDER, true, Optional.empty()));
    }

    @Override
    public Statistics of(UserId owner, IntegrationId id, Period period) {
        services.check(owner, id);
        Sums sums = new Sums(1, 0, 2, 30, 4, 5);
        return new Statistics(
                NOW.minusSeconds(period.stepSeconds()),
                NOW,
                sums,
                List.of(new Step(NOW.minusSeconds(period.stepSeconds()), sums)),
                Optional.of(NOW));
    }
}
