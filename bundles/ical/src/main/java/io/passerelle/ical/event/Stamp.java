// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.zone.ZoneNames;
import io.passerelle.model.item.OccurrenceId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DATE or DATE-TIME as it stands in a file.
 *
 * @param local the wall clock; midnight for a date
 * @param zone zone, absent for a date and for a floating time
 * @param dateOnly whether it is a DATE
 */
record Stamp(LocalDateTime local, Optional<ZoneId> zone, boolean dateOnly) {
    static final ZoneId UTC = ZoneId.of("UTC");
    private static final Pattern FORM =
            Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})(?:T(\\d{2}):?(\\d{2}):?(\\d{2})?(?:\\.\\d+)?)?(Z?)");

    /**
     * Reads a value.
     *
     * @param tzid value of the TZID parameter, or null
     * @throws Malformed when it is neither a date nor a date with time
     */
    static Stamp parse(String value, String tzid, ZoneNames zones, Notes notes) throws Malformed {
        Matcher parts = FORM.matcher(value.strip());
        if (!parts.matches()) {
            throw Malformed.time();
        }
        try {
            LocalDate date = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            if (parts.group(4) == null) {
                return new Stamp(date.atStartOfDay(), Optional.empty(), true);
            }
            // a leap second is the last ordinary one of its minute
            LocalTime time = LocalTime.of(number(parts, 4), number(parts, 5), Math.min(59, number(parts, 6)));
            LocalDateTime local = date.atTime(time);
            if ("Z".equals(parts.group(7))) {
                return new Stamp(local, Optional.of(UTC), false);
            }
            if (tzid == null || tzid.isBlank()) {
                return new Stamp(local, Optional.empty(), false);
            }
            Optional<ZoneId> zone = zones.find(tzid);
            if (zone.isEmpty()) {
                notes.unknownZone();
            }
            return new Stamp(local, zone, false);
        } catch (java.time.DateTimeException impossible) {
            throw Malformed.time();
        }
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    /** The same moment on the clock of a series, as the name of one of its occurrences. */
    OccurrenceId in(Stamp master) {
        if (master.dateOnly()) {
            return OccurrenceId.of(local.toLocalDate());
        }
        if (dateOnly) {
            return OccurrenceId.of(local.toLocalDate().atTime(master.local().toLocalTime()));
        }
        if (zone.isEmpty() || master.zone().isEmpty() || zone.equals(master.zone())) {
            return OccurrenceId.of(local);
        }
        return OccurrenceId.of(local.atZone(zone.get()).withZoneSameInstant(master.zone().get()).toLocalDateTime());
    }
}
