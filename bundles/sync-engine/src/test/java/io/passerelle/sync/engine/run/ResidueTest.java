// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.Visibility;
import io.passerelle.testkit.collection.MemoryBehaviour;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import io.passerelle.model.item.Item;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Fields that one side cannot hold. */
class ResidueTest {
    private static Set<String> without(String... roots) {
        Set<String> carried = new HashSet<>(CalendarEvent.ROOTS);
        carried.removeAll(List.of(roots));
        return carried;
    }

    private final Rig rig =
            new Rig(MemoryBehaviour.calendar(), MemoryBehaviour.calendar().carrying(without("url", "categories")));

    private static CalendarEvent rich(String uid) {
        return Samples.details(Samples.event(uid, "rich"), details -> details.url("https://example.org/page")
                .categories(Set.of("work")));
    }

    private EventDetails onHost() {
        return ((CalendarEvent) rig.host.items().values().iterator().next()).details();
    }

    private void retitleAtProvider(String title) {
        ItemRef ref = rig.provider.items().keySet().iterator().next();
        rig.provider.edit(ref, Samples.titled(rig.provider.items().get(ref), title));
    }

    @Test
    @DisplayName("what the other side cannot hold is named in the run's report")
    void named() {
        rig.host.put(rich("x"));
        rig.host.put(Samples.event("y", "plain"));

        SyncHistory run = rig.sync();

        assertThat(rig.items(run))
                .filteredOn(item -> item.reason().equals(Optional.of(ErrorCode.FIELDS_NOT_CARRIED)))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.label()).isEqualTo("rich");
                    assertThat(item.detail()).isEqualTo("categories, url");
                    assertThat(item.action()).isEqualTo(SyncItemResult.Action.CREATE);
                });
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("what the other side leaves out of a field that it holds is named, too; what it words otherwise is not")
    void leftOut() {
        UnaryOperator<Item> poorer = item -> Samples.details(
                Samples.titled(item, item.label().toUpperCase(Locale.ROOT)), details -> details.url(null));
        Rig other = new Rig(MemoryBehaviour.calendar(), MemoryBehaviour.calendar().normalising(poorer));
        other.host.put(rich("x"));

        SyncHistory run = other.sync();

        assertThat(other.items(run)).singleElement().satisfies(item -> {
            assertThat(item.reason()).contains(ErrorCode.FIELDS_NOT_CARRIED);
            assertThat(item.detail()).isEqualTo("url");
        });
        assertThat(other.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("what the other side cannot hold survives edits there")
    void survivesEdits() {
        rig.host.put(rich("x"));
        rig.sync();
        retitleAtProvider("new title");
        rig.sync();

        assertThat(onHost().title()).isEqualTo("new title");
        assertThat(onHost().url()).contains("https://example.org/page");
        assertThat(onHost().categories()).containsExactly("work");
    }

    @Test
    @DisplayName("A13 deleted on one side, edited on the poorer one: the item is back with everything it had")
    void givenBack() {
        ItemRef original = rig.host.put(rich("x"));
        rig.sync();
        rig.host.edit(original, Samples.details(rich("x"), details -> details.url("https://example.org/other")));
        rig.sync();
        rig.host.delete(original);
        retitleAtProvider("still wanted");

        rig.sync();
        rig.sync();

        assertThat(onHost().title()).isEqualTo("still wanted");
        assertThat(onHost().url()).contains("https://example.org/other");
        assertThat(onHost().categories()).containsExactly("work");
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("what was hidden comes back with a private event that was deleted while its copy was moved")
    void hiddenIsGivenBack() {
        ItemRef original =
                rig.host.put(Samples.details(Samples.event("p", "Dentist"), details -> details.visibility(Visibility.PRIVATE)));
        rig.sync();
        rig.host.delete(original);
        ItemRef copy = rig.provider.items().keySet().iterator().next();
        CalendarEvent there = (CalendarEvent) rig.provider.items().get(copy);
        rig.provider.edit(
                copy,
                new CalendarEvent(
                        there.uid(),
                        Samples.on("p", "", LocalDate.of(2026, 4, 1)).when(),
                        there.details(),
                        Optional.empty(),
                        new TreeMap<>()));

        rig.sync();

        assertThat(onHost().title()).isEqualTo("Dentist");
        assertThat(rig.provider.items().values().iterator().next().label()).isEqualTo(Mask.BUSY);
    }

    @Test
    @DisplayName("what is kept is sealed: nothing of it can be read in the mapping")
    void sealed() {
        rig.host.put(rich("x"));
        rig.sync();

        byte[] residue = rig.mappings().get(0).residue();

        assertThat(residue).isNotEmpty();
        assertThat(new String(residue, StandardCharsets.ISO_8859_1)).doesNotContain("example.org");
    }
}
