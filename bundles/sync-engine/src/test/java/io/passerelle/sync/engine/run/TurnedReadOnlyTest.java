// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.testkit.collection.MemoryCollection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A side that a pair writes to accepts no writes for a while. */
class TurnedReadOnlyTest {
    private final Rig rig = new Rig();

    private void closed(Side side) {
        String name = side == Side.HOST ? "host" : "provider";
        MemoryCollection collection = side == Side.HOST ? rig.host : rig.provider;
        rig.collectionWrapper =
                open -> open.info().id().value().equals(name) ? collection.open(Access.READ) : open;
    }

    private void opened() {
        rig.collectionWrapper = open -> open;
    }

    private static CalendarEvent on(MemoryCollection collection, String name) {
        return (CalendarEvent) collection.byUid(Samples.uid(name)).orElseThrow();
    }

    @Test
    @DisplayName("A04 the provider turns read-only: the run says so, imports go on, and nothing is written there")
    void importsGoOn() {
        rig.host.put(Samples.event("h", "ours"));
        ItemRef p = rig.provider.put(Samples.event("p", "theirs"));
        rig.sync();
        long before = rig.provider.writes();
        closed(Side.PROVIDER);
        rig.provider.edit(p, Samples.event("p", "theirs, changed"));
        rig.provider.put(Samples.event("q", "theirs, new"));
        rig.host.put(Samples.event("i", "ours, new"));

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(run.error()).contains(ErrorCode.PROVIDER_NOW_READ_ONLY);
        assertThat(on(rig.host, "p").label()).isEqualTo("theirs, changed");
        assertThat(on(rig.host, "q").label()).isEqualTo("theirs, new");
        assertThat(rig.provider.writes()).isEqualTo(before);
    }

    @Test
    @DisplayName("A04 writable again: what was added, changed and deleted meanwhile is carried on, once")
    void carriesOn() {
        for (String name : new String[] {"a", "b", "c", "d"}) {
            rig.host.put(Samples.event(name, name));
        }
        rig.sync();
        closed(Side.PROVIDER);
        rig.host.put(Samples.event("new", "added"));
        rig.host.edit(rig.host.refOf(Samples.uid("a")).orElseThrow(), Samples.event("a", "changed"));
        rig.host.delete(rig.host.refOf(Samples.uid("b")).orElseThrow());
        rig.sync();
        rig.sync();
        assertThat(rig.provider.items()).hasSize(4);
        opened();

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(run.error()).isEmpty();
        assertThat(on(rig.provider, "new").label()).isEqualTo("added");
        assertThat(on(rig.provider, "a").label()).isEqualTo("changed");
        assertThat(rig.provider.byUid(Samples.uid("b"))).isEmpty();
        assertThat(rig.host.byUid(Samples.uid("b"))).isEmpty();
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("A04 a deletion that waits gives way to a change of the other side")
    void changeBeatsWaitingDeletion() {
        ItemRef p = rig.provider.put(Samples.event("p", "theirs"));
        rig.provider.put(Samples.event("q", "theirs, too"));
        rig.sync();
        closed(Side.PROVIDER);
        rig.host.delete(rig.host.refOf(Samples.uid("p")).orElseThrow());
        rig.sync();
        rig.provider.edit(p, Samples.event("p", "theirs, changed"));
        rig.sync();
        assertThat(on(rig.host, "p").label()).isEqualTo("theirs, changed");
        opened();

        rig.sync();

        assertThat(rig.provider.items()).hasSize(2);
        assertThat(rig.host.items()).hasSize(2);
    }

    @Test
    @DisplayName("A04 a conflict that the host wins waits, both values kept, until the provider can be written to")
    void conflictWaits() {
        rig.policy = ConflictPolicy.HOST;
        ItemRef p = rig.provider.put(Samples.event("p", "base"));
        rig.sync();
        closed(Side.PROVIDER);
        rig.host.edit(rig.host.refOf(Samples.uid("p")).orElseThrow(), Samples.event("p", "ours"));
        rig.provider.edit(p, Samples.event("p", "theirs"));
        rig.sync();
        rig.sync();
        assertThat(on(rig.host, "p").label()).isEqualTo("ours");
        assertThat(on(rig.provider, "p").label()).isEqualTo("theirs");
        opened();

        rig.sync();

        assertThat(on(rig.host, "p").label()).isEqualTo("ours");
        assertThat(on(rig.provider, "p").label()).isEqualTo("ours");
        SyncHistory after = rig.sync();
        assertThat(after.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(after.counts().writes()).isZero();
    }

    @Test
    @DisplayName("A04 a conflict that the provider wins is settled at once")
    void providerStillWins() {
        ItemRef p = rig.provider.put(Samples.event("p", "base"));
        rig.sync();
        closed(Side.PROVIDER);
        rig.host.edit(rig.host.refOf(Samples.uid("p")).orElseThrow(), Samples.event("p", "ours"));
        rig.provider.edit(p, Samples.event("p", "theirs"));

        SyncHistory run = rig.sync();

        assertThat(on(rig.host, "p").label()).isEqualTo("theirs");
        assertThat(run.counts().conflicts()).isEqualTo(1);
        assertThat(rig.entries(ReviewStore.Kind.CONFLICT)).hasSize(1);
    }

    @Test
    @DisplayName("A04 the host turns read-only: exports go on, a deletion at the provider waits")
    void hostTurns() {
        rig.host.put(Samples.event("h", "ours"));
        ItemRef p = rig.provider.put(Samples.event("p", "theirs"));
        rig.provider.put(Samples.event("q", "theirs, too"));
        rig.sync();
        closed(Side.HOST);
        rig.provider.delete(p);
        rig.host.put(Samples.event("i", "ours, new"));

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(run.error()).contains(ErrorCode.HOST_NOW_READ_ONLY);
        assertThat(on(rig.provider, "i").label()).isEqualTo("ours, new");
        assertThat(rig.provider.byUid(Samples.uid("p"))).isEmpty();
        assertThat(on(rig.host, "p").label()).isEqualTo("theirs");
        opened();
        rig.sync();
        assertThat(rig.host.byUid(Samples.uid("p"))).isEmpty();
        assertThat(rig.provider.byUid(Samples.uid("p"))).isEmpty();
    }

    @Test
    @DisplayName("A04 a pair of one direction whose target turns read-only waits, and goes on where it was")
    void oneWayWaits() {
        rig.direction = Direction.EXPORT;
        rig.host.put(Samples.event("h", "ours"));
        rig.sync();
        closed(Side.PROVIDER);
        rig.host.put(Samples.event("i", "ours, new"));

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(run.error()).contains(ErrorCode.PROVIDER_NOW_READ_ONLY);
        opened();
        assertThat(rig.sync().outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(on(rig.provider, "i").label()).isEqualTo("ours, new");
    }
}
