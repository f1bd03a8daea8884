// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Codes.assertFails;
import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.SyncStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link IntegrationStore} must do with pairs. */
public interface PairStoreContract {
    /** The store under test. */
    IntegrationStore integrations();

    /** The store of the pairs' mappings. */
    SyncStore sync();

    /** Stores a new integration. */
    private UserIntegration owner() {
        UserIntegration integration = Samples.integration(Samples.user());
        integrations().insert(integration, bytes("sealed"));
        return integration;
    }

    private void put(UserIntegration integration, SyncPair... pairs) {
        integrations().putPairs(integration.owner().organisation(), integration.id(), List.of(pairs));
    }

    private List<SyncPair> pairs(UserIntegration integration) {
        return integrations().pairs(integration.owner().organisation(), integration.id());
    }

    private void map(UserIntegration integration, SyncPair pair) {
        OrganisationId organisation = integration.owner().organisation();
        long fence = sync().begin(organisation, pair.id(), "node", Samples.NOW, Duration.ofMinutes(1))
                .orElseThrow()
                .fence();
        sync().commit(organisation, pair.id(), fence, List.of(Samples.mapping("h", "p")), List.of());
    }

    private long mappings(UserIntegration integration, SyncPair pair) {
        return sync().count(integration.owner().organisation(), pair.id());
    }

    @Test
    @DisplayName("pairs are read as and in the order in which they were stored")
    default void pairsAreReadInOrder() {
        UserIntegration integration = owner();
        SyncPair first = Samples.pair(integration.id());
        SyncPair second = Samples.pair(integration.id());
        put(integration, first, second);
        assertThat(pairs(integration)).containsExactly(first, second);
        put(integration, second, first);
        assertThat(pairs(integration)).containsExactly(second, first);
    }

    @Test
    @DisplayName("a pair is found by its id, in its organisation only")
    default void pairIsFoundInItsOrganisation() {
        UserIntegration integration = owner();
        SyncPair pair = Samples.pair(integration.id());
        put(integration, pair);
        assertThat(integrations().pair(integration.owner().organisation(), pair.id())).contains(pair);
        assertThat(integrations().pair(Samples.organisation(), pair.id())).isEmpty();
        assertThat(integrations().pairs(Samples.organisation(), integration.id())).isEmpty();
    }

    @Test
    @DisplayName("a pair whose settings change keeps its mappings")
    default void changedPairKeepsMappings() {
        UserIntegration integration = owner();
        SyncPair pair = Samples.pair(integration.id());
        put(integration, pair);
        map(integration, pair);
        SyncPair changed = new SyncPair(
                pair.id(),
                pair.integration(),
                pair.kind(),
                pair.hostCollection(),
                "renamed",
                pair.providerCollection(),
                "renamed, too",
                Direction.IMPORT,
                ConflictPolicy.HOST,
                Optional.empty(),
                false);
        put(integration, changed);
        assertThat(pairs(integration)).containsExactly(changed);
        assertThat(mappings(integration, pair)).isEqualTo(1);
    }

    @Test
    @DisplayName("a pair whose collections are called otherwise keeps its settings and its mappings")
    default void renamedPairKeepsSettings() {
        UserIntegration integration = owner();
        SyncPair pair = Samples.pair(integration.id());
        SyncPair other = Samples.pair(integration.id());
        put(integration, pair, other);
        map(integration, pair);
        integrations().rename(integration.owner().organisation(), pair.id(), "Réunions", "Meetings");
        assertThat(pairs(integration)).containsExactly(pair.withNames("Réunions", "Meetings"), other);
        assertThat(mappings(integration, pair)).isEqualTo(1);
        integrations().rename(Samples.organisation(), other.id(), "not", "theirs");
        assertThat(pairs(integration)).contains(other);
    }

    @Test
    @DisplayName("a pair that is missing ends with its mappings, the others stay")
    default void missingPairEnds() {
        UserIntegration integration = owner();
        SyncPair stays = Samples.pair(integration.id());
        SyncPair ends = Samples.pair(integration.id());
        put(integration, ends, stays);
        map(integration, ends);
        map(integration, stays);
        put(integration, stays);
        assertThat(pairs(integration)).containsExactly(stays);
        assertThat(mappings(integration, ends)).isZero();
        assertThat(mappings(integration, stays)).isEqualTo(1);
    }

    @Test
    @DisplayName("a run of a pair that was removed commits nothing")
    default void removedPairTakesNoCommit() {
        UserIntegration integration = owner();
        SyncPair pair = Samples.pair(integration.id());
        OrganisationId organisation = integration.owner().organisation();
        put(integration, pair);
        long fence = sync().begin(organisation, pair.id(), "node", Samples.NOW, Duration.ofMinutes(1))
                .orElseThrow()
                .fence();
        put(integration);
        assertFails(
                ErrorCode.RUN_INTERRUPTED,
                () -> sync().commit(organisation, pair.id(), fence, List.of(Samples.mapping("h", "p")), List.of()));
    }

    @Test
    @DisplayName("a pair with another collection is a new pair")
    default void pairWithAnotherCollectionIsNew() {
        UserIntegration integration = owner();
        SyncPair pair = Samples.pair(integration.id());
        put(integration, pair);
        map(integration, pair);
        SyncPair elsewhere = Samples.pair(
                pair.id(), integration.id(), "another host collection", pair.providerCollection().value());
        put(integration, elsewhere);
        assertThat(pairs(integration)).containsExactly(elsewhere);
        assertThat(mappings(integration, elsewhere)).isZero();
    }

    @Test
    @DisplayName("pairs of an integration that is gone are refused")
    default void pairsOfGoneIntegrationAreRefused() {
        UserIntegration integration = Samples.integration(Samples.user());
        assertFails(ErrorCode.NOT_FOUND, () -> put(integration, Samples.pair(integration.id())));
    }

    @Test
    @DisplayName("pairs cannot be stored from another organisation")
    default void pairsStayInTheirOrganisation() {
        UserIntegration integration = owner();
        List<SyncPair> pairs = List.of(Samples.pair(integration.id()));
        assertFails(
                ErrorCode.NOT_FOUND,
                () -> integrations().putPairs(Samples.organisation(), integration.id(), pairs));
    }
}
