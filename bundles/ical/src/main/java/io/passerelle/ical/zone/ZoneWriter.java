// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.zone;

import io.passerelle.ical.text.ContentLines;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Collectors;

/** Writes a VTIMEZONE (RFC 5545 §3.6.5) from the zone rules of the JDK. */
public final class ZoneWriter {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private static final int NO_LEAP_YEAR = 2027;

    private final ContentLines lines;

    public ZoneWriter(ContentLines lines) {
        this.lines = lines;
    }

    /**
     * Writes the definition of a zone.
     *
     * @param zone which
     * @param fromYear first year that the definition has to be right for
     */
    public void write(ZoneId zone, int fromYear) throws IOException {
        ZoneRules rules = zone.getRules();
        LocalDateTime first = LocalDateTime.of(fromYear, 1, 1, 0, 0);
        Instant from = first.toInstant(ZoneOffset.UTC);
        lines.begin("VTIMEZONE");
        lines.raw("TZID", zone.getId());
        ZoneOffset initial = rules.getOffset(from);
        observance(rules.isDaylightSavings(from), initial, initial, first, "");
        int lastYear = fromYear;
        for (ZoneOffsetTransition transition : rules.getTransitions()) {
            if (transition.getInstant().isAfter(from)) {
                lastYear = transition.getDateTimeBefore().getYear();
                observance(rules.isDaylightSavings(transition.getInstant()), transition, "");
            }
        }
        List<ZoneOffsetTransitionRule> yearly = rules.getTransitionRules();
        for (ZoneOffsetTransitionRule rule : yearly) {
            ZoneOffsetTransition next = rule.createTransition(lastYear + 1);
            observance(rules.isDaylightSavings(next.getInstant()), next, recurrence(rule, next));
        }
        lines.end("VTIMEZONE");
    }

    private void observance(boolean daylight, ZoneOffsetTransition transition, String rule) throws IOException {
        observance(
                daylight,
                transition.getOffsetBefore(),
                transition.getOffsetAfter(),
                transition.getDateTimeBefore(),
                rule);
    }

    private void observance(boolean daylight, ZoneOffset before, ZoneOffset after, LocalDateTime start, String rule)
            throws IOException {
        String kind = daylight ? "DAYLIGHT" : "STANDARD";
        lines.begin(kind);
        lines.raw("DTSTART", LOCAL.format(start));
        lines.raw("TZOFFSETFROM", offset(before));
        lines.raw("TZOFFSETTO", offset(after));
        if (!rule.isEmpty()) {
            lines.raw("RRULE", rule);
        }
        lines.end(kind);
    }

    /** The day of the change follows from its local time, which may lie on the day before or after the rule's own. */
    private static String recurrence(ZoneOffsetTransitionRule rule, ZoneOffsetTransition next) {
        String month = "FREQ=YEARLY;BYMONTH=" + next.getDateTimeBefore().getMonthValue();
        DayOfWeek day = rule.getDayOfWeek();
        if (day == null) {
            return month + ";BYMONTHDAY=" + next.getDateTimeBefore().getDayOfMonth();
        }
        int shift = Math.floorMod(next.getDateTimeBefore().getDayOfWeek().getValue() - day.getValue() + 1, 7) - 1;
        String name = next.getDateTimeBefore().getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ENGLISH).substring(0, 2).toUpperCase(Locale.ROOT);
        int indicator = rule.getDayOfMonthIndicator();
        if (indicator == -1 && shift == 0) {
            return month + ";BYDAY=-1" + name;
        }
        int earliest = (indicator < 0 ? rule.getMonth().maxLength() + indicator - 5 : indicator) + shift;
        LocalDate first = LocalDate.of(NO_LEAP_YEAR, rule.getMonth(), 1).plusDays(earliest - 1L);
        if (first.getMonth() != first.plusDays(6).getMonth()) {
            // A week over the end of a month: counted from the end of the year, where leap days do not matter.
            int fromEnd = first.getDayOfYear() - first.lengthOfYear() - 1;
            return "FREQ=YEARLY;BYYEARDAY=" + week(fromEnd) + ";BYDAY=" + name;
        }
        return month + ";BYDAY=" + name + ";BYMONTHDAY=" + week(first.getDayOfMonth());
    }

    private static String week(int first) {
        return IntStream.range(first, first + 7).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        String text = (offset.getTotalSeconds() < 0 ? "-" : "+")
                + String.format(Locale.ROOT, "%02d%02d", seconds / 3600, seconds / 60 % 60);
        return seconds % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", seconds % 60);
    }
}
