// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.SyncReview.Explanation;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncWindow;
import io.passerelle.testkit.collection.MemoryBehaviour;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Why is this event not there? */
class ExplainTest {
    private Rig rig = new Rig();

    private Explanation only(String words) {
        List<Explanation> found = rig.explain(words);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void says(String words, Side side, boolean synced, ErrorCode... reason) {
        Explanation found = only(words);
        assertThat(found.side()).isEqualTo(side);
        assertThat(found.synced()).isEqualTo(synced);
        assertThat(found.reason().stream().toList()).containsExactly(reason);
    }

    @Test
    @DisplayName("what is synced is found once, by part of its name in any case")
    void synced() {
        rig.provider.put(Samples.event("a", "Dentist at noon"));
        rig.provider.put(Samples.event("b", "Lunch"));
        rig.sync();

        says("dENTIST", Side.HOST, true);
        assertThat(only("dentist").label()).isEqualTo("Dentist at noon");
        assertThat(rig.explain("nothing like that")).isEmpty();
    }

    @Test
    @DisplayName("what is new is due with the next run, without a reason")
    void due() {
        rig.sync();
        rig.provider.put(Samples.event("a", "Dentist"));

        says("dentist", Side.PROVIDER, false);
    }

    @Test
    @DisplayName("outside the window, left out by a filter")
    void leftOut() {
        rig.window = Optional.of(new SyncWindow(30, 30));
        rig.rules = new PairRules(
                DeletionPolicy.FOLLOW, Privacy.FULL, false, new SyncFilter(false, false, true, Set.of()));
        rig.provider.put(Samples.on("a", "Dentist", LocalDate.of(2020, 1, 1)));
        rig.provider.put(Samples.allDay("b", "Holiday"));
        rig.sync();

        says("dentist", Side.PROVIDER, false, ErrorCode.OUTSIDE_WINDOW);
        says("holiday", Side.PROVIDER, false, ErrorCode.FILTERED_OUT);
    }

    @Test
    @DisplayName("the settings copy in the other direction only")
    void direction() {
        rig.direction = Direction.IMPORT;
        rig.host.put(Samples.event("a", "Dentist"));
        rig.sync();

        says("dentist", Side.HOST, false, ErrorCode.OTHER_DIRECTION);
    }

    @Test
    @DisplayName("the other side is read-only")
    void readOnly() {
        rig = new Rig(MemoryBehaviour.calendar(), MemoryBehaviour.calendar().readOnly());
        rig.host.put(Samples.event("a", "Dentist"));
        rig.sync();

        says("dentist", Side.HOST, false, ErrorCode.COLLECTION_READ_ONLY);
    }

    @Test
    @DisplayName("two items with one identity")
    void clash() {
        rig = new Rig(MemoryBehaviour.calendar().withoutUniqueUids(), MemoryBehaviour.calendar());
        rig.host.put(Samples.event("a", "Dentist"));
        rig.sync();
        rig.host.put(Samples.event("a", "Twin"));
        rig.sync();

        says("twin", Side.HOST, false, ErrorCode.UID_CLASH);
        says("dentist", Side.HOST, true);
    }

    @Test
    @DisplayName("a deletion waits for a person")
    void held() {
        List<ItemRef> refs = IntStream.range(0, 12)
                .mapToObj(i -> rig.provider.put(Samples.event("x" + i, "Event " + (char) ('a' + i))))
                .toList();
        rig.sync();
        refs.forEach(rig.provider::delete);
        rig.sync();

        says("event c", Side.HOST, false, ErrorCode.DELETIONS_HELD);
    }

    @Test
    @DisplayName("the copy cannot be understood any more")
    void malformed() {
        ItemRef a = rig.provider.put(Samples.event("a", "Dentist"));
        rig.sync();
        rig.provider.corrupt(a);
        rig.sync();

        says("dentist", Side.HOST, true, ErrorCode.ITEM_MALFORMED);
    }

    @Test
    @DisplayName("the last thing that went wrong with it, until it goes well")
    void lastFailure() {
        ItemRef a = rig.provider.put(Samples.event("a", "Dentist"));
        rig.host.faults().answerWrites(write ->
                Optional.of(new WriteResult.Failed(ErrorCode.ITEM_REJECTED, "", Optional.empty())));
        rig.sync();
        says("dentist", Side.PROVIDER, false, ErrorCode.ITEM_REJECTED);
        rig.host.faults().clear();
        rig.provider.edit(a, Samples.event("a", "Dentist"));
        rig.sync();

        says("dentist", Side.HOST, true);
    }

    @Test
    @DisplayName("a copy that was taken back")
    void takenBack() {
        rig.provider.put(Samples.event("a", "Dentist"));
        rig.undo(rig.sync().run());

        says("dentist", Side.PROVIDER, false, ErrorCode.COPY_REMOVED);
    }

    @Test
    @DisplayName("nothing is synced before somebody consents")
    void preview() {
        rig.confirmed = false;
        IntStream.range(0, 12).forEach(i -> rig.provider.put(Samples.event("x" + i, "Event " + (char) ('a' + i))));
        rig.sync();

        says("event c", Side.PROVIDER, false, ErrorCode.PREVIEW_WAITS);
    }

    @Test
    @DisplayName("at most fifty, over sides that report addresses only too, and nothing is written")
    void bounded() {
        rig = new Rig(MemoryBehaviour.calendar().likeDav().paging(7), MemoryBehaviour.calendar().paging(7));
        IntStream.range(0, 40).forEach(i -> rig.provider.put(Samples.event("p" + i, "Event " + i)));
        IntStream.range(0, 40).forEach(i -> rig.host.put(Samples.event("h" + i, "Event " + i)));

        assertThat(rig.explain("event")).hasSize(50);
        assertThat(rig.host.writes() + rig.provider.writes()).isZero();
        assertThat(rig.explain("event 39")).hasSize(2);
    }

    @Test
    @DisplayName("an item whose copy vanished a moment ago is due, not lost")
    void vanished() {
        ItemRef a = rig.provider.put(Samples.event("a", "Dentist"));
        rig.sync();
        rig.provider.delete(a);

        says("dentist", Side.HOST, false);
    }
}
