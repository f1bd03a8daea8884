// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.ical.ICalendarReader;
import io.passerelle.ical.vcard.CardReader;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Visibility;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Texts of items, read. */
final class Texts {
    private static final Pattern MODIFIED = Pattern.compile("(?m)^LAST-MODIFIED(?:;[^:\\r\\n]*)?:(\\d{8}T\\d{6})Z?\\s*$");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final String PUBLIC = "X-PASSERELLE-CLASS:PUBLIC";
    private static final Pattern EVENT = Pattern.compile("(?im)^BEGIN:VEVENT\\s*$");
    private static final Pattern CALENDAR = Pattern.compile("(?im)^BEGIN:VCALENDAR\\s*$");

    private Texts() {}

    /** What a resource is: an item, something that does not concern us (a task), or unreadable. */
    static Fetched fetched(CollectionKind kind, Stored stored) {
        ItemRef ref = stored.ref();
        try {
            return new Fetched.Found(ref, stored.revision(), item(kind, stored.text()), modifiedAt(kind, stored.text()));
        } catch (PasserelleException malformed) {
            if (foreign(kind, stored.text())) {
                return new Fetched.Gone(ref);
            }
            return new Fetched.Unreadable(ref, ErrorCode.ITEM_MALFORMED, "no event or contact can be read from it");
        }
    }

    /** When an event was changed last, as whoever changed it noted (RFC 5545 §3.8.7.3); servers do not tell by themselves. */
    private static Optional<Instant> modifiedAt(CollectionKind kind, String text) {
        if (kind == CollectionKind.ADDRESS_BOOK) {
            return Optional.empty();
        }
        return MODIFIED.matcher(text).results()
                .map(found -> found.group(1))
                .max(Comparator.naturalOrder())
                .flatMap(Texts::stamp);
    }

    private static Optional<Instant> stamp(String value) {
        try {
            return Optional.of(LocalDateTime.parse(value, STAMP).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    static Item item(CollectionKind kind, String text) {
        if (kind == CollectionKind.ADDRESS_BOOK) {
            return new CardReader().readOne(text);
        }
        CalendarEvent event = new ICalendarReader().readOne(text);
        return text.contains(PUBLIC) ? event : publicByDefault(event);
    }

    /** Programs and servers write {@code CLASS:PUBLIC}, which is the default, into everything; here it has to be meant. */
    private static CalendarEvent publicByDefault(CalendarEvent event) {
        boolean said = event.details().visibility() == Visibility.PUBLIC
                || event.overrides().values().stream()
                        .anyMatch(override -> override instanceof Occurrence.Changed changed
                                && changed.details().visibility() == Visibility.PUBLIC);
        return said ? Meetings.each(event, Texts::usual) : event;
    }

    private static EventDetails usual(EventDetails details) {
        return details.visibility() == Visibility.PUBLIC
                ? details.toBuilder().visibility(Visibility.DEFAULT).build()
                : details;
    }

    /** The opposite, for changing a text: what it says without meaning it, it goes on saying. */
    static CalendarEvent spelled(CalendarEvent wanted, String text) {
        CalendarEvent said = new ICalendarReader().readOne(text);
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>(wanted.overrides());
        overrides.replaceAll((id, override) -> override instanceof Occurrence.Changed changed
                        && said.overrides().get(id) instanceof Occurrence.Changed old
                ? new Occurrence.Changed(changed.when(), spelled(changed.details(), old.details()))
                : override);
        return new CalendarEvent(
                wanted.uid(), wanted.when(), spelled(wanted.details(), said.details()), wanted.recurrence(), overrides);
    }

    private static EventDetails spelled(EventDetails wanted, EventDetails said) {
        return wanted.visibility() == Visibility.DEFAULT && said.visibility() == Visibility.PUBLIC
                ? wanted.toBuilder().visibility(Visibility.PUBLIC).build()
                : wanted;
    }

    /** The line that says that public is meant, where it is. */
    static List<String> marks(CalendarEvent event) {
        return event.details().visibility() == Visibility.PUBLIC ? List.of(PUBLIC) : List.of();
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
