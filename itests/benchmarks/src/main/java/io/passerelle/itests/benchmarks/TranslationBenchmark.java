// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.benchmarks;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import io.passerelle.itests.resilience.EmulatedGoogle;
import io.passerelle.provider.google.TranslationRoundTrip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * CPU that it takes to translate events of Google to the item model and back, against what Google's own library takes to parse
 * their JSON; both in one run, one after the other, several times, on one thread.
 */
final class TranslationBenchmark implements Benchmarks.Benchmark {
    private static final int EVENTS = 100_000;
    private static final int PAGE = 2_500;
    private static final int ROUNDS = 5;

    @Override
    public List<Figure> measure(Path folder) {
        byte[] page = page();
        List<Map<String, Object>> events = TranslationRoundTrip.read(page);
        double[] parsing = new double[ROUNDS];
        double[] translating = new double[ROUNDS];
        long translated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            parsing[round] = cpu(() -> repeat(() -> parse(page)));
            long[] count = {0};
            translating[round] = cpu(() -> repeat(() -> count[0] += TranslationRoundTrip.thereAndBack(events)));
            translated = count[0];
        }
        Arrays.sort(parsing);
        Arrays.sort(translating);
        double ratio = translating[ROUNDS / 2] / parsing[ROUNDS / 2];
        return List.of(
                Figure.exactly("Events translated to the model and back in a round", translated, EVENTS),
                Figure.note("CPU of Google's library to parse their JSON", "%.2f s".formatted(parsing[ROUNDS / 2])),
                Figure.note("CPU of the translation there and back", "%.2f s".formatted(translating[ROUNDS / 2])),
                Figure.atMost("Translation against parsing, medians of 5 rounds", ratio, 1, "times"));
    }

    private static void repeat(Runnable work) {
        for (int i = 0; i < EVENTS / PAGE; i++) {
            work.run();
        }
    }

    private static double cpu(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    }

    private static void parse(byte[] page) {
        try {
            List<Event> items = GsonFactory.getDefaultInstance()
                    .createJsonParser(new ByteArrayInputStream(page), StandardCharsets.UTF_8)
                    .parseAndClose(Events.class)
                    .getItems();
            if (items.size() != PAGE) {
                throw new IllegalStateException("a page was cut off");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A page as the emulated Google sends it. */
    private static byte[] page() {
        try (EmulatedGoogle google = new EmulatedGoogle()) {
            google.control.seed(EmulatedGoogle.ANN, PAGE, 11);
            String items = google.control.live(EmulatedGoogle.ANN).stream()
                    .filter(event -> !event.has("recurringEventId"))
                    .limit(PAGE)
                    .map(Object::toString)
                    .collect(Collectors.joining(","));
            return ("{\"kind\":\"calendar#events\",\"items\":[" + items + "]}").getBytes(StandardCharsets.UTF_8);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
