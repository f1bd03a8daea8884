// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deletions that wait for a person. */
class GuardScenarioTest {
    private Rig rig = new Rig();

    private void synced(int items) {
        for (int i = 0; i < items; i++) {
            rig.provider.put(Samples.event("x" + i, "title " + i));
        }
        rig.sync();
    }

    private void deleteAtProvider(int items) {
        List.copyOf(rig.provider.items().keySet()).subList(0, items).forEach(rig.provider::delete);
    }

    @Test
    @DisplayName("A17 a side that is suddenly empty deletes nothing")
    void emptySideIsHeld() {
        synced(3);
        rig.provider.wipeSilently();

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(run.counts().held()).isEqualTo(3);
        assertThat(run.counts().writes()).isZero();
        assertThat(rig.host.items()).hasSize(3);
        assertThat(rig.held()).extracting(Held::label).contains("title 0", "title 1", "title 2");
        assertThat(rig.held()).extracting(Held::target).containsOnly(Side.HOST);
    }

    @Test
    @DisplayName("A17 held deletions do not wait any longer when the items are back")
    void holdEndsWhenItemsAreBack() {
        synced(3);
        var before = rig.provider.items();
        rig.provider.wipeSilently();
        rig.sync();
        before.values().forEach(rig.provider::put);

        SyncHistory run = rig.sync();
        rig.sync();

        assertThat(run.counts().writes()).isZero();
        assertThat(rig.held()).isEmpty();
        assertThat(rig.host.items()).hasSize(3);
        assertThat(rig.mappings()).hasSize(3);
    }

    @Test
    @DisplayName("more than a fifth of a side is held, the rest of the plan proceeds")
    void manyDeletionsAreHeld() {
        synced(50);
        deleteAtProvider(12);
        rig.provider.put(Samples.event("new", "new"));

        SyncHistory run = rig.sync();

        assertThat(run.counts().held()).isEqualTo(12);
        assertThat(run.counts().hostCreated()).isEqualTo(1);
        assertThat(rig.host.items()).hasSize(51);
        assertThat(rig.items(run)).anyMatch(item -> item.reason().equals(java.util.Optional.of(ErrorCode.DELETIONS_HELD)));
    }

    @Test
    @DisplayName("a few deletions are not held")
    void fewDeletionsProceed() {
        synced(50);
        deleteAtProvider(10);

        assertThat(rig.sync().counts().hostDeleted()).isEqualTo(10);
    }

    @Test
    @DisplayName("held deletions stay held in later runs, and none is forgotten")
    void holdsAddUp() {
        synced(50);
        deleteAtProvider(12);
        rig.sync();
        rig.sync();
        deleteAtProvider(11);
        rig.sync();

        assertThat(rig.held()).hasSize(23);
        assertThat(rig.host.items()).hasSize(50);
    }

    @Test
    @DisplayName("applied, held deletions are carried out as far as the items did not change")
    void appliesHeldDeletions() {
        synced(50);
        deleteAtProvider(12);
        rig.sync();
        Held first = rig.held().get(0);
        rig.host.edit(first.hostRef(), Samples.titled(rig.host.items().get(first.hostRef()), "edited since"));

        SyncHistory run = rig.applyHeld();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(run.counts().hostDeleted()).isEqualTo(11);
        assertThat(rig.host.items()).hasSize(39);
        assertThat(rig.held()).isEmpty();
        rig.sync();
        assertThat(rig.provider.items()).hasSize(39);
    }

    @Test
    @DisplayName("discarded, held items are created again where they vanished and are not held again")
    void discardsHeldDeletions() {
        synced(50);
        deleteAtProvider(12);
        rig.sync();

        SyncHistory run = rig.discardHeld();

        assertThat(run.counts().providerCreated()).isEqualTo(12);
        assertThat(rig.provider.items()).hasSize(50);
        assertThat(rig.held()).isEmpty();
        rig.provider.expireCursors();
        SyncHistory next = rig.sync();
        assertThat(next.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(next.counts().writes()).isZero();
    }

    @Test
    @DisplayName("an item that moved while its deletion was held is not lost, whatever is decided")
    void movedWhileHeld() {
        for (boolean apply : new boolean[] {true, false}) {
            rig = new Rig();
            synced(50);
            deleteAtProvider(12);
            rig.sync();
            rig.host.move(rig.held().get(0).hostRef());
            rig.sync();
            rig.sync();

            SyncHistory review = apply ? rig.applyHeld() : rig.discardHeld();
            rig.sync();

            assertThat(review.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
            assertThat(rig.host.items()).hasSize(apply ? 39 : 50);
            assertThat(rig.provider.items()).hasSameSizeAs(rig.host.items());
            assertThat(rig.mappings()).hasSize(rig.host.items().size());
            assertThat(rig.sync().counts().writes()).isZero();
        }
    }

    @Test
    @DisplayName("discarded under import only, the copies stay and nothing is written to the provider")
    void discardsUnderImport() {
        rig.direction = Direction.IMPORT;
        synced(50);
        deleteAtProvider(12);
        rig.sync();

        rig.discardHeld();
        rig.provider.expireCursors();
        rig.sync();

        assertThat(rig.provider.writes()).isZero();
        assertThat(rig.host.items()).hasSize(50);
        assertThat(rig.held()).isEmpty();
    }

    @Test
    @DisplayName("61 ignored, held items stay as they are on both sides, and nobody is asked again, also by a full pass")
    void ignoresHeldDeletions() {
        synced(50);
        deleteAtProvider(12);
        rig.sync();

        SyncHistory run = rig.ignoreHeld();
        rig.provider.expireCursors();
        rig.host.expireCursors();
        SyncHistory next = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(run.counts().writes()).isZero();
        assertThat(rig.items(run))
                .hasSize(12)
                .allMatch(item -> item.reason().equals(Optional.of(ErrorCode.DELETION_IGNORED)));
        assertThat(rig.held()).isEmpty();
        assertThat(next.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(next.counts().writes()).isZero();
        assertThat(rig.host.items()).hasSize(50);
        assertThat(rig.provider.items()).hasSize(38);
    }

    @Test
    @DisplayName("61 an ignored item that is edited is copied again, one that is deleted is forgotten")
    void ignoredItemsThatChange() {
        synced(50);
        deleteAtProvider(12);
        rig.sync();
        List<Held> held = rig.held();
        rig.ignoreHeld();
        rig.host.edit(held.get(0).hostRef(), Samples.titled(rig.host.items().get(held.get(0).hostRef()), "edited"));
        rig.host.delete(held.get(1).hostRef());

        SyncHistory run = rig.sync();

        assertThat(run.counts().providerCreated()).isEqualTo(1);
        assertThat(run.counts().writes()).isEqualTo(1);
        assertThat(rig.provider.items()).hasSize(39);
        assertThat(rig.mappings()).hasSize(49);
        assertThat(rig.explain(held.get(2).label())).anySatisfy(item -> {
            assertThat(item.label()).isEqualTo(held.get(2).label());
            assertThat(item.reason()).contains(ErrorCode.DELETION_IGNORED);
        });
    }

    @Test
    @DisplayName("61 an ignored item whose counterpart is back is in sync again and written nowhere")
    void ignoredItemsThatAreBack() {
        synced(3);
        var before = rig.provider.items();
        rig.provider.wipeSilently();
        rig.sync();
        rig.ignoreHeld();
        before.values().forEach(rig.provider::put);

        assertThat(rig.sync().counts().writes()).isZero();
        rig.provider.items().keySet().forEach(ref -> rig.provider.edit(ref, Samples.titled(rig.provider.items().get(ref), "new")));
        assertThat(rig.sync().counts().hostUpdated()).isEqualTo(3);
        assertThat(rig.host.items()).hasSize(3);
        assertThat(rig.mappings()).hasSize(3);
    }

    @Test
    @DisplayName("nothing held cannot be reviewed")
    void nothingToReview() {
        synced(2);

        assertThat(rig.applyHeld().error()).contains(ErrorCode.NOT_FOUND);
    }
}
