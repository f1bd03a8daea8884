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

/** {@code plan} alone: 100,000 mapped items, 1 % changed at the provider; one thread. */
final class PlanBenchmark implements Benchmarks.Benchmark {
    private static final int ITEMS = 100_000;
    private static final int CHANGED = ITEMS / 100;
    private static final int FIELDS = 8;

    @Override
    public List<Figure> measure(Path folder) {
        List<Mapping> mappings = mappings();
        SideChanges host = new SideChanges(false, List.of());
        double[] seconds = new double[15];
        int actions = 0;
        for (int round = 0; round < seconds.length; round++) {
            SideChanges provider = new SideChanges(false, changed(mappings));
            long start = System.nanoTime();
            Plan plan = Planner.plan(host, provider, mappings::forEach, new Settings(true, true, Side.PROVIDER));
            seconds[round] = (System.nanoTime() - start) / 1e9;
            actions = plan.actions().size();
        }
        double first = seconds[0];
        Arrays.sort(seconds);
        return List.of(
                Figure.exactly("Actions planned for 100,000 mapped items with 1 % changed", actions, CHANGED),
                Figure.note("First plan, cold, before the compiler has seen it", "%.2f s".formatted(first)),
                Figure.atMost("Median of 15 plans", seconds[seconds.length / 2], 0.5, "s"));
    }

    private static List<Mapping> mappings() {
        Random random = new Random(1);
        List<Mapping> mappings = new ArrayList<>(ITEMS);
        for (int i = 0; i < ITEMS; i++) {
            mappings.add(new Mapping(
                    new Identity(i, i).bytes(),
                    ItemRef.of("h%08d".formatted(i)),
                    Revision.of("1"),
                    ItemRef.of("p%08d".formatted(i)),
                    Revision.of("1"),
                    digests(random),
                    Optional.empty(),
                    new byte[0],
                    Optional.of(Side.HOST)));
        }
        return mappings;
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

    private static List<Header> changed(List<Mapping> mappings) {
        List<Header> headers = new ArrayList<>(CHANGED);
        for (int i = 0; i < ITEMS; i += ITEMS / CHANGED) {
            Mapping mapping = mappings.get(i);
            byte[] digests = mapping.hostDigests().clone();
            digests[digests.length - 1]++;
            headers.add(Header.present(
                    mapping.providerRef(), Revision.of("2"), Identity.of(mapping.identity()), digests, true, i));
        }
        return headers;
    }
}
