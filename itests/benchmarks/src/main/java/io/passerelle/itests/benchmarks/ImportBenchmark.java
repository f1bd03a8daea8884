// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.itests.resilience.EmulatedGoogle;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** First import of many events, then nothing changed, then 1 % changed; requests counted by the emulated Google. */
final class ImportBenchmark implements Benchmarks.Benchmark {
    private static final int PAGE = 2_500;

    private final int events;
    private final int toChange;
    private final List<Figure> figures = new ArrayList<>();

    /** Of so many events, of which 1 % change. */
    ImportBenchmark(int events) {
        this.events = events;
        this.toChange = events / 100;
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (EmulatedGoogle google = new EmulatedGoogle()) {
            google.control.seed(EmulatedGoogle.ANN, events, 7);
            Process process = start(folder, google);
            try (BufferedReader answers =
                            new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                    BufferedWriter orders = new BufferedWriter(
                            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8))) {
                answers.readLine();
                first(google, run(google, orders, answers));
                unchanged(google, run(google, orders, answers));
                figures.add(Figure.note("Third run, nothing changed", outcome(run(google, orders, answers))));
                change(google);
                changed(google, run(google, orders, answers));
            } finally {
                process.destroy();
            }
        }
        return figures;
    }

    private static Process start(Path folder, EmulatedGoogle google) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xmn24m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredSync.class.getName(),
                "jdbc:h2:async:" + folder.resolve("db") + ";CACHE_SIZE=16384",
                folder.toString(),
                google.root().toString(),
                EmulatedGoogle.ANN);
        builder.environment().put("PASSERELLE_TEST_TOKEN", google.accessToken);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder.start();
    }

    private static String[] run(EmulatedGoogle google, BufferedWriter orders, BufferedReader answers) throws Exception {
        google.control.journal().clear();
        orders.write("run\n");
        orders.flush();
        return answers.readLine().split(" ");
    }

    private static int lists(EmulatedGoogle google) {
        return (int) google.control.journal().entries().stream()
                .filter(entry -> entry.method().equals("GET") && entry.path().endsWith("/events"))
                .count();
    }

    private void first(EmulatedGoogle google, String[] answer) {
        figures.add(Figure.note("First import", outcome(answer)));
        int resources = google.control.dump(EmulatedGoogle.ANN).size();
        figures.add(Figure.note(
                "Resources at the provider: the events, and the exceptions of those that are series",
                Integer.toString(resources)));
        figures.add(Figure.exactly(
                "Event list calls of the first import: resources / 2,500, rounded up",
                lists(google),
                (resources + PAGE - 1) / PAGE));
        figures.add(Figure.note(
                "HTTP requests of the first import, in all",
                Integer.toString(google.control.journal().httpRequests())));
        figures.add(Figure.atMost("Growth of the live heap during it", Double.parseDouble(answer[4]), 100, "MB"));
    }

    private void unchanged(EmulatedGoogle google, String[] answer) {
        figures.add(Figure.note("Second run, nothing changed (takes note of what the first one wrote)", outcome(answer)));
        figures.add(Figure.exactly("Event requests of the unchanged run", lists(google), 1));
        figures.add(Figure.exactly("Writes of the unchanged run", Long.parseLong(answer[1]), 0));
    }

    private void changed(EmulatedGoogle google, String[] answer) {
        figures.add(Figure.note("1 % changed at the provider", outcome(answer)));
        figures.add(Figure.exactly("Writes of that run", Long.parseLong(answer[1]), toChange));
        figures.add(Figure.atMost(
                "HTTP requests of that run (a series costs one more to be read whole)",
                google.control.journal().httpRequests(),
                toChange,
                "requests"));
    }

    private static String outcome(String[] answer) {
        return answer[0] + ", " + answer[1] + " writes, %.1f s, %.1f s of CPU"
                .formatted(Double.parseDouble(answer[2]), Double.parseDouble(answer[3]));
    }

    private void change(EmulatedGoogle google) {
        List<ObjectNode> masters = google.control.live(EmulatedGoogle.ANN).stream()
                .filter(event -> !event.has("recurringEventId"))
                .toList();
        for (int i = 0; i < toChange; i++) {
            google.control.userEdits(
                    EmulatedGoogle.ANN,
                    masters.get(i * (masters.size() / toChange)).get("id").asText(),
                    JsonNodeFactory.instance.objectNode().put("summary", "changed " + i));
        }
    }
}
