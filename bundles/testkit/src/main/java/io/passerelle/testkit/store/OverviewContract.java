// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.UserId;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.HistoryStore.HeldDeletions;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.PairState;
import io.passerelle.store.spi.SyncStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store must answer about many integrations at once: the same as about each of them alone. */
public interface OverviewContract {
    /** Integrations and their pairs. */
    IntegrationStore integrations();

    /** Where pairs stand. */
    SyncStore sync();

    /** Runs and held deletions. */
    HistoryStore history();

    private UserIntegration stored(UserId owner, int pairs) {
        UserIntegration integration = Samples.integration(owner);
        integrations().insert(integration, bytes("sealed"));
        List<SyncPair> own = IntStream.range(0, pairs)
                .mapToObj(i -> Samples.pair(integration.id()))
                .toList();
        integrations().putPairs(owner.organisation(), integration.id(), own);
        return integration;
    }

    private List<SyncPair> pairs(UserIntegration integration) {
        return integrations().pairs(integration.owner().organisation(), integration.id());
    }

    private void finished(UserIntegration integration, SyncPair pair, Instant at) {
        OrganisationId organisation = integration.owner().organisation();
        PairState begun = sync().begin(organisation, pair.id(), "node", at, Duration.ofMinutes(1)).orElseThrow();
        sync().finish(
                        organisation,
                        pair.id(),
                        begun.fence(),
                        new PairState(
                                begun.hostCursor(),
                                begun.providerCursor(),
                                "settings",
                                Optional.empty(),
                                Optional.of(at),
                                begun.fence()));
    }

    @Test
    @DisplayName("the pairs of several integrations are those of each, in their order")
    default void pairsOfSeveral() {
        UserId owner = Samples.user();
        UserIntegration two = stored(owner, 2);
        UserIntegration none = stored(owner, 0);
        UserIntegration three = stored(owner, 3);
        stored(owner, 1);
        List<IntegrationId> asked = List.of(two.id(), none.id(), three.id(), IntegrationId.random());
        assertThat(integrations().pairs(owner.organisation(), asked))
                .containsOnlyKeys(two.id(), three.id())
                .containsEntry(two.id(), pairs(two))
                .containsEntry(three.id(), pairs(three));
        assertThat(integrations().pairs(Samples.organisation(), asked)).isEmpty();
        assertThat(integrations().pairs(owner.organisation(), List.of())).isEmpty();
    }

    @Test
    @DisplayName("the latest runs of several integrations are those of each")
    default void latestOfSeveral() {
        UserId owner = Samples.user();
        UserIntegration first = stored(owner, 2);
        UserIntegration second = stored(owner, 1);
        for (UserIntegration integration : List.of(first, second)) {
            for (SyncPair pair : pairs(integration)) {
                history().put(owner.organisation(), Samples.run(pair, Samples.NOW));
                history().put(owner.organisation(), Samples.run(pair, Samples.NOW.plusSeconds(60)));
            }
        }
        List<SyncHistory> latest = history().latest(owner.organisation(), List.of(first.id(), second.id()));
        assertThat(latest)
                .hasSize(3)
                .containsAll(history().latest(owner.organisation(), first.id()))
                .containsAll(history().latest(owner.organisation(), second.id()));
        assertThat(history().latest(Samples.organisation(), List.of(first.id()))).isEmpty();
        assertThat(history().latest(owner.organisation(), List.<IntegrationId>of())).isEmpty();
    }

    @Test
    @DisplayName("when pairs last went well, and what waits in them, is told for many at once; the others are left out")
    default void statesOfSeveral() {
        UserId owner = Samples.user();
        UserIntegration integration = stored(owner, 3);
        List<SyncPair> pairs = pairs(integration);
        List<PairId> ids = pairs.stream().map(SyncPair::id).toList();
        finished(integration, pairs.get(0), Samples.NOW);
        finished(integration, pairs.get(1), Samples.NOW.plusSeconds(9));
        SyncHistory run = Samples.run(pairs.get(2), Samples.NOW);
        history().put(owner.organisation(), run);
        history().hold(
                        owner.organisation(),
                        new HeldDeletions(pairs.get(2).id(), run.run(), 12, Samples.NOW, bytes("sealed")));
        assertThat(sync().lastSuccesses(owner.organisation(), ids))
                .containsOnlyKeys(ids.get(0), ids.get(1))
                .containsEntry(ids.get(0), Samples.NOW)
                .containsEntry(ids.get(1), Samples.NOW.plusSeconds(9));
        assertThat(history().held(owner.organisation(), ids)).containsOnlyKeys(ids.get(2)).containsEntry(ids.get(2), 12);
        assertThat(sync().lastSuccesses(Samples.organisation(), ids)).isEmpty();
        assertThat(history().held(Samples.organisation(), ids)).isEmpty();
        assertThat(history().held(owner.organisation(), List.<PairId>of())).isEmpty();
    }
}
