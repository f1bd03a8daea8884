// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A crash at every single step of a run, before and after its effect, then the run again. */
class CrashTest {
    private static MemoryBehaviour calendar() {
        return MemoryBehaviour.calendar().batching(3).paging(4);
    }

    @Test
    @DisplayName("A27 a crash at any step of the first run loses nothing and duplicates nothing")
    void firstRun() {
        everyStep(CrashTest::unsynced);
    }

    @Test
    @DisplayName("A27 a crash at any step of a run with every kind of change loses nothing and duplicates nothing")
    void laterRun() {
        everyStep(() -> changed(new Rig(calendar(), calendar())));
    }

    @Test
    @DisplayName("A27 the same over sides that report addresses only and answer without the item")
    void sidesLikeDav() {
        everyStep(() -> changed(new Rig(calendar().likeDav(), calendar().likeDav())));
    }

    @Test
    @DisplayName("A27 the same over a provider whose keys are spent once used")
    void spentKeys() {
        everyStep(() -> changed(new Rig(calendar(), calendar().spendingKeys())));
    }

    @Test
    @DisplayName("A27 the same over a provider that gives items UIDs of its own")
    void ownUids() {
        everyStep(() -> changed(new Rig(calendar(), calendar().withOwnUids())));
    }

    @Test
    @DisplayName("A27 the same while the provider's cursor has expired")
    void expiredCursor() {
        everyStep(() -> {
            Rig rig = changed(new Rig(calendar(), calendar()));
            rig.provider.expireCursors();
            return rig;
        });
    }

    private static void everyStep(Supplier<Rig> scenario) {
        Rig undisturbed = scenario.get();
        undisturbed.sync();
        undisturbed.sync();
        var expected = Oracle.fieldsOn(undisturbed.host);
        assertThat(Oracle.fieldsOn(undisturbed.provider)).isEqualTo(expected);
        int crashes = 0;
        for (boolean after : new boolean[] {false, true}) {
            for (int step = 1; ; step++) {
                Rig rig = scenario.get();
                Tripwire tripwire = new Tripwire(step, after);
                tripwire.armed(rig);
                if (!dies(rig, tripwire)) {
                    break;
                }
                crashes++;
                Tripwire.disarmed(rig);
                rig.sync();
                rig.sync();
                String when = "crash " + (after ? "after" : "before") + " call " + step;
                assertThat(Oracle.fieldsOn(rig.host)).as(when).isEqualTo(expected);
                assertThat(Oracle.fieldsOn(rig.provider)).as(when).isEqualTo(expected);
                assertThat(rig.mappings()).as(when).hasSize(expected.size());
                assertThat(rig.sync().counts().writes()).as(when + ", third run").isZero();
            }
        }
        assertThat(crashes).isGreaterThan(20);
    }

    private static boolean dies(Rig rig, Tripwire tripwire) {
        try {
            rig.sync();
            return tripwire.isDead();
        } catch (Tripwire.Killed killed) {
            return true;
        }
    }

    private static Rig unsynced() {
        Rig rig = new Rig(calendar(), calendar());
        for (int i = 0; i < 7; i++) {
            rig.host.put(Samples.event("h" + i, "host " + i));
            rig.provider.put(Samples.event("p" + i, "provider " + i));
        }
        rig.host.put(Samples.event("same", "same"));
        rig.provider.put(Samples.event("same", "same"));
        rig.host.put(Samples.event("differs", "host's"));
        rig.provider.put(Samples.located(Samples.event("differs", "provider's"), "place"));
        return rig;
    }

    private static Rig changed(Rig rig) {
        for (int i = 0; i < 12; i++) {
            rig.host.put(Samples.located(Samples.event("x" + i, "title " + i), "place " + i));
        }
        rig.sync();
        rig.sync();
        Hand host = new Hand(rig.host);
        Hand provider = new Hand(rig.provider);
        host.add("new on the host");
        provider.add("new at the provider");
        host.rename(0);
        provider.rename(1);
        host.rename(2);
        provider.relocate(2);
        host.rename(3);
        provider.rename(3);
        host.delete(4);
        provider.delete(5);
        host.delete(6);
        provider.rename(6);
        host.rename(7);
        provider.delete(7);
        host.delete(8);
        provider.delete(8);
        return rig;
    }

    /** A person at work on one side; items are known by where they are, which never changes here. */
    private record Hand(MemoryCollection side) {
        void add(String title) {
            side.put(Samples.event(title, title));
        }

        void rename(int index) {
            side.edit(ref(index), Samples.titled(item(index), "renamed on " + name() + index));
        }

        void relocate(int index) {
            side.edit(ref(index), Samples.located(item(index), "elsewhere " + name() + index));
        }

        void delete(int index) {
            side.delete(ref(index));
        }

        private String name() {
            return side.items().keySet().iterator().next().value().split("-")[0];
        }

        private CalendarEvent item(int index) {
            return (CalendarEvent) side.items().get(ref(index));
        }

        private io.passerelle.model.collection.ItemRef ref(int index) {
            return side.items().entrySet().stream()
                    .filter(entry -> ((CalendarEvent) entry.getValue()).details().location().equals("place " + index))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
        }
    }
}
