// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import java.util.Arrays;

/**
 * What changes on one side of an item.
 *
 * @param write fingerprints of the paths that are written with the other side's values; sorted
 * @param kept paths that changed on this side and are not passed on, because the other side is not written to; sorted
 * @param base the digests that count as in sync afterwards, when the side stores exactly what is written
 */
public record Patch(long[] write, long[] kept, byte[] base) {
    /** Whether the side is left alone. */
    public boolean isEmpty() {
        return write.length == 0;
    }

    /** Whether a path is written. */
    public boolean writes(long path) {
        return Arrays.binarySearch(write, path) >= 0;
    }

    /** Whether a path keeps its earlier base. */
    public boolean keeps(long path) {
        return Arrays.binarySearch(kept, path) >= 0;
    }
}
