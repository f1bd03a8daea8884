// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.spool.ItemCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one side of an item has and the other cannot hold, or must not see. It is kept sealed beside the mapping, so that an
 * item that has to be created again from its copy gets it back.
 */
final class Residue {
    private static final Logger LOG = LoggerFactory.getLogger(Residue.class);
    private static final String SEALED_AS = "residue";
    private static final int ENCODING = 1;
    private static final byte[] NONE = new byte[0];

    private final RunState run;

    Residue(RunState run) {
        this.run = run;
    }

    /**
     * The fields of an item that the other side does not hold, by name: those that it never can, and those of which it
     * left something out (one reminder too many, a picture of a kind it does not take). What is hidden on purpose is none
     * of them.
     *
     * @param stored what the other side made of the item, where it tells
     */
    Set<String> missing(Side side, Item item, Optional<Item> stored, Privacy privacy) {
        Set<String> carried = run.scope().collection(side.other()).carriedFields();
        return item.fields().keySet().stream()
                .filter(path -> privacy.shows(path.root()))
                .filter(path -> !carried.contains(path.root())
                        || stored.isPresent() && !stored.get().fields().containsKey(path))
                .map(FieldPath::root)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is to be kept, after both sides, or one of them, were read. */
    byte[] after(Optional<Mapping> before, Header host, Header provider) {
        Map<Side, Item> parts = before.map(this::opened).orElseGet(() -> new EnumMap<>(Side.class));
        boolean same = replace(parts, Side.HOST, host) & replace(parts, Side.PROVIDER, provider);
        return same && before.isPresent() ? before.get().residue() : sealed(parts);
    }

    /** An item that is created again on a side, with what that side once had besides. */
    Item restored(Optional<Mapping> before, Side target, Item item) {
        Item kept = before.map(this::opened).orElseGet(Map::of).get(target);
        if (kept == null || !kept.getClass().equals(item.getClass())) {
            return item;
        }
        Set<FieldPath> paths = kept.fields().keySet().stream()
                .filter(path -> !path.root().equals(CalendarEvent.WHEN))
                .collect(Collectors.toSet());
        return item.with(kept, paths);
    }

    /** Whether nothing had to be replaced. */
    private boolean replace(Map<Side, Item> parts, Side side, Header header) {
        if (header == null || !header.isPresent()) {
            return true;
        }
        Item item = run.item(header);
        Set<String> carried = run.scope().collection(side.other()).carriedFields();
        Set<FieldPath> paths = item.fields().keySet().stream()
                .filter(path -> !carried.contains(path.root()) || !header.privacy().shows(path.root()))
                .collect(Collectors.toSet());
        Item kept = paths.isEmpty() ? null : blank(item).with(item, paths);
        Item before = kept == null ? parts.remove(side) : parts.put(side, kept);
        return before == null ? kept == null : before.equals(kept);
    }

    private static Item blank(Item item) {
        return item instanceof CalendarEvent event
                ? CalendarEvent.single(event.uid(), event.when(), EventDetails.builder().build())
                : new Contact(item.uid(), new TreeMap<>());
    }

    private byte[] sealed(Map<Side, Item> parts) {
        if (parts.isEmpty()) {
            return NONE;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ENCODING);
            out.writeByte(ItemCodec.VERSION);
            for (Map.Entry<Side, Item> part : parts.entrySet()) {
                byte[] item = ItemCodec.encode(part.getValue());
                out.writeByte(part.getKey().ordinal());
                out.writeInt(item.length);
                out.write(item);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return run.seal(SEALED_AS, bytes.toByteArray());
    }

    private Map<Side, Item> opened(Mapping mapping) {
        Map<Side, Item> parts = new EnumMap<>(Side.class);
        if (mapping.residue().length == 0) {
            return parts;
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(run.open(SEALED_AS, mapping.residue())))) {
            if (in.readByte() != ENCODING || in.readByte() != ItemCodec.VERSION) {
                return parts;
            }
            while (in.available() > 0) {
                Side side = Side.values()[in.readByte()];
                parts.put(side, ItemCodec.decode(in.readNBytes(in.readInt())));
            }
        } catch (PasserelleException lost) {
            LOG.debug("A residue of pair {} cannot be read: {}", run.scope().id(), lost.code());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        return parts;
    }
}
