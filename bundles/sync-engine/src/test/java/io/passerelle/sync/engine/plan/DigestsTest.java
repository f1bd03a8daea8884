// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class DigestsTest {
    private static byte[] packed(Map<Long, Byte> fields) {
        TreeMap<Long, byte[]> values = new TreeMap<>();
        fields.forEach((path, value) -> {
            byte[] digest = new byte[16];
            digest[7] = value;
            values.put(path, digest);
        });
        return Digests.pack(values);
    }

    @Property(tries = 300)
    @Label("every path is found, no other one is, and values compare")
    void finds(@ForAll Map<Long, Byte> fields, @ForAll long other) {
        byte[] packed = packed(fields);

        fields.forEach((path, value) -> {
            int index = Digests.find(packed, path);
            assertThat(Digests.path(packed, index)).isEqualTo(path);
            assertThat(Digests.sameValue(packed, index, packed(Map.of(path, value)), 0)).isTrue();
            assertThat(Digests.sameValue(packed, index, packed(Map.of(path, (byte) (value + 1))), 0)).isFalse();
        });
        if (!fields.containsKey(other)) {
            assertThat(Digests.find(packed, other)).isNegative();
        }
    }

    @Property(tries = 300)
    @Label("an overlay takes the chosen paths from one side and all others from the other")
    void overlays(@ForAll Map<Long, Byte> base, @ForAll Map<Long, Byte> source, @ForAll Set<Long> chosen) {
        Map<Long, Byte> expected = new HashMap<>(base);
        Set<Long> all = new TreeSet<>(chosen);
        source.keySet().stream().limit(2).forEach(all::add);
        for (long path : all) {
            if (source.containsKey(path)) {
                expected.put(path, source.get(path));
            } else {
                expected.remove(path);
            }
        }

        assertThat(Digests.overlay(packed(base), packed(source), all::contains)).isEqualTo(packed(expected));
    }
}
