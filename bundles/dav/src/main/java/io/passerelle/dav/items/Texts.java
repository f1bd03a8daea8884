// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.ical.ICalendarReader;
import io.passerelle.ical.vcard.CardReader;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Item;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts of items, read. */
final class Texts {
    private static final Pattern EVENT = Pattern.compile("(?im)^BEGIN:VEVENT\\s*$");
    private static final Pattern CALENDAR = Pattern.compile("(?im)^BEGIN:VCALENDAR\\s*$");

    private Texts() {}

    /** What a resource is: an item, something that does not concern us (a task), or unreadable. */
    static Fetched fetched(CollectionKind kind, Stored stored) {
        ItemRef ref = stored.ref();
        try {
            return new Fetched.Found(ref, stored.revision(), item(kind, stored.text()), stored.modifiedAt());
        } catch (PasserelleException malformed) {
            if (foreign(kind, stored.text())) {
                return new Fetched.Gone(ref);
            }
            return new Fetched.Unreadable(ref, ErrorCode.ITEM_MALFORMED, "no event or contact can be read from it");
        }
    }

    static Item item(CollectionKind kind, String text) {
        return kind == CollectionKind.CALENDAR ? new ICalendarReader().readOne(text) : new CardReader().readOne(text);
    }

    static Optional<Item> readable(CollectionKind kind, String text) {
        try {
            return Optional.of(item(kind, text));
        } catch (PasserelleException malformed) {
            return Optional.empty();
        }
    }

    /** A calendar file without an event: a task, a journal entry, free-busy times. */
    private static boolean foreign(CollectionKind kind, String text) {
        return kind == CollectionKind.CALENDAR
                && CALENDAR.matcher(text).find()
                && !EVENT.matcher(text).find();
    }
}
