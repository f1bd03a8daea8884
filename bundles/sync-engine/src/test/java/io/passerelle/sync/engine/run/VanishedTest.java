// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.collection.MemoryBehaviour;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a listing of everything does not show is deleted only when it is really gone. */
class VanishedTest {
    private static Rig synced(int items) {
        Rig rig = new Rig(MemoryBehaviour.calendar().batching(500), MemoryBehaviour.calendar().batching(500).paging(1000));
        for (int i = 0; i < items; i++) {
            rig.host.put(Samples.event("e" + i, "event " + i));
        }
        rig.sync();
        rig.sync();
        rig.provider.expireCursors();
        return rig;
    }

    private static List<ItemRef> atProvider(Rig rig, int from, int to) {
        return List.copyOf(rig.provider.items().keySet()).subList(from, to);
    }

    private static void omitted(Rig rig, int from, int to) {
        Set<ItemRef> refs = Set.copyOf(atProvider(rig, from, to));
        rig.provider.faults().omitFromListings(refs::contains);
    }

    private static ItemRef onHost(Rig rig, String title) {
        return rig.host.items().entrySet().stream()
                .filter(entry -> entry.getValue().label().equals(title))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Test
    @DisplayName("B03 an item that a full listing leaves out although it is there is not deleted")
    void leftOut() {
        Rig rig = synced(20);
        omitted(rig, 3, 5);

        assertThat(rig.sync().counts().writes()).isZero();

        rig.provider.faults().clear();
        assertThat(rig.host.items()).hasSize(20);
        assertThat(rig.mappings()).hasSize(20);
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("B03 an item that vanished while the cursor had expired is deleted")
    void reallyGone() {
        Rig rig = synced(20);
        atProvider(rig, 3, 5).forEach(rig.provider::delete);

        assertThat(rig.sync().counts().hostDeleted()).isEqualTo(2);

        assertThat(rig.host.items()).hasSize(18);
    }

    @Test
    @DisplayName("B03 an edited item whose copy a full listing leaves out is not created twice")
    void editedMeanwhile() {
        Rig rig = synced(20);
        ItemRef host = onHost(rig, "event 7");
        ItemRef copy = rig.provider.refOf(Samples.uid("e7")).orElseThrow();
        rig.host.edit(host, Samples.titled(rig.host.items().get(host), "edited"));
        rig.provider.faults().omitFromListings(copy::equals);

        rig.sync();

        assertThat(rig.provider.items()).hasSize(20);
        assertThat(rig.provider.items().get(copy).label()).isEqualTo("edited");
    }

    @Test
    @DisplayName("B03 an item that a full listing leaves out is not released where deletions are not passed on")
    void notReleased() {
        Rig rig = synced(20);
        rig.rules = new PairRules(
                DeletionPolicy.NEVER,
                rig.rules.privacy(),
                rig.rules.privateAsBusy(),
                rig.rules.filter());
        omitted(rig, 3, 5);
        rig.sync();
        rig.provider.faults().clear();
        rig.sync();

        assertThat(rig.mappings()).noneMatch(mapping ->
                mapping.providerRevision().value().startsWith("passerelle:"));
    }

    @Test
    @DisplayName("A17 a cut listing asks nobody: what is found by its address is there")
    void cutListing() {
        Rig rig = synced(100);
        omitted(rig, 10, 100);

        SyncHistory run = rig.sync();

        assertThat(run.counts().writes()).isZero();
        assertThat(rig.held()).isEmpty();
        assertThat(rig.host.items()).hasSize(100);
    }

    @Test
    @DisplayName("B03 of very many that vanished only so many are asked for in a run; the others follow in the next ones")
    void manyVanished() {
        Rig rig = synced(11_000);
        atProvider(rig, 0, Vanished.MOST + 100).forEach(rig.provider::delete);
        long before = rig.provider.requests();

        SyncHistory first = rig.sync();

        assertThat(first.counts().hostDeleted()).isEqualTo(Vanished.MOST);
        assertThat(rig.provider.requests() - before).isLessThan(80);
        assertThat(rig.sync().counts().hostDeleted()).isEqualTo(100);
        assertThat(titles(rig.host.items().values())).isEqualTo(titles(rig.provider.items().values()));
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("A17 a cut listing of very many holds nothing and deletes nothing")
    void manyLeftOut() {
        Rig rig = synced(3_000);
        omitted(rig, 10, 3_000);

        assertThat(rig.sync().counts().writes()).isZero();

        assertThat(rig.held()).isEmpty();
        rig.provider.faults().clear();
        rig.sync();
        assertThat(rig.host.items()).hasSize(3_000);
        assertThat(rig.mappings()).hasSize(3_000);
        assertThat(rig.sync().counts().writes()).isZero();
    }

    private static Set<String> titles(Collection<Item> items) {
        return items.stream().map(Item::label).collect(Collectors.toSet());
    }
}
