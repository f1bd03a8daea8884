// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.transfer;

import io.passerelle.ical.ICalendarReader;
import io.passerelle.ical.ICalendarWriter;
import io.passerelle.ical.ReadLimits;
import io.passerelle.ical.ReadSummary;
import io.passerelle.ical.vcard.CardReader;
import io.passerelle.ical.vcard.CardSummary;
import io.passerelle.ical.vcard.CardVersion;
import io.passerelle.ical.vcard.CardWriter;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.Item;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The files that come in and go out. */
enum FileKind {
    CALENDAR(CollectionKind.CALENDAR, "text/calendar", ".ics", ReadLimits.DEFAULT.bytes()) {
        @Override
        Contents read(InputStream file, FileImport into) throws IOException {
            ReadSummary summary = new ICalendarReader().read(file, into::item, problem -> into.problem(new FileImport.Problem(
                    problem.label(), problem.uid().orElse(""), problem.reason().name(), problem.reason().partial())));
            return new Contents(summary.calendars() > 0 || summary.events() > 0, summary.events(), summary.ignored());
        }

        @Override
        Writer writer(OutputStream out, String name) throws IOException {
            ICalendarWriter writer = new ICalendarWriter(out, name, Instant.now());
            return new Writer() {
                @Override
                public void write(Item item) throws IOException {
                    writer.write((CalendarEvent) item);
                }

                @Override
                public void close() throws IOException {
                    writer.close();
                }
            };
        }
    },

    CARDS(CollectionKind.ADDRESS_BOOK, "text/vcard", ".vcf", CardReader.LIMITS.bytes()) {
        @Override
        Contents read(InputStream file, FileImport into) throws IOException {
            CardSummary summary = new CardReader().read(file, into::item, problem -> into.problem(new FileImport.Problem(
                    problem.label(), "", problem.reason().name(), problem.reason().partial())));
            return new Contents(summary.cards() > 0, summary.cards(), new TreeMap<>());
        }

        @Override
        Writer writer(OutputStream out, String name) {
            CardWriter writer = new CardWriter(out, CardVersion.V3);
            return new Writer() {
                @Override
                public void write(Item item) throws IOException {
                    writer.write((Contact) item);
                }

                @Override
                public void close() throws IOException {
                    writer.close();
                }
            };
        }
    };

    private final CollectionKind collection;
    private final String mediaType;
    private final String ending;
    private final long largest;

    /**
     * What a file held.
     *
     * @param understood whether it is a file of this kind at all
     * @param items how many items it holds
     * @param ignored how many components of other kinds were left aside, by name
     */
    record Contents(boolean understood, int items, Map<String, Integer> ignored) {}

    /** Writes items one after the other. */
    interface Writer extends Closeable {
        void write(Item item) throws IOException;
    }

    FileKind(CollectionKind collection, String mediaType, String ending, long largest) {
        this.collection = collection;
        this.mediaType = mediaType;
        this.ending = ending;
        this.largest = largest;
    }

    static FileKind of(CollectionKind collection) {
        return collection == CollectionKind.CALENDAR ? CALENDAR : CARDS;
    }

    /** The kind of a media type. */
    static FileKind of(String mediaType) {
        String type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        for (FileKind kind : values()) {
            if (type.startsWith(kind.mediaType)) {
                return kind;
            }
        }
        throw PasserelleException.invalid("Content-Type", "is text/calendar or text/vcard");
    }

    abstract Contents read(InputStream file, FileImport into) throws IOException;

    abstract Writer writer(OutputStream out, String name) throws IOException;

    CollectionKind collection() {
        return collection;
    }

    String mediaType() {
        return mediaType;
    }

    String ending() {
        return ending;
    }

    long largest() {
        return largest;
    }
}
