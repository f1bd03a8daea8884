// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.SyncReview.Duplicate;
import io.passerelle.api.SyncReview.Verdict;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.testkit.collection.MemoryBehaviour;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Items that look like the same when two collections meet for the first time. */
class DuplicatesTest {
    private Rig rig = new Rig();
    private ItemRef here;
    private ItemRef there;

    @BeforeEach
    void twoThatLookAlike() {
        rig = new Rig();
        meet(rig);
    }

    private void meet(Rig rig) {
        here = rig.host.put(Samples.located(Samples.event("h", "Stand-up"), "room 1"));
        there = rig.provider.put(
                Samples.details(Samples.event("p", "Stand up"), details -> details.description("weekly")));
        rig.host.put(Samples.event("other", "only here"));
    }

    private UUID only() {
        assertThat(rig.duplicates()).hasSize(1);
        return rig.duplicates().get(0).id();
    }

    private SyncHistory decide(Verdict verdict) {
        return rig.decideDuplicates(Optional.of(only()), verdict);
    }

    @Test
    @DisplayName("51 what looks like the same is neither merged nor copied; everything else is")
    void waits() {
        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(run.counts().writes()).isEqualTo(1);
        assertThat(rig.items(run)).filteredOn(item -> item.action() == SyncItemResult.Action.LINK)
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.reason()).contains(ErrorCode.POSSIBLE_DUPLICATE);
                    assertThat(item.label()).isEqualTo("Stand-up");
                    assertThat(item.hostRef()).contains(here);
                    assertThat(item.providerRef()).contains(there);
                });
        assertThat(rig.provider.items()).hasSize(2);
        assertThat(rig.host.items()).hasSize(2);
        assertThat(rig.mappings()).hasSize(1);
    }

    @Test
    @DisplayName("51 both are shown side by side, and nothing readable is stored")
    void shown() {
        rig.sync();

        Duplicate duplicate = rig.duplicates().get(0);
        assertThat(duplicate.details())
                .contains(
                        new Duplicate.Detail("title", List.of("Stand-up"), List.of("Stand up")),
                        new Duplicate.Detail("location", List.of("room 1"), List.of()),
                        new Duplicate.Detail("description", List.of(), List.of("weekly")));
        assertThat(rig.entries(ReviewStore.Kind.DUPLICATE)).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.subject()).isEmpty();
            assertThat(new String(entry.sealed(), StandardCharsets.ISO_8859_1)).doesNotContain("Stand", "room");
        });
    }

    @Test
    @DisplayName("51 it goes on waiting, also through full passes and changed settings")
    void goesOnWaiting() {
        rig.sync();
        for (int i = 0; i < 3; i++) {
            rig.host.expireCursors();
            rig.provider.expireCursors();
            assertThat(rig.sync().counts().writes()).isZero();
        }
        rig.direction = Direction.IMPORT;

        assertThat(rig.sync().counts().writes()).isZero();
        assertThat(rig.duplicates()).hasSize(1);
        assertThat(rig.explain("stand")).hasSize(2).anySatisfy(item -> assertThat(item.reason())
                .contains(ErrorCode.POSSIBLE_DUPLICATE));
    }

    @Test
    @DisplayName("51 the same: linked and merged field by field; where they differ, the rule decides and both values are kept")
    void same() {
        rig.policy = ConflictPolicy.HOST;
        rig.sync();

        SyncHistory run = decide(Verdict.SAME);

        assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        for (var items : List.of(rig.host.items().get(here), rig.provider.items().get(there))) {
            CalendarEvent event = (CalendarEvent) items;
            assertThat(event.details().title()).isEqualTo("Stand-up");
            assertThat(event.details().location()).isEqualTo("room 1");
            assertThat(event.details().description()).isEqualTo("weekly");
        }
        assertThat(new Conflicts(rig.ports(), rig.seal(), rig.pairId).list(false, 10))
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.providerValue()).isEqualTo("Stand up");
                    assertThat(conflict.chosen()).contains(Side.HOST);
                });
        assertThat(rig.duplicates()).isEmpty();
        assertThat(rig.mappings()).hasSize(2);
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("51 the same, under the rule to ask: each keeps its own value until the conflict is decided")
    void sameUnderAsk() {
        rig.policy = ConflictPolicy.ASK;
        rig.sync();

        decide(Verdict.SAME);

        assertThat(rig.host.items().get(here).label()).isEqualTo("Stand-up");
        assertThat(rig.provider.items().get(there).label()).isEqualTo("Stand up");
        assertThat(new Conflicts(rig.ports(), rig.seal(), rig.pairId).list(true, 10)).hasSize(1);
    }

    @Test
    @DisplayName("51 different: each is copied to the other side, once")
    void different() {
        rig.sync();

        SyncHistory run = decide(Verdict.DIFFERENT);
        rig.host.expireCursors();
        rig.provider.expireCursors();

        assertThat(run.counts().hostCreated()).isEqualTo(1);
        assertThat(run.counts().providerCreated()).isEqualTo(1);
        assertThat(rig.sync().counts().writes()).isZero();
        assertThat(rig.host.items()).hasSize(3);
        assertThat(rig.provider.items()).hasSize(3);
        assertThat(rig.duplicates()).isEmpty();
    }

    @Test
    @DisplayName("51 different, under import only: the provider is not written to")
    void differentUnderImport() {
        rig.direction = Direction.IMPORT;
        rig.sync();

        decide(Verdict.DIFFERENT);

        assertThat(rig.provider.writes()).isZero();
        assertThat(rig.host.items()).hasSize(3);
    }

    @Test
    @DisplayName("51 all at once")
    void all() {
        rig.host.put(Samples.event("h2", "Lunch"));
        rig.provider.put(Samples.event("p2", "lunch"));
        rig.sync();
        assertThat(rig.duplicates()).hasSize(2);

        rig.decideDuplicates(Optional.empty(), Verdict.SAME);

        assertThat(rig.duplicates()).isEmpty();
        assertThat(rig.mappings()).hasSize(3);
        assertThat(rig.decideDuplicates(Optional.empty(), Verdict.SAME).error()).contains(ErrorCode.NOT_FOUND);
    }

    @Test
    @DisplayName("51 when one of them is deleted there is nothing to decide: the other one is copied")
    void oneIsDeleted() {
        rig.sync();
        rig.host.delete(here);

        SyncHistory run = rig.sync();

        assertThat(run.counts().hostCreated()).isEqualTo(1);
        assertThat(rig.duplicates()).isEmpty();
        assertThat(rig.host.items()).hasSize(2);
        assertThat(rig.provider.items()).hasSize(2);
    }

    @Test
    @DisplayName("51 when one of them vanished unnoticed, the decision copies the other one")
    void oneVanished() {
        rig.sync();
        rig.host.delete(here);

        decide(Verdict.SAME);

        assertThat(rig.host.items()).hasSize(2);
        assertThat(rig.mappings()).hasSize(2);
        rig.sync();
        assertThat(rig.host.items()).hasSize(2);
        assertThat(rig.duplicates()).isEmpty();
    }

    @Test
    @DisplayName("51 they are decided about as they are now")
    void editedMeanwhile() {
        rig.sync();
        rig.provider.edit(there, Samples.titled(rig.provider.items().get(there), "Stand-up, new"));
        rig.sync();
        assertThat(rig.duplicates()).hasSize(1);

        decide(Verdict.SAME);

        assertThat(rig.host.items().get(here).label()).isEqualTo("Stand-up, new");
    }

    @Test
    @DisplayName("51 an outage while the copies are made: it goes on waiting, and nothing is made twice")
    void outage() {
        rig.sync();
        rig.stopCheck = () -> {};
        for (int call = 1; call < 40; call++) {
            twoThatLookAlike();
            rig.sync();
            Tripwire tripwire = new Tripwire(call, call % 2 == 0);
            tripwire.armed(rig);
            try {
                rig.decideDuplicates(Optional.empty(), Verdict.DIFFERENT);
            } catch (Tripwire.Killed killed) {
                // as after kill -9
            }
            Tripwire.disarmed(rig);
            rig.clock.advance(java.time.Duration.ofHours(1));
            if (!rig.duplicates().isEmpty()) {
                rig.decideDuplicates(Optional.empty(), Verdict.DIFFERENT);
            }
            rig.sync();
            assertThat(rig.host.items()).as("call " + call).hasSize(3);
            assertThat(rig.provider.items()).as("call " + call).hasSize(3);
            assertThat(rig.mappings()).as("call " + call).hasSize(3);
        }
    }

    @Test
    @DisplayName("51 what a killed first run had copied is no duplicate, also where the other side makes up UIDs")
    void killedFirstRun() {
        for (int call = 1; call < 60; call++) {
            rig = new Rig(MemoryBehaviour.calendar(), MemoryBehaviour.calendar().withOwnUids());
            meet(rig);
            Tripwire tripwire = new Tripwire(call, call % 2 == 0);
            tripwire.armed(rig);
            try {
                rig.sync();
            } catch (Tripwire.Killed killed) {
                // as after kill -9
            }
            Tripwire.disarmed(rig);
            rig.clock.advance(java.time.Duration.ofHours(1));
            rig.sync();
            rig.sync();
            assertThat(rig.duplicates()).as("call " + call).hasSize(1);
            assertThat(rig.host.items()).as("call " + call).hasSize(2);
            assertThat(rig.provider.items()).as("call " + call).hasSize(2);
            assertThat(rig.mappings()).as("call " + call).hasSize(1);
        }
    }

    @Test
    @DisplayName("51 only the first sync looks for them")
    void onlyTheFirstSync() {
        rig.sync();
        decide(Verdict.SAME);
        rig.host.put(Samples.event("h3", "Retro"));
        rig.provider.put(Samples.event("p3", "Retro"));

        rig.sync();

        assertThat(rig.duplicates()).isEmpty();
        assertThat(rig.host.items()).hasSize(4);
        assertThat(rig.entries(ReviewStore.Kind.DUPLICATE)).isEmpty();
    }

    @Test
    @DisplayName("51 the preview of the first sync tells how many look like the same, and keeps nothing of them")
    void preview() {
        rig.confirmed = false;
        for (int i = 0; i < 20; i++) {
            rig.host.put(Samples.event("more" + i, "more " + i));
        }

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PREVIEWED);
        assertThat(rig.preview().orElseThrow().parts())
                .anySatisfy(part -> {
                    assertThat(part.action()).isEqualTo(SyncItemResult.Action.LINK);
                    assertThat(part.count()).isEqualTo(1);
                    assertThat(part.samples()).containsExactly("Stand-up");
                });
        assertThat(rig.duplicates()).isEmpty();
        rig.confirmed = true;
        rig.sync();
        assertThat(rig.duplicates()).hasSize(1);
    }

    @Test
    @DisplayName("51 a single item that is tried again goes on waiting, too")
    void retry() {
        SyncHistory first = rig.sync();
        SyncItemResult item = rig.items(first).stream()
                .filter(one -> one.action() == SyncItemResult.Action.LINK)
                .findFirst()
                .orElseThrow();

        SyncHistory run = rig.retry(item);

        assertThat(run.counts().writes()).isZero();
        assertThat(rig.duplicates()).hasSize(1);
    }
}
