// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Settings BOTH = new Settings(true, true, Side.PROVIDER);

    private static byte[] digests(int title) {
        SortedMap<Long, byte[]> fields = new TreeMap<>();
        byte[] digest = new byte[16];
        digest[0] = (byte) title;
        fields.put(42L, digest);
        return Digests.pack(fields);
    }

    private static Mapping mapping(int i) {
        return new Mapping(
                new Identity(7, i).bytes(),
                ItemRef.of("h" + i),
                Revision.of("1"),
                ItemRef.of("p" + i),
                Revision.of("1"),
                digests(1),
                Optional.empty(),
                new byte[0],
                Optional.empty());
    }

    private static Header header(String ref, int identity, int title) {
        return Header.present(ItemRef.of(ref), Revision.of("2"), new Identity(7, identity), digests(title), true, 0);
    }

    private static Plan plan(SideChanges host, SideChanges provider, List<Mapping> mappings) {
        return Planner.plan(host, provider, mappings::forEach, BOTH);
    }

    private static SideChanges some(Header... headers) {
        return new SideChanges(false, List.of(headers));
    }

    @Test
    @DisplayName("equal input gives an equal plan")
    void isPure() {
        List<Mapping> mappings = IntStream.range(0, 50).mapToObj(PlannerTest::mapping).toList();
        SideChanges host = some(header("h1", 1, 2), header("new", 99, 1), Header.deleted(ItemRef.of("h3")));
        SideChanges provider = some(header("p1", 1, 3), header("p2", 2, 2));

        assertThat(plan(host, provider, mappings))
                .usingRecursiveComparison()
                .isEqualTo(plan(host, provider, mappings));
        assertThat(plan(host, provider, mappings).actions()).hasSize(4);
    }

    @Test
    @DisplayName("what nobody reported is not mentioned, and only a full pass knows what vanished")
    void absenceMeansNothingWithoutAFullPass() {
        List<Mapping> mappings = List.of(mapping(1), mapping(2));

        assertThat(plan(some(), some(), mappings).actions()).isEmpty();
        assertThat(plan(some(), new SideChanges(true, List.of(header("p1", 1, 1))), mappings).deletions(Side.HOST))
                .hasSize(1);
    }

    @Test
    @DisplayName("A21 of two new items with one identity the first by address is taken, the other reported")
    void duplicatesAreReported() {
        Plan plan = plan(some(header("b", 5, 1), header("a", 5, 2)), some(), List.of());

        assertThat(plan.only(Action.Clash.class)).hasSize(1);
        assertThat(plan.only(Action.Clash.class).get(0).header().ref()).isEqualTo(ItemRef.of("b"));
        assertThat(plan.only(Action.Create.class).get(0).source().ref()).isEqualTo(ItemRef.of("a"));
    }

    @Test
    @DisplayName("a hundred thousand mappings with one in a hundred changed give a thousand actions")
    void largePlan() {
        List<Header> changed = new ArrayList<>();
        for (int i = 0; i < 100_000; i += 100) {
            changed.add(header("p" + i, i, 2));
        }
        Plan plan = Planner.plan(
                some(),
                new SideChanges(false, changed),
                consumer -> IntStream.range(0, 100_000).mapToObj(PlannerTest::mapping).forEach(consumer),
                BOTH);

        assertThat(plan.actions()).hasSize(1000);
        assertThat(plan.mapped()).isEqualTo(100_000);
    }

    @Test
    @DisplayName("55 the guard: a fifth, ten at least, everything, or an empty listing")
    void guard() {
        assertThat(Guard.holds(0, 0, true)).isFalse();
        assertThat(Guard.holds(10, 20, false)).isFalse();
        assertThat(Guard.holds(11, 50, false)).isTrue();
        assertThat(Guard.holds(200, 1000, false)).isFalse();
        assertThat(Guard.holds(201, 1000, false)).isTrue();
        assertThat(Guard.holds(6, 6, false)).isTrue();
        assertThat(Guard.holds(5, 5, false)).isFalse();
        assertThat(Guard.holds(1, 1, true)).isTrue();
    }
}
