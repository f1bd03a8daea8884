// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.RunId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.ReviewStore.Kind;
import io.passerelle.testkit.collection.MemoryBehaviour;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UndoTest {
    private Rig rig = new Rig();

    private static MemoryBehaviour calendar() {
        return MemoryBehaviour.calendar().batching(3).paging(4);
    }

    private ItemRef onHost(String uid) {
        return rig.host.refOf(Samples.uid(uid)).orElseThrow();
    }

    private ItemRef atProvider(String uid) {
        return rig.provider.refOf(Samples.uid(uid)).orElseThrow();
    }

    private String hostTitle(String uid) {
        return rig.host.byUid(Samples.uid(uid)).orElseThrow().label();
    }

    private SyncHistory undoLast() {
        return rig.undo(rig.undoable().orElseThrow());
    }

    private void quiet() {
        rig.sync();
        rig.sync();
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("what a run created is deleted again, stays away, and the original stays")
    void undoesCreations() {
        rig.provider.put(Samples.event("a", "a"));
        rig.provider.put(Samples.event("b", "b"));
        RunId run = rig.sync().run();

        assertThat(rig.undoable()).contains(run);
        SyncHistory undone = undoLast();

        assertThat(undone.trigger()).isEqualTo(SyncTrigger.UNDO);
        assertThat(undone.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(undone.counts().hostDeleted()).isEqualTo(2);
        assertThat(rig.items(undone)).extracting(SyncItemResult::label).containsExactlyInAnyOrder("a", "b");
        assertThat(rig.host.items()).isEmpty();
        long writes = rig.provider.writes();
        quiet();
        rig.host.expireCursors();
        rig.provider.expireCursors();
        quiet();
        assertThat(rig.host.items()).isEmpty();
        assertThat(rig.provider.items()).hasSize(2);
        assertThat(rig.provider.writes()).isEqualTo(writes);
    }

    @Test
    @DisplayName("an original that is edited after its copy was taken back is copied again")
    void editBringsBack() {
        rig.provider.put(Samples.event("a", "a"));
        rig.sync();
        undoLast();
        rig.sync();
        rig.provider.edit(atProvider("a"), Samples.event("a", "edited"));
        quiet();

        assertThat(hostTitle("a")).isEqualTo("edited");
        assertThat(Oracle.on(rig.host)).isEqualTo(Oracle.on(rig.provider));
    }

    @Test
    @DisplayName("an original that is deleted after its copy was taken back is forgotten")
    void deletedOriginal() {
        rig.provider.put(Samples.event("a", "a"));
        rig.provider.put(Samples.event("b", "b"));
        rig.sync();
        undoLast();
        rig.provider.delete(atProvider("a"));
        quiet();

        assertThat(rig.mappings()).hasSize(1);
        assertThat(rig.provider.items()).hasSize(1);
    }

    @Test
    @DisplayName("a listing that still shows the copy that was taken back deletes no original")
    void lateListing() {
        rig.provider.put(Samples.event("a", "a"));
        rig.provider.put(Samples.event("b", "b"));
        rig.sync();
        CalendarEvent copy = (CalendarEvent) rig.host.byUid(Samples.uid("a")).orElseThrow();
        ItemRef ref = onHost("a");
        undoLast();
        rig.host.restore(ref, copy);
        rig.sync();
        rig.host.delete(ref);
        quiet();

        assertThat(rig.provider.items()).hasSize(2);
    }

    @Test
    @DisplayName("what a run updated gets its earlier values back, of the fields that were written only")
    void undoesUpdates() {
        rig.provider.put(Samples.located(Samples.event("a", "old"), "room"));
        rig.sync();
        rig.sync();
        rig.provider.edit(atProvider("a"), Samples.located(Samples.event("a", "new"), "room"));
        RunId run = rig.sync().run();
        assertThat(hostTitle("a")).isEqualTo("new");

        SyncHistory undone = rig.undo(run);

        assertThat(undone.counts().hostUpdated()).isEqualTo(1);
        assertThat(hostTitle("a")).isEqualTo("old");
        quiet();
        assertThat(Oracle.on(rig.provider)).isEqualTo(Oracle.on(rig.host));
        assertThat(hostTitle("a")).isEqualTo("old");
        assertThat(rig.provider.byUid(Samples.uid("a"))).hasValueSatisfying(
                event -> assertThat(((CalendarEvent) event).details().location()).isEqualTo("room"));
    }

    @Test
    @DisplayName("a field that a run emptied is filled again, and one that it filled is emptied")
    void undoesAddedAndRemovedFields() {
        rig.provider.put(Samples.located(Samples.event("a", "a"), "room"));
        rig.provider.put(Samples.event("b", "b"));
        rig.sync();
        rig.sync();
        rig.provider.edit(atProvider("a"), Samples.event("a", "a"));
        rig.provider.edit(atProvider("b"), Samples.located(Samples.event("b", "b"), "hall"));
        rig.sync();

        undoLast();

        assertThat(((CalendarEvent) rig.host.byUid(Samples.uid("a")).orElseThrow()).details().location())
                .isEqualTo("room");
        assertThat(((CalendarEvent) rig.host.byUid(Samples.uid("b")).orElseThrow()).details().location()).isEmpty();
    }

    @Test
    @DisplayName("what a run deleted is created again on both sides")
    void undoesDeletions() {
        rig.provider.put(Samples.located(Samples.event("a", "a"), "room"));
        rig.provider.put(Samples.event("b", "b"));
        rig.sync();
        rig.provider.delete(atProvider("a"));
        rig.sync();
        assertThat(rig.host.items()).hasSize(1);

        SyncHistory undone = undoLast();

        assertThat(undone.counts().hostCreated()).isEqualTo(1);
        assertThat(rig.items(undone)).extracting(SyncItemResult::label).containsExactly("a");
        quiet();
        assertThat(rig.host.items()).hasSize(2);
        assertThat(Oracle.on(rig.provider)).isEqualTo(Oracle.on(rig.host));
    }

    @Test
    @DisplayName("what was changed since is left alone and reported; the rest is taken back")
    void changedSince() {
        for (int i = 0; i < 4; i++) {
            rig.provider.put(Samples.event("x" + i, "title " + i));
        }
        rig.sync();
        rig.sync();
        rig.provider.edit(atProvider("x0"), Samples.event("x0", "new 0"));
        rig.provider.edit(atProvider("x1"), Samples.event("x1", "new 1"));
        rig.provider.put(Samples.event("y0", "y0"));
        rig.provider.put(Samples.event("y1", "y1"));
        rig.sync();
        rig.host.edit(onHost("x0"), Samples.event("x0", "mine"));
        rig.host.edit(onHost("y0"), Samples.event("y0", "mine too"));

        SyncHistory undone = undoLast();

        assertThat(undone.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(undone.counts().failed()).isEqualTo(2);
        assertThat(rig.items(undone).subList(0, 2))
                .allSatisfy(item -> assertThat(item.reason()).contains(ErrorCode.ITEM_CHANGED));
        assertThat(hostTitle("x0")).isEqualTo("mine");
        assertThat(hostTitle("x1")).isEqualTo("title 1");
        assertThat(hostTitle("y0")).isEqualTo("mine too");
        assertThat(rig.host.byUid(Samples.uid("y1"))).isEmpty();
        assertThat(rig.undoable()).isEmpty();
        quiet();
        assertThat(rig.provider.byUid(Samples.uid("y0")).orElseThrow().label()).isEqualTo("mine too");
    }

    @Test
    @DisplayName("a run can be taken back once")
    void once() {
        rig.provider.put(Samples.event("a", "a"));
        RunId run = rig.sync().run();
        rig.undo(run);

        assertThat(rig.undoable()).isEmpty();
        assertThat(rig.undo(run).error()).contains(ErrorCode.NOT_UNDOABLE);
    }

    @Test
    @DisplayName("only the latest run that wrote can be taken back, runs without writes do not count")
    void latestThatWrote() {
        rig.provider.put(Samples.event("a", "a"));
        RunId first = rig.sync().run();
        rig.sync();
        assertThat(rig.undoable()).contains(first);
        rig.provider.put(Samples.event("b", "b"));
        RunId second = rig.sync().run();

        assertThat(rig.undoable()).contains(second);
        assertThat(rig.undo(first).error()).contains(ErrorCode.NOT_UNDOABLE);
        assertThat(rig.host.items()).hasSize(2);
    }

    @Test
    @DisplayName("after seven days a run can no longer be taken back")
    void expires() {
        rig.provider.put(Samples.event("a", "a"));
        rig.sync();
        rig.clock.advance(Duration.ofDays(6));
        assertThat(rig.undoable()).isPresent();
        rig.clock.advance(Duration.ofDays(1));

        assertThat(rig.undoable()).isEmpty();
    }

    @Test
    @DisplayName("under import only, what was taken back stays taken back and the provider is not written to")
    void underImport() {
        rig.direction = Direction.IMPORT;
        rig.provider.put(Samples.event("a", "a"));
        rig.provider.put(Samples.event("b", "b"));
        rig.sync();
        rig.sync();
        rig.provider.edit(atProvider("a"), Samples.event("a", "new"));
        rig.provider.delete(atProvider("b"));
        rig.sync();

        undoLast();
        quiet();
        rig.provider.expireCursors();
        quiet();

        assertThat(hostTitle("a")).isEqualTo("a");
        assertThat(rig.host.items()).hasSize(2);
        assertThat(rig.provider.writes()).isZero();
    }

    @Test
    @DisplayName("a write that fails for a while can be taken back later; what was taken back is not touched again")
    void failsForAWhile() {
        IntStream.range(0, 5).forEach(i -> rig.provider.put(Samples.event("x" + i, "title " + i)));
        rig.sync();
        int[] writes = {0};
        rig.host.faults().answerWrites(write -> ++writes[0] == 2
                ? Optional.of(new WriteResult.Failed(ErrorCode.PROVIDER_ERROR, "", Optional.empty()))
                : Optional.empty());

        assertThat(undoLast().counts().failed()).isEqualTo(1);
        rig.host.faults().clear();
        assertThat(rig.host.items()).hasSize(1);
        rig.sync();
        assertThat(rig.provider.items()).hasSize(5);
        SyncHistory again = undoLast();

        assertThat(again.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(again.counts().hostDeleted()).isEqualTo(1);
        assertThat(rig.host.items()).isEmpty();
        quiet();
        assertThat(rig.provider.items()).hasSize(5);
    }

    @Test
    @DisplayName("an item that is edited while it is being taken back keeps the edit")
    void editedWhileUndone() {
        rig.provider.put(Samples.event("a", "a"));
        rig.sync();
        boolean[] once = {true};
        rig.host.faults().beforeWrite(() -> {
            if (once[0]) {
                once[0] = false;
                rig.host.edit(onHost("a"), Samples.event("a", "mine"));
            }
        });

        assertThat(undoLast().counts().failed()).isEqualTo(1);
        quiet();

        assertThat(Oracle.on(rig.provider)).isEqualTo(Oracle.on(rig.host));
        assertThat(hostTitle("a")).isEqualTo("mine");
    }

    /** The same store; notes the longest list that it gave. */
    private static ReviewStore measured(ReviewStore real, int[] most) {
        return (ReviewStore) Proxy.newProxyInstance(
                ReviewStore.class.getClassLoader(), new Class<?>[] {ReviewStore.class}, (proxy, method, args) -> {
                    Object answer = method.invoke(real, args);
                    if (answer instanceof List<?> list) {
                        most[0] = Math.max(most[0], list.size());
                    }
                    return answer;
                });
    }

    @Test
    @DisplayName("more entries than fit a page are all taken back")
    void many() {
        IntStream.range(0, 450).forEach(i -> rig.provider.put(Samples.event("x" + i, "title " + i)));
        rig.sync();
        int[] most = {0};
        rig.reviewWrapper = store -> measured(store, most);

        assertThat(undoLast().counts().hostDeleted()).isEqualTo(450);
        assertThat(most[0]).as("entries in memory at a time").isBetween(1, 200);
        assertThat(rig.host.items()).isEmpty();
        assertThat(rig.entries(Kind.UNDO)).isEmpty();
    }

    @Test
    @DisplayName("what was not read in the run is read in bulk before it is overwritten")
    void readsInBulk() {
        IntStream.range(0, 40).forEach(i -> rig.provider.put(Samples.event("x" + i, "title " + i)));
        rig.sync();
        rig.sync();
        List.copyOf(rig.provider.items().entrySet())
                .forEach(item -> rig.provider.edit(item.getKey(), Samples.titled(item.getValue(), "new")));
        long requests = rig.host.requests();
        rig.sync();

        assertThat(rig.host.requests() - requests).isEqualTo(3);
    }

    @Test
    @DisplayName("nothing readable is kept for it")
    void sealed() {
        rig.provider.put(Samples.event("a", "secret"));
        rig.sync();

        assertThat(rig.entries(Kind.UNDO)).hasSize(1).allSatisfy(entry -> {
            assertThat(entry.subject()).isEmpty();
            assertThat(new String(entry.sealed(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        });
    }

    @Test
    @DisplayName("A27 a crash at any step of taking a run back, and taking it back again, loses nothing and doubles nothing")
    void crashes() {
        everyStep(() -> ran(new Rig(calendar(), calendar())));
    }

    @Test
    @DisplayName("A27 the same over sides that report addresses only and answer without the item")
    void crashesLikeDav() {
        everyStep(() -> ran(new Rig(calendar().likeDav(), calendar().likeDav())));
    }

    @Test
    @DisplayName("A27 the same with a sync between the crash and the second attempt: everything is there once")
    void crashThenSync() {
        for (int step = 1; ; step++) {
            rig = ran(new Rig(calendar(), calendar()));
            if (!dies(rig, step, true)) {
                break;
            }
            rig.sync();
            rig.undoable().ifPresent(rig::undo);
            quiet();
            String when = "crash after call " + step;
            assertThat(Oracle.on(rig.host)).as(when).doesNotHaveDuplicates();
            assertThat(Oracle.on(rig.provider)).as(when).doesNotHaveDuplicates();
            for (String uid : List.of("x0", "x1", "x2", "x3", "new0", "new1", "new2")) {
                assertThat(rig.provider.byUid(Samples.uid(uid))).as(when + ", " + uid).isPresent();
            }
        }
    }

    private void everyStep(Supplier<Rig> scenario) {
        rig = scenario.get();
        undoLast();
        var host = Oracle.on(rig.host);
        var provider = Oracle.on(rig.provider);
        quiet();
        var hostAfter = Oracle.on(rig.host);
        var providerAfter = Oracle.on(rig.provider);
        int crashes = 0;
        for (boolean after : new boolean[] {false, true}) {
            for (int step = 1; ; step++) {
                rig = scenario.get();
                RunId run = rig.undoable().orElseThrow();
                if (!dies(rig, step, after)) {
                    break;
                }
                crashes++;
                String when = "crash " + (after ? "after" : "before") + " call " + step;
                SyncHistory again = rig.undo(run);
                boolean wasDone = again.error().equals(Optional.of(ErrorCode.NOT_UNDOABLE));
                assertThat(wasDone || again.outcome() == SyncOutcome.SUCCEEDED).as(when).isTrue();
                assertThat(Oracle.on(rig.host)).as(when).isEqualTo(host);
                assertThat(Oracle.on(rig.provider)).as(when).isEqualTo(provider);
                quiet();
                assertThat(Oracle.on(rig.host)).as(when).isEqualTo(hostAfter);
                assertThat(Oracle.on(rig.provider)).as(when).isEqualTo(providerAfter);
            }
        }
        assertThat(crashes).isGreaterThan(20);
    }

    private static boolean dies(Rig rig, int step, boolean after) {
        RunId run = rig.undoable().orElseThrow();
        Tripwire tripwire = new Tripwire(step, after);
        tripwire.armed(rig);
        try {
            rig.undo(run);
            return tripwire.isDead();
        } catch (Tripwire.Killed killed) {
            return true;
        } finally {
            Tripwire.disarmed(rig);
        }
    }

    /** A run that created, updated and deleted on both sides. */
    private static Rig ran(Rig rig) {
        IntStream.range(0, 8).forEach(i -> rig.host.put(Samples.event("x" + i, "title " + i)));
        rig.sync();
        rig.sync();
        for (int i = 0; i < 4; i++) {
            var side = i % 2 == 0 ? rig.host : rig.provider;
            side.edit(side.refOf(Samples.uid("x" + i)).orElseThrow(), Samples.event("x" + i, "changed " + i));
        }
        for (int i = 4; i < 6; i++) {
            var side = i % 2 == 0 ? rig.host : rig.provider;
            side.delete(side.refOf(Samples.uid("x" + i)).orElseThrow());
        }
        IntStream.range(0, 3).forEach(i -> rig.provider.put(Samples.event("new" + i, "new " + i)));
        rig.host.put(Samples.event("mine", "mine"));
        rig.sync();
        return rig;
    }
}
