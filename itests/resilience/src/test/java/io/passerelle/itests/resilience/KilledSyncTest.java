// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.Write;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a syncing process (SIGKILL) at random points while people on both sides add, change and delete, then lets it finish.
 * The judge keeps a list of its own of what people did and knows nothing of the engine: every title must be there on both
 * sides, once. People delete whatever they like, also what a killed run may have half carried over.
 */
class KilledSyncTest {
    private static final int KILLS = Integer.getInteger("passerelle.kills", 50);

    /** Milliseconds in which a run ends that is not to be killed. */
    private static final int PATIENCE = 60_000;

    private static final Map<String, List<String>> NO_DIFFERENCE =
            Map.of("missing", List.of(), "too much", List.of());

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("passerelle.seed", 20260301L));
    private final Map<String, String> googleIds = new TreeMap<>();
    private final Map<String, String> expected = new TreeMap<>();
    private final List<String> latest = new ArrayList<>();
    private int added;
    private int deleted;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void nothingIsLostAndNothingIsTwiceHoweverOftenTheProcessDies() throws Exception {
        try (EmulatedGoogle google = new EmulatedGoogle()) {
            int killed = 0;
            int rounds = 0;
            while (killed < KILLS) {
                assertThat(rounds++).as("rounds until %s kills hit a running sync", KILLS).isLessThan(4 * KILLS);
                if (rounds % 5 == 1) {
                    hostUserWorks(google);
                }
                googleUserWorks(google);
                boolean patient = rounds % 5 == 0;
                if (runAndKill(google, patient ? PATIENCE : random.nextInt(1200))) {
                    killed++;
                }
            }

            assertThat(deleted).as("items that people deleted").isPositive();
            try (SyncRig rig = rig(google)) {
                rig.expireLease();
                SyncHistory last = rig.run().history();
                assertThat(last.outcome()).as(last.toString()).isEqualTo(SyncOutcome.SUCCEEDED);
                SyncHistory quiet = rig.run().history();
                assertThat(quiet.counts().writes()).as("a run without changes writes nothing").isZero();

                List<String> wanted = expected.values().stream().sorted().toList();
                assertThat(difference(wanted, titlesAtGoogle(google))).as("at Google").isEqualTo(NO_DIFFERENCE);
                assertThat(difference(wanted, titlesOnHost(rig))).as("on the host").isEqualTo(NO_DIFFERENCE);
                assertThat(rig.mappings()).isEqualTo(wanted.size());
            }
            assertThat(google.control.outbox().sent()).as("mails sent to people").isZero();
        }
    }

    /** What is missing, and what is too much or there twice. */
    private static Map<String, List<String>> difference(List<String> wanted, List<String> found) {
        List<String> missing = new ArrayList<>(wanted);
        found.forEach(missing::remove);
        List<String> tooMuch = new ArrayList<>(found);
        wanted.forEach(tooMuch::remove);
        return Map.of("missing", missing, "too much", tooMuch);
    }

    private SyncRig rig(EmulatedGoogle google) {
        return new SyncRig(
                url(), folder, google.root(), EmulatedGoogle.ANN, google.accessToken, Direction.BOTH, Clock.systemUTC());
    }

    private String url() {
        return "jdbc:h2:async:" + folder.resolve("db");
    }

    private void googleUserWorks(EmulatedGoogle google) {
        List<String> before = List.copyOf(latest);
        latest.clear();
        for (int i = 0; i < 40; i++) {
            String title = "google " + added++;
            latest.add(title);
            googleIds.put(title, google.adds(title, added));
            expected.put(title, title);
        }
        List<String> mine = new ArrayList<>(googleIds.keySet());
        for (int i = 0; i < 10; i++) {
            String key = mine.get(random.nextInt(mine.size()));
            if (expected.containsKey(key)) {
                String title = key + " v" + added++;
                google.renames(googleIds.get(key), title);
                expected.put(key, title);
            }
        }
        deletes(google, mine.get(random.nextInt(mine.size())));
        if (!before.isEmpty()) {
            deletes(google, before.get(random.nextInt(before.size())));
        }
    }

    private void deletes(EmulatedGoogle google, String key) {
        if (expected.remove(key) != null) {
            deleted++;
            google.control.userDeletes(EmulatedGoogle.ANN, googleIds.get(key));
        }
    }

    private void hostUserWorks(EmulatedGoogle google) {
        try (SyncRig rig = rig(google);
                ItemCollection calendar = rig.openHost()) {
            List<Write> writes = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String title = "host " + added++;
                writes.add(new Write.Create("%032x".formatted(added), event(title, added)));
                expected.put(title, title);
            }
            all(calendar).stream()
                    .filter(found -> found.item().orElseThrow().label().startsWith("host "))
                    .limit(10)
                    .forEach(found -> {
                        String key = keyOf(found);
                        String title = key + " v" + added++;
                        expected.put(key, title);
                        writes.add(new Write.Update(
                                found.ref(), found.revision(), event(title, added), Set.of(FieldPath.of("title"))));
                    });
            calendar.write(writes);
            all(calendar).stream()
                    .filter(found -> found.item().orElseThrow().label().startsWith("host "))
                    .skip(random.nextInt(20))
                    .findFirst()
                    .ifPresent(found -> {
                        expected.remove(keyOf(found));
                        deleted++;
                        calendar.write(List.of(new Write.Delete(found.ref(), found.revision())));
                    });
        }
    }

    private static String keyOf(Change.Upsert found) {
        return found.item().orElseThrow().label().replaceAll(" v.*", "");
    }

    private static CalendarEvent event(String title, int day) {
        LocalDateTime start = LocalDateTime.of(2026, 1 + day / 28 % 12, 1 + day % 28, 15, 0);
        return CalendarEvent.single(
                ItemUid.of("host-" + title.replace(' ', '-') + "@passerelle.test"),
                EventTime.Timed.of(start, start.plusHours(1), ZoneId.of("Europe/Paris")),
                EventDetails.builder().title(title).build());
    }

    /** Starts a run and kills it after so many milliseconds; false when it was faster. */
    private boolean runAndKill(EmulatedGoogle google, int after) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SyncProcess.class.getName(),
                url(),
                folder.toString(),
                google.root().toString(),
                EmulatedGoogle.ANN);
        builder.environment().put("PASSERELLE_TEST_TOKEN", google.accessToken);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("running");
            boolean ended = process.waitFor(after, TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return !ended;
        }
    }

    private static List<String> titlesAtGoogle(EmulatedGoogle google) {
        return google.control.live(EmulatedGoogle.ANN).stream()
                .map((ObjectNode event) -> event.path("summary").asText())
                .sorted()
                .toList();
    }

    private static List<String> titlesOnHost(SyncRig rig) {
        try (ItemCollection calendar = rig.openHost()) {
            return all(calendar).stream()
                    .map(found -> found.item().map(Item::label).orElseThrow())
                    .sorted()
                    .toList();
        }
    }

    private static List<Change.Upsert> all(ItemCollection calendar) {
        List<Change.Upsert> found = new ArrayList<>();
        try (ChangeFeed feed = calendar.changesSince(Cursor.START)) {
            while (feed.next() instanceof FeedStep.Page page) {
                page.changes().forEach(change -> found.add((Change.Upsert) change));
            }
        }
        return found;
    }
}
