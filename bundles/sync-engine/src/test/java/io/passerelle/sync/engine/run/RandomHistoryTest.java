// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import io.passerelle.testkit.collection.MemoryFaults;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** People, faults and crashes in random order: afterwards both sides are the same, and nobody lost anything. */
class RandomHistoryTest {
    /** What happens next. */
    enum Step {
        ADD,
        RENAME,
        RENAME_AGAIN,
        RELOCATE,
        DELETE,
        MOVE,
        EXPIRE,
        FAULTY_SYNC,
        CRASHING_SYNC,
        DISTURBED_SYNC,
        SYNC
    }

    /** A step with the dice for whatever it has to choose. */
    record Move(Step step, int dice) {}

    @Property(tries = 1000, seed = "-1068462664395750872")
    @Label("A27 random histories with faults and crashes converge, and nothing is lost or doubled")
    void converges(@ForAll("histories") List<Move> history, @ForAll int world) {
        new World(world).live(history);
    }

    @Property(tries = 1000, seed = "-7046709268988960574")
    @Label("A27 histories that once went wrong converge")
    void convergesWhereItOnceDidNot(@ForAll("histories") List<Move> history, @ForAll int world) {
        new World(world).live(history);
    }

    @Example
    @Label("A27 an item that moved while its deletion failed is deleted all the same")
    void movedWhileItsDeletionFailed() {
        new World(0)
                .live(List.of(
                        new Move(Step.ADD, 0),
                        new Move(Step.FAULTY_SYNC, 0),
                        new Move(Step.DELETE, 0),
                        new Move(Step.MOVE, 4096),
                        new Move(Step.FAULTY_SYNC, 1)));
    }

    @Example
    @Label("A27 what a crashed run created at a provider with UIDs of its own is not taken for somebody's while writes fail")
    void ownCopyIsNotCopiedBack() {
        new World(3)
                .live(List.of(new Move(Step.ADD, -1), new Move(Step.CRASHING_SYNC, 0), new Move(Step.FAULTY_SYNC, -3)));
    }

    @Tag("long")
    @Property(tries = 50_000)
    @Label("A27 many more random histories, new ones each time, converge")
    void convergesAtLength(@ForAll("histories") List<Move> history, @ForAll int world) {
        new World(world).live(history);
    }

    @Provide
    Arbitrary<List<Move>> histories() {
        Arbitrary<Step> steps = Arbitraries.of(Step.class);
        return net.jqwik.api.Combinators.combine(steps, Arbitraries.integers())
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static final class World {
        private final Rig rig;
        private final HistoryOracle oracle = new HistoryOracle();
        private int names;
        private int values;
        private int deletions;

        World(int seed) {
            Random dice = new Random(seed);
            rig = new Rig(behaviour(dice, false), behaviour(dice, true));
            rig.policy = ConflictPolicy.values()[dice.nextInt(2)];
            // never deleted, so that no side is ever empty and the guard has nothing to hold
            for (int i = 0; i < 3; i++) {
                add(Side.HOST, "anchor" + i);
            }
            quiet();
        }

        private static MemoryBehaviour behaviour(Random dice, boolean provider) {
            MemoryBehaviour behaviour =
                    MemoryBehaviour.calendar().batching(1 + dice.nextInt(4)).paging(1 + dice.nextInt(5));
            behaviour = dice.nextInt(3) == 0 ? behaviour.likeDav() : behaviour;
            behaviour = dice.nextInt(3) == 0 ? behaviour.spendingKeys() : behaviour;
            return provider && dice.nextInt(4) == 0 ? behaviour.withOwnUids() : behaviour;
        }

        void live(List<Move> history) {
            history.forEach(move -> live(move.step(), new Random(move.dice())));
            quiet();
        }

        private void live(Step step, Random dice) {
            Side side = Side.values()[dice.nextInt(2)];
            switch (step) {
                case ADD -> add(side, "item" + names++);
                case RENAME, RENAME_AGAIN -> pick(side, dice).ifPresent(ref -> rename(side, ref));
                case RELOCATE -> pick(side, dice).ifPresent(ref -> relocate(side, ref));
                case DELETE -> pick(side, dice).ifPresent(ref -> delete(side, ref));
                case MOVE -> pick(side, dice).filter(ref -> keepsUids(side)).ifPresent(ref -> collection(side).move(ref));
                case EXPIRE -> collection(side).expireCursors();
                case FAULTY_SYNC -> faulty(dice);
                case CRASHING_SYNC -> crashing(dice);
                case DISTURBED_SYNC -> disturbed(dice);
                case SYNC -> quiet();
            }
        }

        private boolean keepsUids(Side side) {
            // where a service makes up UIDs, a moved item is a new one to everybody
            return side == Side.HOST;
        }

        private MemoryCollection collection(Side side) {
            return side == Side.HOST ? rig.host : rig.provider;
        }

        private Optional<ItemRef> pick(Side side, Random dice) {
            List<ItemRef> refs = List.copyOf(collection(side).items().keySet());
            return refs.isEmpty() ? Optional.empty() : Optional.of(refs.get(dice.nextInt(refs.size())));
        }

        private String name(Item item) {
            return ((CalendarEvent) item).details().url().orElseThrow();
        }

        private void add(Side side, String name) {
            String title = "title" + values++;
            collection(side).put(Samples.details(
                    Samples.located(Samples.event(name, title), "here"), details -> details.url(name)));
            oracle.renamed(side, name, title);
            oracle.relocated(side, name, "here");
        }

        private void rename(Side side, ItemRef ref) {
            Item item = collection(side).items().get(ref);
            String title = "title" + values++;
            collection(side).edit(ref, Samples.titled(item, title));
            oracle.renamed(side, name(item), title);
        }

        private void relocate(Side side, ItemRef ref) {
            Item item = collection(side).items().get(ref);
            String place = "place" + values++;
            collection(side).edit(ref, Samples.located(item, place));
            oracle.relocated(side, name(item), place);
        }

        private void delete(Side side, ItemRef ref) {
            Item item = collection(side).items().get(ref);
            if (name(item).startsWith("anchor") || deletions >= 5) {
                return;
            }
            deletions++;
            collection(side).delete(ref);
            oracle.deleted(side, name(item));
        }

        private void faulty(Random dice) {
            MemoryFaults faults = collection(Side.values()[dice.nextInt(2)]).faults();
            if (dice.nextBoolean()) {
                int failing = 1 + dice.nextInt(8);
                int[] calls = {0};
                faults.failRequests(point -> ++calls[0] == failing
                        ? Optional.of(PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE))
                        : Optional.empty());
            } else {
                faults.answerWrites(write -> dice.nextInt(3) == 0
                        ? Optional.of(new WriteResult.Failed(ErrorCode.PROVIDER_ERROR, "", Optional.empty()))
                        : Optional.empty());
            }
            attempt();
            faults.clear();
        }

        private void crashing(Random dice) {
            new Tripwire(1 + dice.nextInt(60), dice.nextBoolean()).armed(rig);
            attempt();
            Tripwire.disarmed(rig);
        }

        /** Somebody works on a side while the sync is about to write to it. */
        private void disturbed(Random dice) {
            Side side = Side.values()[dice.nextInt(2)];
            int[] left = {1 + dice.nextInt(3)};
            collection(side).faults().beforeWrite(() -> {
                if (left[0]-- > 0) {
                    pick(side, dice).ifPresent(ref -> {
                        oracle.interfered(name(collection(side).items().get(ref)));
                        if (dice.nextInt(3) > 0) {
                            rename(side, ref);
                        } else {
                            delete(side, ref);
                        }
                    });
                }
            });
            attempt();
            collection(side).faults().clear();
        }

        private void attempt() {
            oracle.attempted();
            try {
                rig.sync();
            } catch (Tripwire.Killed killed) {
                assertThat(killed).isNotNull();
            }
        }

        private void quiet() {
            oracle.attempted();
            rig.sync();
            rig.sync();
            assertThat(rig.sync().counts().writes()).as("writes of a run with nothing to do").isZero();
            assertThat(oracle.verdict(rig.host, rig.provider)).isEmpty();
            assertThat(rig.mappings()).hasSize(rig.host.items().size());
            assertThat(rig.held()).isEmpty();
            deletions = 0;
        }
    }
}
