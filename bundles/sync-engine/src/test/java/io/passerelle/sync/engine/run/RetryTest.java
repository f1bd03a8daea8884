// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncTrigger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final Rig rig = new Rig();

    private void failing(String title) {
        rig.host.faults().answerWrites(write -> title(write).equals(title)
                ? Optional.of(new WriteResult.Failed(ErrorCode.ITEM_REJECTED, "", Optional.empty()))
                : Optional.empty());
    }

    private static String title(Write write) {
        if (write instanceof Write.Create create) {
            return create.item().label();
        }
        return write instanceof Write.Update update ? update.item().label() : "";
    }

    @Test
    @DisplayName("results of a run tell where the item is on both sides")
    void tellsAddresses() {
        ItemRef a = rig.provider.put(Samples.event("a", "a"));

        SyncItemResult created = rig.items(rig.sync()).get(0);

        assertThat(created.providerRef()).contains(a);
        assertThat(created.hostRef()).isEqualTo(rig.host.refOf(Samples.uid("a")));
        rig.sync();
        rig.provider.edit(a, Samples.event("a", "b"));
        SyncItemResult updated = rig.items(rig.sync()).get(0);
        assertThat(updated.providerRef()).contains(a);
        assertThat(updated.hostRef()).isEqualTo(created.hostRef());
        rig.provider.delete(a);
        SyncItemResult deleted = rig.items(rig.sync()).get(0);
        assertThat(deleted.hostRef()).isEqualTo(created.hostRef());
        assertThat(deleted.providerRef()).contains(a);
    }

    @Test
    @DisplayName("an item whose creation was refused is created alone, and the cursors stay")
    void retriesCreation() {
        rig.provider.put(Samples.event("a", "a"));
        rig.provider.put(Samples.event("b", "b"));
        failing("a");
        SyncHistory run = rig.sync();
        SyncItemResult failed = rig.items(run).get(0);
        assertThat(failed.reason()).contains(ErrorCode.ITEM_REJECTED);
        rig.host.faults().clear();
        rig.provider.put(Samples.event("c", "c"));
        var before = rig.store.state(OrganisationId.DEFAULT, rig.pairId);

        SyncHistory again = rig.retry(failed);

        assertThat(again.trigger()).isEqualTo(SyncTrigger.RETRY);
        assertThat(again.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(again.counts().hostCreated()).isEqualTo(1);
        assertThat(rig.host.byUid(Samples.uid("a"))).isPresent();
        assertThat(rig.host.byUid(Samples.uid("c"))).isEmpty();
        var after = rig.store.state(OrganisationId.DEFAULT, rig.pairId);
        assertThat(after.providerCursor()).isEqualTo(before.providerCursor());
        assertThat(after.hostCursor()).isEqualTo(before.hostCursor());
        rig.sync();
        assertThat(rig.host.items()).hasSize(3);
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("an update that was refused is made alone")
    void retriesUpdate() {
        ItemRef a = rig.provider.put(Samples.event("a", "a"));
        rig.sync();
        rig.sync();
        rig.provider.edit(a, Samples.event("a", "new"));
        failing("new");
        SyncItemResult failed = rig.items(rig.sync()).get(0);
        assertThat(failed.hostRef()).isPresent();
        rig.host.faults().clear();

        assertThat(rig.retry(failed).counts().hostUpdated()).isEqualTo(1);
        assertThat(Oracle.on(rig.host)).isEqualTo(Oracle.on(rig.provider));
    }

    @Test
    @DisplayName("an item that could not be read is synced once it can be")
    void retriesUnreadable() {
        ItemRef a = rig.provider.put(Samples.event("a", "a"));
        rig.provider.corrupt(a);
        SyncItemResult failed = rig.items(rig.sync()).get(0);
        assertThat(failed.providerRef()).contains(a);
        assertThat(rig.retry(failed).outcome()).isEqualTo(SyncOutcome.PARTIAL);
        rig.provider.edit(a, Samples.event("a", "a"));

        assertThat(rig.retry(failed).counts().hostCreated()).isEqualTo(1);
    }

    @Test
    @DisplayName("a held deletion stays held")
    void heldStaysHeld() {
        List<ItemRef> refs = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> rig.provider.put(Samples.event("x" + i, "x" + i)))
                .toList();
        rig.sync();
        refs.forEach(rig.provider::delete);
        SyncHistory run = rig.sync();
        SyncItemResult held = rig.items(run).stream()
                .filter(item -> item.reason().equals(Optional.of(ErrorCode.DELETIONS_HELD)))
                .findFirst()
                .orElseThrow();

        rig.retry(held);

        assertThat(rig.host.items()).hasSize(12);
        assertThat(rig.held()).hasSize(12);
    }

    @Test
    @DisplayName("an item that clashes with another one clashes again")
    void clashes() {
        Rig twice = new Rig(
                io.passerelle.testkit.collection.MemoryBehaviour.calendar().withoutUniqueUids(),
                io.passerelle.testkit.collection.MemoryBehaviour.calendar());
        twice.host.put(Samples.event("a", "a"));
        twice.sync();
        twice.host.put(Samples.event("a", "twin"));
        SyncItemResult clash = twice.items(twice.sync()).get(0);
        assertThat(clash.reason()).contains(ErrorCode.UID_CLASH);
        assertThat(clash.side()).isEqualTo(Side.HOST);

        SyncHistory again = twice.retry(clash);

        assertThat(twice.items(again)).extracting(SyncItemResult::reason).containsExactly(Optional.of(ErrorCode.UID_CLASH));
        assertThat(twice.provider.items()).hasSize(1);
    }

    @Test
    @DisplayName("an item that is gone everywhere by now is nothing to do")
    void gone() {
        ItemRef a = rig.provider.put(Samples.event("a", "a"));
        failing("a");
        SyncItemResult failed = rig.items(rig.sync()).get(0);
        rig.host.faults().clear();
        rig.provider.delete(a);

        assertThat(rig.retry(failed).counts().writes()).isZero();
    }
}
