// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import io.passerelle.ical.event.EventEdit;
import io.passerelle.ical.event.EventFormat;
import io.passerelle.ical.event.ZoneTexts;
import io.passerelle.ical.text.ContentLines;
import io.passerelle.ical.text.TextComponent;
import io.passerelle.ical.text.TextLine;
import io.passerelle.ical.zone.ZoneWriter;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
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
import java.util.List;
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

    /**
     * One event or series as a resource of a calendar server: with the definitions of the time zones it uses.
     *
     * @param event what to write
     * @param stamp time of writing
     * @param extra lines that every part of it gets, such as {@code X-NAME:value}
     */
    public static String item(CalendarEvent event, Instant stamp, List<String> extra) {
        TextComponent calendar = written(event, stamp);
        ZoneTexts.define(calendar, event);
        extra(calendar, List.of("LAST-MODIFIED:" + EventFormat.stamp(stamp)));
        extra(calendar, extra);
        return calendar.text();
    }

    /**
     * An event's text as it was, with only those lines changed that say something else in what is wanted. Lines that are not
     * understood stay, as do parameters, order, alarms and participants that are the same; what is new comes last.
     *
     * @param original text of one event or series
     * @param wanted what it shall say; its UID is not looked at
     * @param stamp time of writing, noted in the parts that change
     * @param extra lines that every part of it gets, where it has none of that name
     * @return the new text; the same where nothing differs
     * @throws io.passerelle.model.error.PasserelleException {@code ITEM_MALFORMED} when the original is not one event
     */
    public static String edit(String original, CalendarEvent wanted, Instant stamp, List<String> extra) {
        CalendarEvent before = new ICalendarReader().readOne(original);
        CalendarEvent after = new CalendarEvent(
                before.uid(), wanted.when(), wanted.details(), wanted.recurrence(), wanted.overrides());
        if (after.equals(before)) {
            return original;
        }
        TextComponent file = TextComponent.parse(original);
        TextComponent calendar = file.components("VCALENDAR").stream()
                .filter(one -> !one.components("VEVENT").isEmpty())
                .findFirst()
                .orElseThrow(() -> PasserelleException.of(ErrorCode.ITEM_MALFORMED, "no calendar around the event"));
        new EventEdit(calendar, before, after, written(after, stamp), EventFormat.stamp(stamp)).apply();
        ZoneTexts.define(calendar, after);
        extra(calendar, extra);
        return file.text();
    }

    private static TextComponent written(CalendarEvent event, Instant stamp) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try {
            ContentLines lines = new ContentLines(bytes);
            lines.begin("VCALENDAR");
            lines.raw("VERSION", "2.0");
            lines.raw("PRODID", "-//Passerelle//Calendar//EN");
            new EventFormat(lines, stamp).write(event);
            lines.end("VCALENDAR");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return TextComponent.parse(bytes.toString(StandardCharsets.UTF_8)).components("VCALENDAR").get(0);
    }

    private static void extra(TextComponent calendar, List<String> extra) {
        for (TextComponent event : calendar.components("VEVENT")) {
            for (String line : extra) {
                TextLine added = TextLine.of(line);
                if (event.line(added.name()).isEmpty()) {
                    event.add(added);
                }
            }
        }
    }
}
