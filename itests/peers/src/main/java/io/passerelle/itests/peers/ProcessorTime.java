// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time as the kernel counts it, {@code proc(5)}. */
final class ProcessorTime {
    /** USER_HZ: 100 on every Linux of today. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields after the name of the program, counted from 0: utime and stime, then those of children that have ended. */
    private static final int OWN = 11;

    private static final int CHILDREN = 13;

    private ProcessorTime() {}

    /** Of a process, without its children. */
    static double of(long process) throws IOException {
        return seconds(Path.of("/proc/" + process + "/stat"), OWN);
    }

    /** Of all children of this process that have ended. */
    static double ofEndedChildren() throws IOException {
        return seconds(Path.of("/proc/self/stat"), CHILDREN);
    }

    private static double seconds(Path stat, int first) throws IOException {
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS_PER_SECOND;
    }
}
