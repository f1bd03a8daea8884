// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import io.passerelle.itests.resilience.SyncRig;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncHistory;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * A process that syncs once for every line it reads and answers with {@code outcome writes seconds cpuSeconds growthMb}, where growth
 * is the largest live heap seen after a collection, less what lived before.
 */
public final class MeasuredSync {
    private static final AtomicLong LARGEST = new AtomicLong();

    private MeasuredSync() {}

    /** Arguments as {@code SyncProcess}. */
    public static void main(String[] arguments) throws IOException {
        watchCollections();
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

    private static void watchCollections() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                GcInfo info = GarbageCollectionNotificationInfo.from(
                                                (CompositeData) notification.getUserData())
                                        .getGcInfo();
                                long live = info.getMemoryUsageAfterGc().entrySet().stream()
                                        .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Gen).*"))
                                        .map(pool -> pool.getValue())
                                        .mapToLong(MemoryUsage::getUsed)
                                        .sum();
                                LARGEST.accumulateAndGet(live, Math::max);
                            },
                            notification -> notification
                                    .getType()
                                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                            null);
        }
    }
}
