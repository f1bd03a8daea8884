// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.benchmarks;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Digests;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Identity;
import io.passerelle.sync.engine.plan.Plan;
import io.passerelle.sync.engine.plan.Planner;
import io.passerelle.sync.engine.plan.Settings;
import io.passerelle.sync.engine.plan.SideChanges;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** {@code plan} alone: every mapping of a pair passes by, some items changed at the provider; one thread. */
final class PlanBenchmark implements Benchmarks.Benchmark {
    private static final int FIELDS = 8;
    private static final int PATTERNS = 1024;

    private final int items;
    private final int changed;
    private final double budget;
    private final byte[][] patterns = new byte[PATTERNS][];

    /**
     * A pair.
     *
     * @param items how many are mapped
     * @param changed how many of them changed
     * @param budget seconds
     */
    PlanBenchmark(int items, int changed, double budget) {
        this.items = items;
        this.changed = changed;
        this.budget = budget;
        Random random = new Random(1);
        for (int i = 0; i < PATTERNS; i++) {
            patterns[i] = digests(random);
        }
    }

    @Override
    public List<Figure> measure(Path folder) {
        SideChanges host = new SideChanges(false, List.of());
        double[] seconds = new double[15];
        int actions = 0;
        for (int round = 0; round < seconds.length; round++) {
            SideChanges provider = new SideChanges(false, changed());
            long start = System.nanoTime();
            Plan plan = Planner.plan(host, provider, this::mappings, new Settings(true, true, Side.PROVIDER));
            seconds[round] = (System.nanoTime() - start) / 1e9;
            actions = plan.actions().size();
        }
        double first = seconds[0];
        Arrays.sort(seconds);
        String pair = "%,d mapped items, %,d changed: ".formatted(items, changed);
        return List.of(
                Figure.exactly(pair + "actions planned", actions, changed),
                Figure.note(pair + "first plan, cold, before the compiler has seen it", "%.2f s".formatted(first)),
                Figure.atMost(
                        pair + "median of 15 plans, mappings made on the fly as a database would",
                        seconds[seconds.length / 2],
                        budget,
                        "s"),
                Figure.note(
                        pair + "heap that the process may take",
                        Runtime.getRuntime().maxMemory() / 1048576 + " MB"));
    }

    private void mappings(Consumer<Mapping> consumer) {
        for (int i = 0; i < items; i++) {
            consumer.accept(mapping(i));
        }
    }

    private Mapping mapping(int i) {
        return new Mapping(
                new Identity(i, i).bytes(),
                ItemRef.of("h" + i),
                Revision.of("1"),
                ItemRef.of("p" + i),
                Revision.of("1"),
                patterns[i % PATTERNS].clone(),
                Optional.empty(),
                new byte[0],
                Optional.of(Side.HOST));
    }

    private static byte[] digests(Random random) {
        TreeMap<Long, byte[]> fields = new TreeMap<>();
        for (long path = 0; path < FIELDS; path++) {
            byte[] value = new byte[16];
            random.nextBytes(value);
            fields.put(path, value);
        }
        return Digests.pack(fields);
    }

    private List<Header> changed() {
        List<Header> headers = new ArrayList<>(changed);
        for (int i = 0; i < items; i += items / changed) {
            Mapping mapping = mapping(i);
            byte[] digests = mapping.hostDigests();
            digests[digests.length - 1]++;
            headers.add(Header.present(
                    mapping.providerRef(), Revision.of("2"), Identity.of(mapping.identity()), digests, true, i));
        }
        return headers;
    }
}
