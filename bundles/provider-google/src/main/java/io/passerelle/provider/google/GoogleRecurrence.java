// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import io.passerelle.provider.kit.Zones;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines of {@code recurrence[]} (RFC 5545 §3.8.5, without DTSTART).
 *
 * @param recurrence rules and additional dates
 * @param excluded dates taken out by EXDATE
 */
record GoogleRecurrence(Recurrence recurrence, SortedSet<OccurrenceId> excluded) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final Pattern ZONE = Pattern.compile("(?i);TZID=\"?([^\";:]+)");
    private static final Pattern UNTIL = Pattern.compile("UNTIL=(\\d{8})(?:T(\\d{6})(Z?))?");
    private static final int MOST_DATES = 5000;

    /**
     * Reads the lines.
     *
     * @param lines {@code recurrence[]}
     * @param when time of the first occurrence
     * @throws io.passerelle.model.error.PasserelleException {@code ITEM_MALFORMED}, also for what we cannot hold (EXRULE,
     *     periods): better not understood than written back without it
     */
    static GoogleRecurrence read(List<String> lines, EventTime when, ZoneId calendarZone) {
        List<RecurrenceRule> rules = new ArrayList<>();
        SortedSet<OccurrenceId> added = new TreeSet<>();
        SortedSet<OccurrenceId> excluded = new TreeSet<>();
        try {
            for (String line : lines) {
                String name = line.split("[;:]", 2)[0].strip().toUpperCase(Locale.ROOT);
                switch (name) {
                    case "RRULE" -> rules.add(RecurrenceRule.of(line.substring(line.indexOf(':') + 1)));
                    case "RDATE" -> added.addAll(dates(line, when, calendarZone));
                    case "EXDATE" -> excluded.addAll(dates(line, when, calendarZone));
                    default -> throw GoogleTimes.malformed("recurrence");
                }
            }
            if (added.size() + excluded.size() > MOST_DATES) {
                throw GoogleTimes.malformed("recurrence, too many dates");
            }
            return new GoogleRecurrence(new Recurrence(rules, added), excluded);
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw GoogleTimes.malformed("recurrence");
        }
    }

    private static List<OccurrenceId> dates(String line, EventTime when, ZoneId calendarZone) {
        // Google itself writes "RDATE;VALUE=DATE;20060812" at times.
        int values = Math.max(line.lastIndexOf(':'), line.indexOf(':') < 0 ? line.lastIndexOf(';') : -1);
        if (values < 0) {
            throw GoogleTimes.malformed("recurrence");
        }
        Matcher zone = ZONE.matcher(line.substring(0, values));
        ZoneId own = when instanceof EventTime.Timed timed ? timed.zone().orElse(calendarZone) : calendarZone;
        ZoneId given = zone.find() ? Zones.of(zone.group(1)).orElse(own) : own;
        List<OccurrenceId> dates = new ArrayList<>();
        for (String text : line.substring(values + 1).strip().split(",")) {
            dates.add(date(text.strip(), when, given, own));
        }
        return dates;
    }

    private static OccurrenceId date(String text, EventTime when, ZoneId given, ZoneId own) {
        if (text.length() == 8) {
            return GoogleTimes.occurrence(LocalDate.parse(text, DAY), when);
        }
        boolean utc = text.endsWith("Z");
        LocalDateTime local = LocalDateTime.parse(utc ? text.substring(0, text.length() - 1) : text, LOCAL);
        if (when.isAllDay()) {
            return OccurrenceId.of(local.toLocalDate());
        }
        return OccurrenceId.of(
                local.atZone(utc ? ZoneOffset.UTC : given).withZoneSameInstant(own).toLocalDateTime());
    }

    /** Writes the lines: rules, additional dates, excluded dates. */
    static List<String> write(
            Recurrence recurrence, Collection<OccurrenceId> excluded, EventTime when, ZoneId calendarZone) {
        List<String> lines = new ArrayList<>();
        recurrence.rules().forEach(rule -> lines.add("RRULE:" + until(rule.value(), when, calendarZone)));
        dates("RDATE", recurrence.dates(), when, calendarZone, lines);
        dates("EXDATE", excluded, when, calendarZone, lines);
        return lines;
    }

    private static void dates(
            String name, Collection<OccurrenceId> dates, EventTime when, ZoneId calendarZone, List<String> lines) {
        if (dates.isEmpty()) {
            return;
        }
        if (when instanceof EventTime.Timed timed) {
            String zone = timed.zone().orElse(calendarZone).getId();
            lines.add(name + ";TZID=" + zone + ":"
                    + dates.stream().map(date -> LOCAL.format(date.start())).collect(Collectors.joining(",")));
        } else {
            lines.add(name + ";VALUE=DATE:"
                    + dates.stream().map(date -> DAY.format(date.start())).collect(Collectors.joining(",")));
        }
    }

    private static LocalDateTime local(String text) {
        try {
            return LocalDateTime.parse(text, LOCAL);
        } catch (DateTimeException noDate) {
            throw PasserelleException.of(ErrorCode.ITEM_REJECTED, "a rule that ends on no day");
        }
    }

    /** RFC 5545 wants UNTIL to be a date for dates and UTC for times; hosts are not always so strict. */
    private static String until(String rule, EventTime when, ZoneId calendarZone) {
        Matcher until = UNTIL.matcher(rule);
        if (!until.find() || until.group(2) == null) {
            return rule;
        }
        if (when.isAllDay()) {
            return until.replaceFirst("UNTIL=" + until.group(1));
        }
        if (!until.group(3).isEmpty()) {
            return rule;
        }
        ZoneId zone = ((EventTime.Timed) when).zone().orElse(calendarZone);
        LocalDateTime local = local(until.group(1) + "T" + until.group(2));
        return until.replaceFirst(
                "UNTIL=" + LOCAL.format(local.atZone(zone).withZoneSameInstant(ZoneOffset.UTC)) + "Z");
    }
}
