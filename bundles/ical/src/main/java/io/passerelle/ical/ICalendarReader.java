// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectReader;
import io.passerelle.ical.event.FileReading;
import io.passerelle.ical.text.LenientReader;
import io.passerelle.ical.text.UnfoldingStream;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads iCalendar files (RFC 5545) as they are found in the world: a component that cannot be understood is reported and
 * the rest goes on. Only {@code VEVENT} is taken; series are put together from their master and its exceptions, wherever
 * those stand in the file.
 *
 * <p><b>Life cycle.</b> Holds nothing but its limits; may be kept and used for many files. <b>Threads.</b> Any number.
 * <b>Memory.</b> Single events are handed over while reading; series are held until the end of the file.
 */
public final class ICalendarReader {
    private final ReadLimits limits;

    /** A reader with the given bounds. */
    public ICalendarReader(ReadLimits limits) {
        this.limits = limits;
    }

    /** A reader with {@link ReadLimits#DEFAULT}. */
    public ICalendarReader() {
        this(ReadLimits.DEFAULT);
    }

    /**
     * Reads a whole file.
     *
     * @param file the file; not closed
     * @param items takes every event and series, once per UID
     * @param problems takes what could not be read, or not in full
     * @return what the file held; zero calendars when it is something else
     * @throws IOException when the file cannot be read
     * @throws PasserelleException {@code TOO_LARGE} when the file exceeds the limits
     */
    public ReadSummary read(InputStream file, Consumer<CalendarEvent> items, Consumer<ReadProblem> problems)
            throws IOException {
        UnfoldingStream source = new UnfoldingStream(file, limits);
        FileReading reading = new FileReading(limits, source, items, problems);
        // closing the parser would close the caller's file
        VObjectReader parser = new VObjectReader(new LenientReader(source), SyntaxRules.iCalendar());
        parser.setDefaultQuotedPrintableCharset(StandardCharsets.UTF_8);
        parser.parse(reading);
        return reading.finish();
    }

    /**
     * Reads a text that holds one event or series, as {@link ICalendarWriter#text} writes it.
     *
     * @throws PasserelleException {@code ITEM_MALFORMED} when it holds none, or more than one
     */
    public CalendarEvent readOne(String text) {
        List<CalendarEvent> events = new ArrayList<>();
        try {
            read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), events::add, problem -> {});
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (events.size() != 1) {
            throw PasserelleException.of(ErrorCode.ITEM_MALFORMED, events.size() + " events in one text");
        }
        return events.get(0);
    }
}
