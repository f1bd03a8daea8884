// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.passerelle.ical.EventSpan;
import io.passerelle.ical.ICalendarReader;
import io.passerelle.ical.ICalendarWriter;
import io.passerelle.ical.Occurrences;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Items as they are stored: events as canonical iCalendar, contacts as their fields in JSON, without the picture. */
final class ItemText {
    /** As long as the column. */
    static final int LONGEST = 1_000_000;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ICalendarReader calendar = new ICalendarReader();

    /** The text of an item. */
    String write(Item item) {
        if (item instanceof CalendarEvent event) {
            return ICalendarWriter.text(event);
        }
        Contact contact = (Contact) item;
        ArrayNode fields = JSON.createArrayNode();
        fields.addArray().add("uid").add("").add(contact.uid().value());
        contact.properties().forEach((path, value) -> fields.addArray().add(path.root()).add(path.key()).add(value));
        contact.photo().ifPresent(photo -> fields.addArray().add(Contact.PHOTO).add("").add(photo.canonical()));
        return fields.toString();
    }

    /** Whether a text is that of a contact with a picture, which is stored beside it. */
    static boolean hasPhoto(String text) {
        return text.contains("[\"" + Contact.PHOTO + "\",\"\",");
    }

    /** The item of a row; {@code ITEM_MALFORMED} where there is none. */
    Item read(CollectionKind kind, ItemRows.Row row) {
        return read(kind, row.body(), row.photo());
    }

    private Item read(CollectionKind kind, String text, Optional<ContactPhoto> photo) {
        if (kind == CollectionKind.CALENDAR) {
            return calendar.readOne(text);
        }
        try {
            SortedMap<FieldPath, String> properties = new TreeMap<>();
            ItemUid uid = null;
            for (var field : JSON.readTree(text)) {
                if ("uid".equals(field.path(0).asText())) {
                    uid = ItemUid.of(field.path(2).asText());
                } else if (!Contact.PHOTO.equals(field.path(0).asText())) {
                    properties.put(new FieldPath(field.path(0).asText(), field.path(1).asText()), field.path(2).asText());
                }
            }
            return new Contact(uid, properties, photo);
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException broken) {
            throw PasserelleException.of(ErrorCode.ITEM_MALFORMED, "stored contact");
        }
    }

    /** When the item takes place, in the bounds of what databases hold; everything at once for a contact. */
    static EventSpan span(Item item) {
        if (item instanceof CalendarEvent event) {
            EventSpan span = Occurrences.span(event);
            return new EventSpan(clamp(span.start()), span.end().map(ItemText::clamp));
        }
        return new EventSpan(FIRST, Optional.empty());
    }

    private static Instant clamp(Instant instant) {
        return instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    }

    /** What the column holds for a series without end. */
    static Instant never() {
        return LAST;
    }
}
