// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.spool;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Items as bytes. What is kept beyond a run (conflicts, undo data) notes {@link #VERSION} beside them and is given up when it
 * is another one.
 */
public final class ItemCodec {
    /** Counts up when the bytes change. */
    public static final byte VERSION = 1;

    private static final int EVENT = 1;
    private static final int CONTACT = 2;

    private ItemCodec() {}

    /** As bytes. */
    public static byte[] encode(Item item) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (item instanceof CalendarEvent event) {
                out.writeByte(EVENT);
                event(out, event);
            } else {
                out.writeByte(CONTACT);
                contact(out, (Contact) item);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** From the bytes that {@link #encode} made. */
    public static Item decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return in.readByte() == EVENT ? event(in) : contact(in);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static void event(DataOutputStream out, CalendarEvent event) throws IOException {
        DetailsCodec.text(out, event.uid().value());
        DetailsCodec.time(out, event.when());
        DetailsCodec.details(out, event.details());
        out.writeBoolean(event.recurrence().isPresent());
        if (event.recurrence().isEmpty()) {
            return;
        }
        Recurrence recurrence = event.recurrence().get();
        out.writeInt(recurrence.rules().size());
        for (RecurrenceRule rule : recurrence.rules()) {
            DetailsCodec.text(out, rule.value());
        }
        out.writeInt(recurrence.dates().size());
        for (OccurrenceId date : recurrence.dates()) {
            DetailsCodec.text(out, date.toString());
        }
        out.writeInt(event.overrides().size());
        for (var override : event.overrides().entrySet()) {
            DetailsCodec.text(out, override.getKey().toString());
            out.writeBoolean(override.getValue() instanceof Occurrence.Changed);
            if (override.getValue() instanceof Occurrence.Changed changed) {
                DetailsCodec.time(out, changed.when());
                DetailsCodec.details(out, changed.details());
            }
        }
    }

    private static CalendarEvent event(DataInputStream in) throws IOException {
        ItemUid uid = ItemUid.of(DetailsCodec.text(in));
        var when = DetailsCodec.time(in);
        var details = DetailsCodec.details(in);
        if (!in.readBoolean()) {
            return CalendarEvent.single(uid, when, details);
        }
        List<RecurrenceRule> rules = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            rules.add(RecurrenceRule.of(DetailsCodec.text(in)));
        }
        SortedSet<OccurrenceId> dates = new TreeSet<>();
        for (int i = in.readInt(); i > 0; i--) {
            dates.add(OccurrenceId.parse(DetailsCodec.text(in)));
        }
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            OccurrenceId id = OccurrenceId.parse(DetailsCodec.text(in));
            overrides.put(
                    id,
                    in.readBoolean()
                            ? new Occurrence.Changed(DetailsCodec.time(in), DetailsCodec.details(in))
                            : new Occurrence.Cancelled());
        }
        return new CalendarEvent(uid, when, details, Optional.of(new Recurrence(rules, dates)), overrides);
    }

    private static void contact(DataOutputStream out, Contact contact) throws IOException {
        DetailsCodec.text(out, contact.uid().value());
        out.writeInt(contact.properties().size());
        for (var property : contact.properties().entrySet()) {
            DetailsCodec.text(out, property.getKey().root());
            DetailsCodec.text(out, property.getKey().key());
            DetailsCodec.text(out, property.getValue());
        }
        out.writeInt(contact.photo().map(ContactPhoto::size).orElse(0));
        if (contact.photo().isPresent()) {
            DetailsCodec.text(out, contact.photo().get().mediaType());
            out.write(contact.photo().get().bytes());
        }
    }

    private static Contact contact(DataInputStream in) throws IOException {
        ItemUid uid = ItemUid.of(DetailsCodec.text(in));
        SortedMap<FieldPath, String> properties = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            FieldPath path = FieldPath.of(DetailsCodec.text(in), DetailsCodec.text(in));
            properties.put(path, DetailsCodec.text(in));
        }
        int size = in.readInt();
        return new Contact(
                uid,
                properties,
                size == 0
                        ? Optional.empty()
                        : Optional.of(new ContactPhoto(DetailsCodec.text(in), in.readNBytes(size))));
    }
}
