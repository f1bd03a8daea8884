// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.store.spi.TokenCipher.Fingerprints;
import io.passerelle.sync.engine.plan.Digests;
import io.passerelle.sync.engine.plan.Identity;
import io.passerelle.sync.engine.plan.Masking;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns items into keyed fingerprints, of those fields only that both sides carry. */
final class Digester {
    private static final int CACHED_PATHS = 4096;

    private final Fingerprints fingerprints;
    private final Set<String> roots;
    private final Map<FieldPath, Long> paths = new HashMap<>();

    Digester(Fingerprints fingerprints, Set<String> roots) {
        this.fingerprints = fingerprints;
        this.roots = Set.copyOf(roots);
    }

    /** The field roots that both sides carry. */
    Set<String> roots() {
        return roots;
    }

    Identity identity(ItemUid uid) {
        return Identity.of(fingerprints.of("uid", uid.value()));
    }

    /** Fingerprint of what makes an item look like another one. */
    Identity likeness(String kind, String text) {
        return Identity.of(fingerprints.of("likeness " + kind, text));
    }

    /** Fingerprint of a path; the same for every item of the integration. */
    long path(FieldPath path) {
        Long known = paths.get(path);
        if (known != null) {
            return known;
        }
        long value = Masking.marked(
                ByteBuffer.wrap(fingerprints.of("path", path.toString())).getLong(), path.root());
        if (paths.size() < CACHED_PATHS) {
            paths.put(path, value);
        }
        return value;
    }

    /** Fingerprint of a value of a field. */
    byte[] value(FieldPath path, String canonical) {
        return fingerprints.of(path.toString(), canonical);
    }

    /** Packed digests of the fields that both sides carry. */
    byte[] digests(Item item) {
        SortedMap<Long, byte[]> digests = new TreeMap<>();
        item.fields().forEach((path, canonical) -> {
            if (roots.contains(path.root())) {
                digests.put(path(path), value(path, comparable(item, path, canonical)));
            }
        });
        return Digests.pack(digests);
    }

    /** A key under which a creation is idempotent. */
    String creationKey(String... parts) {
        return HexFormat.of().formatHex(fingerprints.of("creation", String.join("\n", parts)));
    }

    /** Short text that changes when one of the parts does. */
    String version(String... parts) {
        return HexFormat.of().formatHex(fingerprints.of("settings", String.join("\n", parts)));
    }

    /** An override contains details of its own; those that one side cannot hold are no difference. */
    private String comparable(Item item, FieldPath path, String canonical) {
        if (path.root().equals(CalendarEvent.OVERRIDES)
                && item instanceof CalendarEvent event
                && event.overrides().get(OccurrenceId.parse(path.key())) instanceof Occurrence.Changed changed) {
            StringBuilder text = new StringBuilder(changed.when().canonical());
            changed.details().fields().forEach((field, value) -> {
                if (roots.contains(field.root())) {
                    text.append('\n').append(field).append('=').append(value);
                }
            });
            return text.toString();
        }
        return canonical;
    }
}
