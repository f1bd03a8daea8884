// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.function.LongPredicate;

/**
 * Field fingerprints of an item, packed into one array: entries of 24 bytes, sorted by the fingerprint of the field's path
 * (8 bytes), each with the fingerprint of its value (16 bytes). Small enough to keep for a million items.
 */
public final class Digests {
    /** No field at all. */
    public static final byte[] NONE = new byte[0];

    private static final int PATH = 8;
    private static final int ENTRY = 24;

    private Digests() {}

    /** Packs; values have 16 bytes. */
    public static byte[] pack(SortedMap<Long, byte[]> fields) {
        byte[] packed = new byte[fields.size() * ENTRY];
        int at = 0;
        for (var field : fields.entrySet()) {
            putLong(packed, at, field.getKey());
            System.arraycopy(field.getValue(), 0, packed, at + PATH, ENTRY - PATH);
            at += ENTRY;
        }
        return packed;
    }

    /** Number of fields. */
    public static int size(byte[] packed) {
        return packed.length / ENTRY;
    }

    /** Number of fields that have the same value in both. */
    public static int shared(byte[] left, byte[] right) {
        int shared = 0;
        for (int i = 0; i < size(left); i++) {
            int other = find(right, path(left, i));
            shared += other >= 0 && sameValue(left, i, right, other) ? 1 : 0;
        }
        return shared;
    }

    static long path(byte[] packed, int index) {
        long value = 0;
        for (int i = 0; i < PATH; i++) {
            value = value << 8 | packed[index * ENTRY + i] & 0xff;
        }
        return value;
    }

    /** Index of a path, or -1. */
    static int find(byte[] packed, long path) {
        int low = 0;
        int high = size(packed) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(path(packed, middle), path);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Fingerprint of the value at an index. */
    static byte[] value(byte[] packed, int index) {
        return Arrays.copyOfRange(packed, index * ENTRY + PATH, (index + 1) * ENTRY);
    }

    /** Whether two entries, each possibly absent (-1), have the same value. */
    static boolean sameValue(byte[] left, int leftIndex, byte[] right, int rightIndex) {
        if (leftIndex < 0 || rightIndex < 0) {
            return leftIndex < 0 && rightIndex < 0;
        }
        int from = leftIndex * ENTRY + PATH;
        int other = rightIndex * ENTRY + PATH;
        return Arrays.equals(left, from, from + ENTRY - PATH, right, other, other + ENTRY - PATH);
    }

    /** Whether a path has the same value in both, or is in neither. */
    public static boolean sameAt(byte[] left, byte[] right, long path) {
        return sameValue(left, find(left, path), right, find(right, path));
    }

    /** The paths whose value is not the same in both, sorted. */
    public static long[] differing(byte[] left, byte[] right) {
        return Arrays.stream(union(left, right))
                .filter(path -> !sameValue(left, find(left, path), right, find(right, path)))
                .toArray();
    }

    /** All paths of up to four arrays, sorted, each once. */
    static long[] union(byte[]... arrays) {
        int total = 0;
        for (byte[] array : arrays) {
            total += size(array);
        }
        long[] all = new long[total];
        int at = 0;
        for (byte[] array : arrays) {
            for (int i = 0; i < size(array); i++) {
                all[at++] = path(array, i);
            }
        }
        Arrays.sort(all);
        int distinct = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        return Arrays.copyOf(all, distinct);
    }

    /**
     * {@code base} with chosen paths as {@code source} has them: taken over, or removed where {@code source} lacks them.
     */
    public static byte[] overlay(byte[] base, byte[] source, LongPredicate chosen) {
        long[] paths = union(base, source);
        byte[] result = new byte[paths.length * ENTRY];
        int at = 0;
        for (long path : paths) {
            byte[] from = chosen.test(path) ? source : base;
            int index = find(from, path);
            if (index >= 0) {
                System.arraycopy(from, index * ENTRY, result, at, ENTRY);
                at += ENTRY;
            }
        }
        return at == result.length ? result : Arrays.copyOf(result, at);
    }

    private static void putLong(byte[] into, int at, long value) {
        for (int i = 0; i < PATH; i++) {
            into[at + i] = (byte) (value >>> 8 * (PATH - 1 - i));
        }
    }
}
