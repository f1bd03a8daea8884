// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Samples.NOW;
import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.RunId;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.HistoryStore.HeldDeletions;
import io.passerelle.store.spi.HistoryStore.SealedItemResult;
import io.passerelle.store.spi.HistoryStore.StepSums;
import io.passerelle.store.spi.IntegrationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link HistoryStore} must do. */
public interface HistoryStoreContract {
    /** The store under test. */
    HistoryStore history();

    /** The store of the pairs. */
    IntegrationStore integrations();

    /**
     * Two pairs of one integration.
     *
     * @param organisation whose
     * @param pair one
     * @param other another
     */
    record Pairs(OrganisationId organisation, SyncPair pair, SyncPair other) {}

    /** Stores an integration with two pairs. */
    private Pairs pairs() {
        UserIntegration integration = Samples.integration(Samples.user());
        integrations().insert(integration, bytes("sealed"));
        SyncPair pair = Samples.pair(integration.id());
        SyncPair other = Samples.pair(integration.id());
        OrganisationId organisation = integration.owner().organisation();
        integrations().putPairs(organisation, integration.id(), List.of(pair, other));
        return new Pairs(organisation, pair, other);
    }

    private SyncHistory put(Pairs pairs, SyncPair pair, Instant startedAt) {
        SyncHistory run = Samples.run(pair, startedAt);
        history().put(pairs.organisation(), run);
        return run;
    }

    private static SyncHistory finished(SyncHistory run) {
        return finished(run, SyncOutcome.FAILED);
    }

    private static SyncHistory finished(SyncHistory run, SyncOutcome outcome) {
        return new SyncHistory(
                run.run(),
                run.integration(),
                run.pair(),
                run.trigger(),
                run.startedAt(),
                Optional.of(run.startedAt().plusSeconds(3)),
                outcome,
                new SyncCounts(1, 2, 3, 4, 5, 6, 7, 8, 9),
                new Traffic(10, 5_000_000_000L, 6_000_000_000L),
                Optional.of(ErrorCode.PROVIDER_UNREACHABLE));
    }

    @Test
    @DisplayName("a run is read as it was stored, and as it was replaced")
    default void runIsReadAsStored() {
        Pairs pairs = pairs();
        SyncHistory run = put(pairs, pairs.pair(), NOW);
        assertThat(history().run(pairs.organisation(), run.run())).contains(run);
        history().put(pairs.organisation(), finished(run));
        assertThat(history().run(pairs.organisation(), run.run())).contains(finished(run));
    }

    @Test
    @DisplayName("moments keep their order through the hour that a clock in Paris shows twice")
    default void momentsOfTheRepeatedHour() {
        Pairs pairs = pairs();
        SyncHistory first = put(pairs, pairs.pair(), NOW);
        SyncHistory again = put(pairs, pairs.pair(), NOW.plusSeconds(3600));
        assertThat(history().run(pairs.organisation(), again.run())).contains(again);
        assertThat(history().runs(pairs.organisation(), first.integration(), Optional.of(again.startedAt()), 10))
                .containsExactly(first);
    }

    @Test
    @DisplayName("runs come latest first")
    default void runsComeLatestFirst() {
        Pairs pairs = pairs();
        SyncHistory old = put(pairs, pairs.pair(), NOW.minusSeconds(2));
        SyncHistory latest = put(pairs, pairs.pair(), NOW);
        SyncHistory middle = put(pairs, pairs.other(), NOW.minusSeconds(1));
        assertThat(history().runs(pairs.organisation(), pairs.pair().integration(), Optional.empty(), 10))
                .containsExactly(latest, middle, old);
    }

    @Test
    @DisplayName("runs come page by page, each once")
    default void runsArePaged() {
        Pairs pairs = pairs();
        SyncHistory old = put(pairs, pairs.pair(), NOW.minusSeconds(2));
        SyncHistory middle = put(pairs, pairs.pair(), NOW.minusSeconds(1));
        SyncHistory latest = put(pairs, pairs.pair(), NOW);
        assertThat(history().runs(pairs.organisation(), old.integration(), Optional.empty(), 2))
                .containsExactly(latest, middle);
        assertThat(history().runs(pairs.organisation(), old.integration(), Optional.of(middle.startedAt()), 2))
                .containsExactly(old);
    }

    @Test
    @DisplayName("the latest run of every pair is known")
    default void latestRunOfEveryPair() {
        Pairs pairs = pairs();
        put(pairs, pairs.pair(), NOW.minusSeconds(2));
        SyncHistory latest = put(pairs, pairs.pair(), NOW);
        SyncHistory other = put(pairs, pairs.other(), NOW.minusSeconds(5));
        assertThat(history().latest(pairs.organisation(), pairs.pair().integration()))
                .containsExactlyInAnyOrder(latest, other);
    }

    private void ended(Pairs pairs, SyncPair pair, Instant startedAt, SyncOutcome outcome) {
        history().put(pairs.organisation(), finished(Samples.run(pair, startedAt), outcome));
    }

    private List<StepSums> hours(Pairs pairs, Instant from) {
        return history().sums(pairs.organisation(), pairs.pair().integration(), from, Duration.ofHours(1), 3);
    }

    @Test
    @DisplayName("runs of all pairs are summed up by the step in which they began")
    default void runsAreSummedUp() {
        Pairs pairs = pairs();
        ended(pairs, pairs.pair(), NOW, SyncOutcome.SUCCEEDED);
        ended(pairs, pairs.other(), NOW.plusSeconds(3599), SyncOutcome.SUCCEEDED);
        ended(pairs, pairs.pair(), NOW.plusSeconds(1800), SyncOutcome.PARTIAL);
        ended(pairs, pairs.pair(), NOW.plusSeconds(7200), SyncOutcome.FAILED);
        assertThat(hours(pairs, NOW))
                .containsExactly(new StepSums(0, 2, 1, 0, 63, 27, 30), new StepSums(2, 0, 0, 1, 21, 9, 10));
    }

    @Test
    @DisplayName("sums end with their period, begin with its first moment, and know nothing of runs under way")
    default void sumsKeepToTheirPeriod() {
        Pairs pairs = pairs();
        ended(pairs, pairs.pair(), NOW.minusNanos(1000), SyncOutcome.SUCCEEDED);
        ended(pairs, pairs.pair(), NOW.plusSeconds(3 * 3600), SyncOutcome.SUCCEEDED);
        put(pairs, pairs.pair(), NOW.plusSeconds(60));
        assertThat(hours(pairs, NOW)).isEmpty();
        ended(pairs, pairs.pair(), NOW.plusSeconds(3 * 3600).minusNanos(1000), SyncOutcome.SUCCEEDED);
        assertThat(hours(pairs, NOW)).extracting(StepSums::step).containsExactly(2);
    }

    @Test
    @DisplayName("runs that were stopped or only previewed count with what they asked, as neither success nor failure")
    default void otherRunsAreNeitherSuccessNorFailure() {
        Pairs pairs = pairs();
        ended(pairs, pairs.pair(), NOW, SyncOutcome.CANCELLED);
        ended(pairs, pairs.pair(), NOW, SyncOutcome.PREVIEWED);
        assertThat(hours(pairs, NOW)).containsExactly(new StepSums(0, 0, 0, 0, 42, 18, 20));
    }

    @Test
    @DisplayName("sums are those of one integration of one organisation")
    default void sumsAreOfOneIntegration() {
        Pairs pairs = pairs();
        Pairs others = pairs();
        ended(others, others.pair(), NOW, SyncOutcome.SUCCEEDED);
        assertThat(hours(pairs, NOW)).isEmpty();
        assertThat(history().sums(
                        Samples.organisation(), others.pair().integration(), NOW, Duration.ofHours(1), 3))
                .isEmpty();
    }

    @Test
    @DisplayName("item results come failures first, otherwise in their order")
    default void itemsComeFailuresFirst() {
        Pairs pairs = pairs();
        SyncHistory run = put(pairs, pairs.pair(), NOW);
        history().addItems(pairs.organisation(), run.run(), List.of(item(1, false), item(0, false), item(3, true)));
        history().addItems(pairs.organisation(), run.run(), List.of(item(2, true)));
        assertThat(positions(pairs, run, 0, 10)).containsExactly(2, 3, 0, 1);
        assertThat(positions(pairs, run, 1, 2)).containsExactly(3, 0);
    }

    private static SealedItemResult item(int position, boolean failed) {
        return new SealedItemResult(position, failed, bytes("sealed " + position));
    }

    private List<Integer> positions(Pairs pairs, SyncHistory run, int offset, int limit) {
        return history().items(pairs.organisation(), run.run(), offset, limit).stream()
                .map(SealedItemResult::position)
                .toList();
    }

    @Test
    @DisplayName("item results are read as they were stored")
    default void itemsAreReadAsStored() {
        Pairs pairs = pairs();
        SyncHistory run = put(pairs, pairs.pair(), NOW);
        history().addItems(pairs.organisation(), run.run(), List.of(item(0, true)));
        assertThat(history().items(pairs.organisation(), run.run(), 0, 10))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(item(0, true));
    }

    @Test
    @DisplayName("a run has room for thousands of item results")
    default void manyItemsAreStored() {
        Pairs pairs = pairs();
        SyncHistory run = put(pairs, pairs.pair(), NOW);
        history().addItems(
                pairs.organisation(),
                run.run(),
                IntStream.range(0, 1203).mapToObj(i -> item(i, false)).toList());
        assertThat(positions(pairs, run, 1200, 500)).containsExactly(1200, 1201, 1202);
    }

    @Test
    @DisplayName("runs that were never finished are found")
    default void unfinishedRunsAreFound() {
        Pairs pairs = pairs();
        SyncHistory left = put(pairs, pairs.pair(), NOW.minusSeconds(60));
        SyncHistory done = put(pairs, pairs.pair(), NOW.minusSeconds(50));
        history().put(pairs.organisation(), finished(done));
        put(pairs, pairs.pair(), NOW);
        assertThat(history().unfinished(pairs.organisation(), NOW)).containsExactly(left);
    }

    @Test
    @DisplayName("held deletions replace earlier ones of the pair, until the hold ends")
    default void heldDeletionsAreReplaced() {
        Pairs pairs = pairs();
        HeldDeletions first = new HeldDeletions(pairs.pair().id(), RunId.random(), 5, NOW, bytes("first"));
        HeldDeletions second = new HeldDeletions(pairs.pair().id(), RunId.random(), 7, NOW, new byte[2_000_000]);
        history().hold(pairs.organisation(), first);
        history().hold(pairs.organisation(), second);
        HeldDeletions held = history().held(pairs.organisation(), pairs.pair().id()).orElseThrow();
        assertThat(held.sealed()).isEqualTo(second.sealed());
        assertThat(held).usingRecursiveComparison().ignoringFields("sealed").isEqualTo(second);
        assertThat(history().held(pairs.organisation(), pairs.other().id())).isEmpty();
        history().unhold(pairs.organisation(), pairs.pair().id());
        assertThat(history().held(pairs.organisation(), pairs.pair().id())).isEmpty();
    }

    @Test
    @DisplayName("old runs are pruned with their items")
    default void oldRunsArePruned() {
        Pairs pairs = pairs();
        SyncHistory old = put(pairs, pairs.pair(), NOW.minusSeconds(60));
        SyncHistory kept = put(pairs, pairs.pair(), NOW);
        history().addItems(pairs.organisation(), old.run(), List.of(item(0, true)));
        assertThat(history().prune(pairs.organisation(), NOW)).isEqualTo(1);
        assertThat(history().run(pairs.organisation(), old.run())).isEmpty();
        assertThat(history().items(pairs.organisation(), old.run(), 0, 10)).isEmpty();
        assertThat(history().run(pairs.organisation(), kept.run())).contains(kept);
    }

    @Test
    @DisplayName("an organisation's history does not exist for another one")
    default void historyIsHiddenFromOtherOrganisations() {
        Pairs pairs = pairs();
        SyncHistory run = put(pairs, pairs.pair(), NOW);
        history().addItems(pairs.organisation(), run.run(), List.of(item(0, true)));
        history().hold(
                pairs.organisation(), new HeldDeletions(pairs.pair().id(), run.run(), 5, NOW, bytes("sealed")));
        OrganisationId foreign = Samples.organisation();
        assertThat(history().run(foreign, run.run())).isEmpty();
        assertThat(history().runs(foreign, run.integration(), Optional.empty(), 10)).isEmpty();
        assertThat(history().latest(foreign, run.integration())).isEmpty();
        assertThat(history().items(foreign, run.run(), 0, 10)).isEmpty();
        assertThat(history().unfinished(foreign, NOW.plusSeconds(60))).isEmpty();
        assertThat(history().held(foreign, pairs.pair().id())).isEmpty();
        history().unhold(foreign, pairs.pair().id());
        assertThat(history().prune(foreign, NOW.plusSeconds(60))).isZero();
        assertThat(history().run(pairs.organisation(), run.run())).isPresent();
        assertThat(history().held(pairs.organisation(), pairs.pair().id())).isPresent();
    }
}
