// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.Mapping;
import io.passerelle.testkit.store.Samples;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A killed process")
class CrashTest {
    private static final int BATCH = 50;

    @TempDir
    Path folder;

    @Test
    @DisplayName("loses no batch that was committed to H2, and leaves no part of one")
    void committedBatchesSurviveOnH2() throws Exception {
        killedAfter("jdbc:h2:async:" + folder.resolve("store"), "sa", 7);
    }

    @Test
    @DisplayName("loses no batch that was committed to PostgreSQL, and leaves no part of one")
    void committedBatchesSurviveOnPostgres() throws Exception {
        killedAfter(Postgres.database(), "postgres", 7);
    }

    private static void killedAfter(String url, String user, int batches) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        url,
                        user)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String organisation;
        String pair;
        int committed = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            organisation = out.readLine();
            pair = out.readLine();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                committed = Integer.parseInt(line);
                if (committed == batches) {
                    // Through the handle: killing through the process also throws away what it has said already.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(committed).isGreaterThanOrEqualTo(batches);
        assertWhole(url, user, OrganisationId.of(organisation), PairId.of(pair), committed);
    }

    private static void assertWhole(String url, String user, OrganisationId organisation, PairId pair, int committed) {
        Map<String, Integer> sizes = new TreeMap<>();
        try (JpaStores stores = JpaStores.builder().url(url).user(user).open()) {
            stores.sync().forEachByHostRef(organisation, pair, mapping -> sizes.merge(
                    mapping.hostRef().value().substring(0, 6), 1, Integer::sum));
        }
        assertThat(sizes.values()).containsOnly(BATCH);
        assertThat(sizes.keySet())
                .containsAll(IntStream.rangeClosed(1, committed).mapToObj(Writer::name).toList());
    }

    /** Commits batch after batch, each as an addition and a removal, and tells of each. */
    static final class Writer {
        private Writer() {}

        private static String name(int batch) {
            return String.format("b%05d", batch);
        }

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            JpaStores stores = JpaStores.builder().url(arguments[0]).user(arguments[1]).open();
            UserIntegration integration = Samples.integration(Samples.user());
            OrganisationId organisation = integration.owner().organisation();
            SyncPair pair = Samples.pair(integration.id());
            stores.integrations().insert(integration, Samples.bytes("sealed"));
            stores.integrations().putPairs(organisation, integration.id(), List.of(pair));
            long fence = stores.sync()
                    .begin(organisation, pair.id(), "writer", Samples.NOW, Duration.ofDays(1))
                    .orElseThrow()
                    .fence();
            out.println(organisation);
            out.println(pair.id());
            for (int batch = 1; batch < 100_000; batch++) {
                List<Mapping> put = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    String ref = name(batch) + "-" + i;
                    put.add(Samples.mapping(ref, ref));
                }
                stores.sync().commit(organisation, pair.id(), fence, put, List.of(ItemRef.of("nothing")));
                out.println(batch);
            }
        }
    }
}
