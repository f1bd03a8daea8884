// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the benchmarks named as arguments (all without arguments), writes the table, and fails when a budget was exceeded. */
public final class Benchmarks {
    private Benchmarks() {}

    /** A benchmark. */
    @FunctionalInterface
    interface Benchmark {
        List<Figure> measure(Path folder) throws Exception;
    }

    /** Measures and writes. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("Planning", new PlanBenchmark(100_000, 1_000, 0.5));
        all.put("Planning a large pair", new PlanBenchmark(1_000_000, 1_000, 2));
        all.put("Translating 100,000 events", new TranslationBenchmark());
        all.put("Import of 10,000 events", new ImportBenchmark(10_000));
        all.put("Import of 100,000 events", new ImportBenchmark(100_000));
        all.put("Boot and memory", new BootBenchmark());
        Set<String> chosen = Set.of(arguments);
        Path top = Path.of(System.getProperty("passerelle.top"));
        Path folder = Files.createTempDirectory(Files.createDirectories(top.resolve("target")), "benchmarks");
        Map<String, List<Figure>> measured = new LinkedHashMap<>();
        for (Map.Entry<String, Benchmark> entry : all.entrySet()) {
            if (chosen.isEmpty() || chosen.contains(entry.getKey())) {
                out.println("Measuring: " + entry.getKey());
                measured.put(entry.getKey(), entry.getValue().measure(folder));
            }
        }
        String report = report(measured);
        out.println(report);
        if (chosen.isEmpty()) {
            Files.writeString(top.resolve("docs/benchmarks.md"), report);
        }
        if (measured.values().stream().flatMap(List::stream).anyMatch(figure -> !figure.kept())) {
            throw new IllegalStateException("a budget was exceeded, see above");
        }
    }

    private static String report(Map<String, List<Figure>> measured) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# Benchmarks");
        lines.add("");
        lines.add("Written by `mvn -B -DskipTests -Pbenchmarks verify` on " + LocalDate.now(ZoneOffset.UTC) + "; "
                + Runtime.getRuntime().availableProcessors() + " processors, " + memory() + ", Java "
                + Runtime.version() + ". Ratios are taken within one run.");
        measured.forEach((title, figures) -> {
            lines.add("");
            lines.add("## " + title);
            lines.add("");
            lines.add("| What | Measured | Budget | Kept |");
            lines.add("|---|---|---|---|");
            figures.forEach(figure -> lines.add("| " + figure.what() + " | " + figure.value() + " | " + figure.budget()
                    + " | " + (figure.budget().isEmpty() ? "" : figure.kept() ? "yes" : "**no**") + " |"));
        });
        lines.add("");
        return String.join("\n", lines);
    }

    private static String memory() throws IOException {
        Path info = Path.of("/proc/meminfo");
        if (!Files.exists(info)) {
            return "unknown memory";
        }
        long kib = Long.parseLong(Files.readAllLines(info).get(0).replaceAll("\\D", ""));
        return Math.round(kib / 1048576.0) + " GiB of memory";
    }
}
