// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

/**
 * Bounds of reading a file. What exceeds {@code bytes} or {@code components} ends the reading with {@code TOO_LARGE}; what
 * exceeds the others makes one component a problem.
 *
 * @param bytes length of the file
 * @param lineBytes length of one unfolded line
 * @param components components of any kind, nested ones included
 * @param properties properties of one event, its alarms included
 * @param occurrences exceptions and additional dates of one series
 */
public record ReadLimits(long bytes, int lineBytes, int components, int properties, int occurrences) {
    /** 32 MiB, lines of 1 MiB, 200,000 components, 5,000 properties, 5,000 exceptions. */
    public static final ReadLimits DEFAULT = new ReadLimits(32L << 20, 1 << 20, 200_000, 5_000, 5_000);

    public ReadLimits {
        if (bytes < 1 || lineBytes < 100 || components < 1 || properties < 1 || occurrences < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
