// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Samples.NOW;
import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.RunId;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.SyncStore;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.store.spi.WrappedKeyStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What has to be gone with an integration, over all stores. */
public interface DeletionContract {
    /** The store under test. */
    IntegrationStore integrations();

    /** Its credentials. */
    CredentialStore credentials();

    /** Its mappings. */
    SyncStore sync();

    /** Its history. */
    HistoryStore history();

    /** Its keys. */
    WrappedKeyStore keys();

    /** Stores an integration with everything that can hang on it. */
    private Full full() {
        UserIntegration integration = Samples.integration(Samples.user());
        OrganisationId organisation = integration.owner().organisation();
        integrations().insert(integration, bytes("sealed"));
        SyncPair pair = Samples.pair(integration.id());
        integrations().putPairs(organisation, integration.id(), List.of(pair));
        long fence = sync().begin(organisation, pair.id(), "node", NOW, Duration.ofMinutes(1))
                .orElseThrow()
                .fence();
        sync().commit(organisation, pair.id(), fence, List.of(Samples.mapping("h", "p")), List.of());
        SyncHistory run = Samples.run(pair, NOW);
        history().put(organisation, run);
        history().addItems(organisation, run.run(), List.of(new HistoryStore.SealedItemResult(0, true, bytes("item"))));
        history().hold(organisation, new HistoryStore.HeldDeletions(pair.id(), run.run(), 1, NOW, bytes("held")));
        keys().add(new WrappedKey(organisation, scope(integration), 1, "user/alice", bytes("wrapped")));
        return new Full(integration, pair, run.run());
    }

    private static String scope(UserIntegration integration) {
        return "integration/" + integration.id();
    }

    /**
     * An integration with everything.
     *
     * @param integration it
     * @param pair its pair
     * @param run its run
     */
    record Full(UserIntegration integration, SyncPair pair, RunId run) {
        OrganisationId organisation() {
            return integration.owner().organisation();
        }
    }

    @Test
    @DisplayName("an integration is deleted with credential, pairs, mappings, history, held deletions and keys")
    default void everythingIsDeleted() {
        Full full = full();
        OrganisationId organisation = full.organisation();
        integrations().delete(organisation, full.integration().id());
        assertThat(credentials().get(organisation, full.integration().id())).isEmpty();
        assertThat(integrations().pair(organisation, full.pair().id())).isEmpty();
        assertThat(sync().count(organisation, full.pair().id())).isZero();
        assertThat(history().run(organisation, full.run())).isEmpty();
        assertThat(history().items(organisation, full.run(), 0, 10)).isEmpty();
        assertThat(history().held(organisation, full.pair().id())).isEmpty();
        assertThat(keys().find(organisation, scope(full.integration()))).isEmpty();
    }

    @Test
    @DisplayName("an integration of the same user stays complete when another is deleted")
    default void neighboursStay() {
        Full gone = full();
        Full stays = full();
        integrations().delete(gone.organisation(), gone.integration().id());
        integrations().delete(gone.organisation(), stays.integration().id());
        OrganisationId organisation = stays.organisation();
        assertThat(credentials().get(organisation, stays.integration().id())).isPresent();
        assertThat(sync().count(organisation, stays.pair().id())).isEqualTo(1);
        assertThat(history().items(organisation, stays.run(), 0, 10)).hasSize(1);
        assertThat(keys().find(organisation, scope(stays.integration()))).hasSize(1);
    }
}
