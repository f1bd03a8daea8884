// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.SyncReview.Duplicate.Detail;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered of two items that look like the same.
 *
 * @param hostRef address on the host
 * @param providerRef address at the provider
 * @param label what a person calls them
 * @param details both, for people
 */
record DuplicateNote(ItemRef hostRef, ItemRef providerRef, String label, List<Detail> details) {
    /** Name of the field under which a note is sealed. */
    static final String SEALED_AS = "duplicate";

    /** Fields whose elements a person knows by their key: an attendee's address, the date of an occurrence. */
    private static final Set<String> KEYED = Set.of("attendees", CalendarEvent.OVERRIDES);

    private static final int ENCODING = 1;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_VALUES = 20;

    static DuplicateNote of(ItemRef hostRef, Item host, ItemRef providerRef, Item provider) {
        SortedMap<String, List<String>> here = values(host);
        SortedMap<String, List<String>> there = values(provider);
        SortedMap<String, Detail> details = new TreeMap<>();
        here.forEach((field, values) ->
                details.put(field, new Detail(field, values, there.getOrDefault(field, List.of()))));
        there.forEach((field, values) -> details.putIfAbsent(field, new Detail(field, List.of(), values)));
        String label = host.label().isEmpty() ? provider.label() : host.label();
        return new DuplicateNote(hostRef, providerRef, shortened(label), List.copyOf(details.values()));
    }

    ItemRef ref(Side side) {
        return side == Side.HOST ? hostRef : providerRef;
    }

    private static SortedMap<String, List<String>> values(Item item) {
        SortedMap<String, List<String>> values = new TreeMap<>();
        for (var field : item.fields().entrySet()) {
            FieldPath path = field.getKey();
            List<String> some = values.computeIfAbsent(path.root(), root -> new ArrayList<>());
            if (some.size() < MOST_VALUES) {
                some.add(shortened(KEYED.contains(path.root()) ? path.key() : field.getValue()));
            }
        }
        return values;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ENCODING);
            out.writeUTF(hostRef.value());
            out.writeUTF(providerRef.value());
            out.writeUTF(label);
            out.writeInt(details.size());
            for (Detail detail : details) {
                out.writeUTF(detail.field());
                write(out, detail.host());
                write(out, detail.provider());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, List<String> values) throws IOException {
        out.writeInt(values.size());
        for (String value : values) {
            out.writeUTF(value);
        }
    }

    /** Reads what {@link #encode} wrote; empty for what another version wrote. */
    static Optional<DuplicateNote> decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            if (in.readByte() != ENCODING) {
                return Optional.empty();
            }
            ItemRef hostRef = ItemRef.of(in.readUTF());
            ItemRef providerRef = ItemRef.of(in.readUTF());
            String label = in.readUTF();
            List<Detail> details = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                details.add(new Detail(in.readUTF(), read(in), read(in)));
            }
            return Optional.of(new DuplicateNote(hostRef, providerRef, label, details));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static List<String> read(DataInputStream in) throws IOException {
        List<String> values = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            values.add(in.readUTF());
        }
        return values;
    }

    @Override
    public String toString() {
        return "DuplicateNote[not shown]";
    }
}
