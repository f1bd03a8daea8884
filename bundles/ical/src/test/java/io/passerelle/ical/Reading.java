// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import io.passerelle.model.item.CalendarEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What came of reading a file. */
record Reading(List<CalendarEvent> items, List<ReadProblem> problems, ReadSummary summary) {

    static Reading of(byte[] file) {
        return of(new ByteArrayInputStream(file), new ICalendarReader());
    }

    static Reading of(InputStream file, ICalendarReader reader) {
        List<CalendarEvent> items = new ArrayList<>();
        List<ReadProblem> problems = new ArrayList<>();
        try {
            return new Reading(items, problems, reader.read(file, items::add, problems::add));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Components in a calendar, with the line ends of the format. */
    static Reading of(String... lines) {
        return of(calendar(lines).getBytes(StandardCharsets.UTF_8));
    }

    static String calendar(String... lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("\r\n", lines).replace("\n", "\r\n").replace("\r\r", "\r")
                + "\r\nEND:VCALENDAR\r\n";
    }

    CalendarEvent only() {
        if (items.size() != 1) {
            throw new AssertionError(items.size() + " items, problems " + problems);
        }
        return items.get(0);
    }

    List<ReadProblem.Reason> reasons() {
        return problems.stream().map(ReadProblem::reason).toList();
    }

    static byte[] write(Collection<CalendarEvent> items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ICalendarWriter writer = new ICalendarWriter(out, "Test", Instant.parse("2026-01-01T00:00:00Z"))) {
            for (CalendarEvent item : items) {
                writer.write(item);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
