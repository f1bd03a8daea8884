// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.benchmarks;

import io.passerelle.itests.resilience.SyncRig;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncHistory;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that syncs once for every line it reads and answers with {@code outcome writes seconds cpuSeconds growthMb}, where growth
 * is the largest live heap seen, less what lived before.
 */
public final class MeasuredSync {
    private static final AtomicLong LARGEST = new AtomicLong();
    private static final long BETWEEN_SAMPLES = 100_000_000L;

    private MeasuredSync() {}

    /** Arguments as {@code SyncProcess}. */
    public static void main(String[] arguments) throws IOException {
        watchHeap();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (SyncRig rig = new SyncRig(
                arguments[0],
                Path.of(arguments[1]),
                URI.create(arguments[2]),
                arguments[3],
                System.getenv("PASSERELLE_TEST_TOKEN"),
                Direction.BOTH,
                Clock.systemUTC())) {
            out.println("ready");
            while (in.readLine() != null) {
                System.gc();
                long before = used();
                LARGEST.set(before);
                long cpu = cpu();
                long start = System.nanoTime();
                SyncHistory history = rig.run().history();
                double seconds = (System.nanoTime() - start) / 1e9;
                double cpuSeconds = (cpu() - cpu) / 1e9;
                System.gc();
                out.println(history.outcome() + " " + history.counts().writes() + " " + seconds + " " + cpuSeconds + " "
                        + (LARGEST.get() - before) / 1048576.0);
            }
        }
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Collects everything again and again: what is used afterwards is what lives. */
    private static void watchHeap() {
        Thread sampler = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        System.gc();
                        LARGEST.accumulateAndGet(used(), Math::max);
                        LockSupport.parkNanos(BETWEEN_SAMPLES);
                    }
                },
                "heap");
        sampler.setDaemon(true);
        sampler.start();
    }
}
