// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import io.passerelle.ical.event.EventFormat;
import io.passerelle.ical.text.ContentLines;
import io.passerelle.ical.zone.ZoneWriter;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Occurrence;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Writes one {@code VCALENDAR} (RFC 5545), event by event, so that memory stays flat. The definition of a time zone stands
 * before the first event that uses it.
 *
 * <p><b>Life cycle.</b> One object for one file: opened, given events, closed. <b>Threads.</b> One at a time.
 */
public final class ICalendarWriter implements Closeable {
    private static final int ZONES_FROM = 1970;
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final OutputStream out;
    private final ContentLines lines;
    private final EventFormat format;
    private final ZoneWriter zones;
    private final Set<ZoneId> defined = new HashSet<>();

    /**
     * Begins a file.
     *
     * @param out where to; flushed but not closed by {@link #close}
     * @param name name of the calendar, shown by other programs; may be empty
     * @param stamp time of writing, the DTSTAMP of every event
     * @throws IOException when it cannot be written
     */
    public ICalendarWriter(OutputStream out, String name, Instant stamp) throws IOException {
        this.out = out;
        lines = new ContentLines(out);
        format = new EventFormat(lines, stamp);
        zones = new ZoneWriter(lines);
        lines.begin("VCALENDAR");
        lines.raw("VERSION", "2.0");
        lines.raw("PRODID", "-//Passerelle//Calendar//EN");
        lines.raw("CALSCALE", "GREGORIAN");
        lines.text("X-WR-CALNAME", name);
    }

    /**
     * Writes an event or series with all its exceptions.
     *
     * @throws IOException when it cannot be written
     */
    public void write(CalendarEvent event) throws IOException {
        define(event.when());
        for (Occurrence override : event.overrides().values()) {
            if (override instanceof Occurrence.Changed changed) {
                define(changed.when());
            }
        }
        format.write(event);
    }

    private void define(EventTime when) throws IOException {
        if (when instanceof EventTime.Timed timed) {
            int year = Math.min(ZONES_FROM, timed.start().getYear() - 1);
            define(timed.zone(), year);
            define(timed.endZone(), year);
        }
    }

    private void define(Optional<ZoneId> zone, int year) throws IOException {
        if (zone.isPresent() && !zone.get().equals(UTC) && defined.add(zone.get())) {
            zones.write(zone.get(), year);
        }
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        lines.end("VCALENDAR");
        out.flush();
    }

    /**
     * One event or series as a text for storing: canonical, the same event always gives the same text, and without
     * definitions of time zones, whose IANA names are enough for {@link ICalendarReader#readOne}.
     */
    public static String text(CalendarEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            ContentLines lines = new ContentLines(bytes);
            lines.begin("VCALENDAR");
            lines.raw("VERSION", "2.0");
            lines.raw("PRODID", "-//Passerelle//Store//EN");
            new EventFormat(lines, Instant.EPOCH).write(event);
            lines.end("VCALENDAR");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
