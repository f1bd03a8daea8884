// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file held.
 *
 * @param calendars number of {@code VCALENDAR} objects; 0 when the file is something else
 * @param events number of {@code VEVENT} components, exceptions of series included
 * @param items number of events and series that were handed over
 * @param problems number of problems reported
 * @param ignored how many components of other kinds ({@code VTODO}, {@code VJOURNAL}…) were left aside, by name
 * @param name name of the calendar (RFC 7986 {@code NAME}, {@code X-WR-CALNAME}), where the file has one
 */
public record ReadSummary(
        int calendars, int events, int items, int problems, SortedMap<String, Integer> ignored, Optional<String> name) {
    public ReadSummary {
        ignored = Collections.unmodifiableSortedMap(new TreeMap<>(ignored));
    }
}
