// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sync.engine.run.RandomHistoryTest.Move;
import io.passerelle.sync.engine.run.RandomHistoryTest.Step;
import io.passerelle.sync.engine.run.RandomHistoryTest.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random histories that nobody has seen before: other ones in each build, {@code -Dpasserelle.histories} of them
 * ({@code -Plong}: one million). Every second one has second thoughts. A failure names the seed, the number of the history
 * and as few of its steps as still fail; it is then kept as a test of {@link RandomHistoryTest}.
 * {@code -Dpasserelle.histories.seed} and {@code -Dpasserelle.histories.first} tell them once more.
 */
class ManyHistoriesTest {
    private static final int LONGEST = 40;

    /** One history: its steps depend on the seed and its number alone, the ids that the engine draws do not. */
    private record History(long seed, int number) {
        private Random dice() {
            return new Random(seed * 31 + number);
        }

        boolean hasSecondThoughts() {
            return number % 2 == 1;
        }

        int world() {
            return dice().nextInt();
        }

        List<Move> moves() {
            Random dice = dice();
            dice.nextInt();
            List<Step> choice = hasSecondThoughts() ? List.of(Step.values()) : RandomHistoryTest.WITHOUT_REVIEW;
            return IntStream.range(0, 1 + dice.nextInt(LONGEST))
                    .mapToObj(i -> new Move(choice.get(dice.nextInt(choice.size())), dice.nextInt()))
                    .toList();
        }

        Optional<Throwable> failure(List<Move> moves) {
            try {
                World world = hasSecondThoughts() ? World.ofSecondThoughts(world()) : new World(world());
                world.live(moves);
                return Optional.empty();
            } catch (AssertionError | RuntimeException failed) {
                return Optional.of(failed);
            }
        }

        /** Leaves out whatever is not needed to fail. */
        List<Move> shortest() {
            List<Move> moves = new ArrayList<>(moves());
            for (int i = moves.size() - 1; i >= 0; i--) {
                Move left = moves.remove(i);
                if (failure(moves).isEmpty()) {
                    moves.add(i, left);
                }
            }
            return moves;
        }
    }

    @Test
    @DisplayName("A27 many random histories, new ones each time, converge, and nothing is lost or doubled")
    void converge() {
        long seed = Long.getLong("passerelle.histories.seed", new Random().nextLong());
        int first = Integer.getInteger("passerelle.histories.first", 0);
        int count = Integer.getInteger("passerelle.histories", 500);
        long started = System.nanoTime();
        List<String> failures = new ArrayList<>();
        for (int number = first; number < first + count && failures.size() < 5; number++) {
            History history = new History(seed, number);
            history.failure(history.moves()).ifPresent(failure -> failures.add(history + " in world " + history.world()
                    + ", at its shortest " + history.shortest() + ": " + failure.getMessage()));
            if (number % 10_000 == 9_999) {
                System.out.printf("%,d histories, %d s, seed %d%n", number + 1, (System.nanoTime() - started) / 1_000_000_000, seed);
            }
        }
        assertThat(failures).as("of %,d histories with seed %d", count, seed).isEmpty();
    }
}
