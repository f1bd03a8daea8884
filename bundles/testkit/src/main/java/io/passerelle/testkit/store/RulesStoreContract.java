// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncWindow;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link IntegrationStore} must do with the rules of pairs and with consent to them. */
public interface RulesStoreContract {
    /** Rules of which none is the usual one. */
    PairRules STRICT = new PairRules(
            DeletionPolicy.NEVER, Privacy.BUSY, false, new SyncFilter(true, true, true, Set.of("Privé, à moi", "Wörk")));

    /** The store under test. */
    IntegrationStore integrations();

    /** An unconfirmed pair as it is stored. */
    private SyncPair stored(PairRules rules) {
        UserIntegration integration = Samples.integration(Samples.user());
        integrations().insert(integration, bytes("sealed"));
        SyncPair pair = with(Samples.pair(integration.id()), Direction.BOTH, Optional.of(new SyncWindow(30, 365)), rules);
        put(pair);
        return pair;
    }

    private void put(SyncPair pair) {
        integrations().putPairs(organisation(pair), pair.integration(), List.of(pair));
    }

    private OrganisationId organisation(SyncPair pair) {
        return integrations().organisations().stream()
                .filter(organisation -> integrations().find(organisation, pair.integration()).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private SyncPair read(SyncPair pair) {
        return integrations().pair(organisation(pair), pair.id()).orElseThrow();
    }

    private static SyncPair with(SyncPair pair, Direction direction, Optional<SyncWindow> window, PairRules rules) {
        return new SyncPair(
                pair.id(),
                pair.integration(),
                pair.kind(),
                pair.hostCollection(),
                pair.hostName(),
                pair.providerCollection(),
                pair.providerName(),
                direction,
                ConflictPolicy.ASK,
                window,
                rules,
                false,
                true);
    }

    @Test
    @DisplayName("rules are read as they were stored")
    default void rulesAreReadAsStored() {
        SyncPair pair = stored(STRICT);
        assertThat(read(pair)).isEqualTo(pair);
    }

    @Test
    @DisplayName("a hundred long categories are kept")
    default void manyCategoriesAreKept() {
        Set<String> categories = IntStream.range(0, 100)
                .mapToObj(i -> i + "\u00e9".repeat(200))
                .collect(Collectors.toSet());
        SyncPair pair = stored(new PairRules(
                DeletionPolicy.ASK, Privacy.TITLE, true, new SyncFilter(false, false, false, categories)));
        assertThat(read(pair)).isEqualTo(pair);
    }

    @Test
    @DisplayName("rules that change are kept, as is that they wait for consent")
    default void changedRulesAreKept() {
        SyncPair pair = stored(STRICT);
        SyncPair changed = with(pair, Direction.BOTH, pair.window(), PairRules.DEFAULT).withConfirmed(true);
        put(changed);
        assertThat(read(pair)).isEqualTo(changed);
        put(pair);
        assertThat(read(pair)).isEqualTo(pair);
    }

    @Test
    @DisplayName("a pair is confirmed, and nothing else about it changes")
    default void pairIsConfirmed() {
        SyncPair pair = stored(STRICT);
        integrations().confirm(organisation(pair), pair.id());
        assertThat(read(pair)).isEqualTo(pair.withConfirmed(true));
    }

    @Test
    @DisplayName("a pair is not confirmed from another organisation")
    default void confirmationStaysInItsOrganisation() {
        SyncPair pair = stored(STRICT);
        integrations().confirm(Samples.organisation(), pair.id());
        assertThat(integrations().confirm(Samples.organisation(), pair)).isFalse();
        assertThat(read(pair).confirmed()).isFalse();
    }

    @Test
    @DisplayName("settings that are still those seen are confirmed")
    default void seenSettingsAreConfirmed() {
        SyncPair pair = stored(STRICT);
        assertThat(integrations().confirm(organisation(pair), pair)).isTrue();
        assertThat(read(pair).confirmed()).isTrue();
        assertThat(integrations().confirm(organisation(pair), pair)).isTrue();
    }

    @Test
    @DisplayName("settings that changed since they were seen stay unconfirmed")
    default void changedSettingsAreNotConfirmed() {
        SyncPair pair = stored(STRICT);
        List<SyncPair> earlier = List.of(
                with(pair, Direction.IMPORT, pair.window(), STRICT),
                with(pair, Direction.BOTH, Optional.empty(), STRICT),
                with(pair, Direction.BOTH, pair.window(), PairRules.DEFAULT));
        for (SyncPair seen : earlier) {
            assertThat(integrations().confirm(organisation(pair), seen)).isFalse();
            assertThat(read(pair).confirmed()).isFalse();
        }
    }

    @Test
    @DisplayName("a pair that is gone is confirmed by nobody")
    default void gonePairIsNotConfirmed() {
        SyncPair pair = stored(STRICT);
        OrganisationId organisation = organisation(pair);
        integrations().putPairs(organisation, pair.integration(), List.of());
        integrations().confirm(organisation, pair.id());
        assertThat(integrations().confirm(organisation, pair)).isFalse();
        assertThat(integrations().pair(organisation, pair.id())).isEmpty();
    }
}
