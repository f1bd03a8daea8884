// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.RunId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncWindow;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import io.passerelle.testkit.collection.MemoryFaults;
import io.passerelle.sync.engine.run.HistoryOracle.Face;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
        SYNC,
        UNDO,
        CRASHING_UNDO,
        SETTINGS,
        IMPORT_ONLY
    }

    static final List<Step> WITHOUT_REVIEW =
            List.of(Step.values()).subList(0, Step.SYNC.ordinal() + 1);

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

    @Property(tries = 1000, seed = "4415062274913871245")
    @Label("A27 histories in which runs are taken back and settings change converge as people meant them")
    void convergesWithSecondThoughts(@ForAll("secondThoughts") List<Move> history, @ForAll int world) {
        World.ofSecondThoughts(world).live(history);
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

    @Provide
    Arbitrary<List<Move>> histories() {
        return of(WITHOUT_REVIEW);
    }

    @Provide
    Arbitrary<List<Move>> secondThoughts() {
        return of(List.of(Step.values()));
    }

    private static Arbitrary<List<Move>> of(List<Step> choice) {
        Arbitrary<Step> steps = Arbitraries.of(choice);
        return net.jqwik.api.Combinators.combine(steps, Arbitraries.integers())
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    /** Two calendars and the people who use them. */
    static final class World {
        private final Rig rig;
        private final HistoryOracle oracle = new HistoryOracle();
        private int names;
        private int values;
        private int deletions;
        private final Map<RunId, Trace> traces = new HashMap<>();
        private final Set<String> moved = new HashSet<>();

        /** Whether a run may count as its own what an earlier one did that was cut off. */
        private boolean halfDone;

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

        /** A world in which copies may be taken back: each side has originals of its own. */
        static World ofSecondThoughts(int seed) {
            World world = new World(seed);
            for (int i = 3; i < 6; i++) {
                world.add(Side.PROVIDER, "anchor" + i);
            }
            world.quiet();
            return world;
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
                case MOVE -> pick(side, dice).filter(ref -> keepsUids(side)).ifPresent(ref -> move(side, ref));
                case EXPIRE -> collection(side).expireCursors();
                case FAULTY_SYNC -> faulty(dice);
                case CRASHING_SYNC -> crashing(dice);
                case DISTURBED_SYNC -> disturbed(dice);
                case SYNC -> quiet();
                case UNDO -> undo(dice, false);
                case CRASHING_UNDO -> undo(dice, true);
                case SETTINGS -> settings(dice);
                case IMPORT_ONLY -> importOnly();
            }
        }

        private void move(Side side, ItemRef ref) {
            moved.add(name(collection(side).items().get(ref)));
            collection(side).move(ref);
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
            if (side == Side.HOST && rig.direction == Direction.IMPORT) {
                oracle.deletedInVain(name(item));
            }
        }

        private void faulty(Random dice) {
            halfDone = true;
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
            halfDone = true;
            new Tripwire(1 + dice.nextInt(60), dice.nextBoolean()).armed(rig);
            attempt();
            Tripwire.disarmed(rig);
        }

        /** Somebody works on a side while the sync is about to write to it. */
        private void disturbed(Random dice) {
            halfDone = true;
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

        /** Settings that leave everything as it is, so that people see no difference; nobody consents yet. */
        private void settings(Random dice) {
            rig.window = dice.nextBoolean() ? Optional.empty() : Optional.of(new SyncWindow(3650, 3650));
            rig.policy = ConflictPolicy.values()[dice.nextInt(3)];
            rig.rules = new PairRules(
                    DeletionPolicy.FOLLOW,
                    Privacy.FULL,
                    dice.nextBoolean(),
                    new SyncFilter(false, false, dice.nextBoolean(), Set.of()));
            rig.confirmed = dice.nextBoolean();
            attempt();
        }

        /** Until the next quiet moment nothing is written to the provider. */
        /** After a run: what a crash left at a service that makes up UIDs is known as ours only while we write there. */
        private void importOnly() {
            attempt();
            rig.direction = Direction.IMPORT;
            oracle.deletionsInVain(Side.HOST);
            attempt();
        }

        /** What a run found and left, where nobody interfered. */
        private record Trace(Map<Side, Map<String, Face>> before, Map<Side, Map<String, Face>> after) {}

        private Map<Side, Map<String, Face>> faces() {
            Map<Side, Map<String, Face>> faces = new EnumMap<>(Side.class);
            for (Side side : Side.values()) {
                faces.put(side, HistoryOracle.faces(collection(side), new ArrayList<>()));
            }
            return faces;
        }

        private SyncHistory traced() {
            Map<Side, Map<String, Face>> before = faces();
            SyncHistory run = rig.sync();
            if (run.counts().writes() > 0) {
                moved.clear();
            }
            if (run.counts().writes() > 0 && !halfDone) {
                traces.put(run.run(), new Trace(before, faces()));
            }
            return run;
        }

        private void undo(Random dice, boolean crashing) {
            quiet();
            Optional<RunId> run = rig.undoable();
            if (run.isEmpty()) {
                return;
            }
            Map<Side, Map<String, Face>> before = faces();
            if (crashing) {
                new Tripwire(1 + dice.nextInt(30), dice.nextBoolean()).armed(rig);
                try {
                    rig.undo(run.get());
                } catch (Tripwire.Killed killed) {
                    assertThat(killed).isNotNull();
                }
                Tripwire.disarmed(rig);
            }
            if (!crashing || rig.undoable().isPresent()) {
                rig.undo(run.get());
            }
            assertThat(rig.undoable()).isEmpty();
            Map<Side, Map<String, Face>> after = faces();
            Optional.ofNullable(traces.get(run.get())).ifPresent(trace -> compare(trace, before, after));
            for (Side side : Side.values()) {
                before.get(side).keySet().stream()
                        .filter(name -> !after.get(side).containsKey(name))
                        .forEach(name -> assertThat(after.get(side.other())).containsKey(name));
                oracle.takenBack(side, before.get(side), after.get(side));
            }
            quiet();
        }

        /** What the run changed and nobody since is as it was before the run; everything else is as it was. */
        private void compare(
                Trace trace, Map<Side, Map<String, Face>> before, Map<Side, Map<String, Face>> after) {
            for (Side side : Side.values()) {
                Set<String> names = new TreeSet<>(before.get(side).keySet());
                names.addAll(trace.before().get(side).keySet());
                for (String name : names) {
                    Face was = trace.before().get(side).get(name);
                    Face became = trace.after().get(side).get(name);
                    Face now = before.get(side).get(name);
                    boolean ours = !Objects.equals(was, became) && Objects.equals(became, now);
                    if (!moved.contains(name)) {
                        assertThat(after.get(side).get(name)).as(name + " on " + side).isEqualTo(ours ? was : now);
                    }
                }
            }
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
            rig.direction = Direction.BOTH;
            rig.confirmed = true;
            traced();
            traced();
            assertThat(traced().counts().writes()).as("writes of a run with nothing to do").isZero();
            assertThat(oracle.verdict(rig.host, rig.provider)).isEmpty();
            assertThat(rig.mappings()).hasSize(oracle.items());
            assertThat(rig.held()).isEmpty();
            deletions = 0;
            halfDone = false;
        }
    }
}
