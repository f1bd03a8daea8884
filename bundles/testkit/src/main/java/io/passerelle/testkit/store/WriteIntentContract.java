// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Codes.assertFails;
import static io.passerelle.testkit.store.Samples.NOW;
import static io.passerelle.testkit.store.Samples.bytes;
import static io.passerelle.testkit.store.Samples.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.Mapping;
import io.passerelle.store.spi.PairState;
import io.passerelle.store.spi.SyncStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a {@link SyncStore} does with the note of what is about to be written. Part of {@link SyncStoreContract}. */
public interface WriteIntentContract {
    /** The store under test. */
    SyncStore sync();

    /** The store of the pairs. */
    IntegrationStore integrations();

    private SyncStoreContract.At pair() {
        UserIntegration integration = Samples.integration(Samples.user());
        integrations().insert(integration, bytes("sealed"));
        SyncPair pair = Samples.pair(integration.id());
        integrations().putPairs(integration.owner().organisation(), integration.id(), List.of(pair));
        return new SyncStoreContract.At(integration.owner().organisation(), pair.id());
    }

    private long begun(SyncStoreContract.At pair) {
        return begin(pair, NOW);
    }

    private long begin(SyncStoreContract.At pair, Instant now) {
        return sync().begin(pair.organisation(), pair.id(), "node-a/run-1", now, SyncStoreContract.LEASE)
                .orElseThrow()
                .fence();
    }

    private void noted(SyncStoreContract.At pair, long fence, String note, Mapping... put) {
        sync().commit(pair.organisation(), pair.id(), fence, List.of(put), List.of(), bytes(note));
    }

    @Test
    @DisplayName("A27 what is about to be written is noted together with the results before, in place of the earlier note")
    default void intentsAreNotedWithResults() {
        SyncStoreContract.At pair = pair();
        assertThat(sync().intents(pair.organisation(), pair.id())).isEmpty();
        long fence = begun(pair);

        noted(pair, fence, "first");
        assertThat(sync().intents(pair.organisation(), pair.id())).isEqualTo(bytes("first"));

        noted(pair, fence, "second", mapping("h", "p"));
        assertThat(sync().intents(pair.organisation(), pair.id())).isEqualTo(bytes("second"));
        assertThat(sync().count(pair.organisation(), pair.id())).isEqualTo(1);

        noted(pair, fence, "");
        assertThat(sync().intents(pair.organisation(), pair.id())).isEmpty();
    }

    @Test
    @DisplayName("A27 what was noted outlives the run and its plain commits, however much it is")
    default void intentsOutliveTheRun() {
        SyncStoreContract.At pair = pair();
        SyncStoreContract.At other = pair();
        long fence = begun(pair);
        byte[] many = new byte[3_000_000];
        many[0] = 1;
        sync().commit(pair.organisation(), pair.id(), fence, List.of(), List.of(), many);
        sync().commit(pair.organisation(), pair.id(), fence, List.of(mapping("h", "p")), List.of());
        sync().finish(pair.organisation(), pair.id(), fence, PairState.NEW);
        sync().release(pair.organisation(), pair.id(), fence);
        begun(pair);

        assertThat(sync().intents(pair.organisation(), pair.id())).isEqualTo(many);
        assertThat(sync().intents(other.organisation(), other.id())).isEmpty();
        assertThat(sync().intents(OrganisationId.of("another"), pair.id())).isEmpty();
    }

    @Test
    @DisplayName("A27 a run that was overtaken notes nothing")
    default void overtakenRunNotesNothing() {
        SyncStoreContract.At pair = pair();
        long first = begun(pair);
        noted(pair, first, "mine");
        begin(pair, NOW.plus(SyncStoreContract.LEASE));

        assertFails(ErrorCode.RUN_INTERRUPTED, () -> noted(pair, first, "late", mapping("h", "p")));

        assertThat(sync().intents(pair.organisation(), pair.id())).isEqualTo(bytes("mine"));
        assertThat(sync().count(pair.organisation(), pair.id())).isZero();
    }

    @Test
    @DisplayName("forgetting a pair's mappings forgets what was noted as well")
    default void clearForgetsIntents() {
        SyncStoreContract.At pair = pair();
        noted(pair, begun(pair), "mine", mapping("h", "p"));

        sync().clear(pair.organisation(), pair.id());

        assertThat(sync().intents(pair.organisation(), pair.id())).isEmpty();
    }
}
