// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code patternedRecurrence} (https://learn.microsoft.com/graph/api/resources/patternedrecurrence) and rules of RFC 5545 §3.3.10. */
final class OutlookRecurrence {
    static final List<String> INDEXES = List.of("first", "second", "third", "fourth", "last");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private OutlookRecurrence() {}

    /**
     * Reads a series' pattern as a rule, without the parts that its start says already.
     *
     * @throws PasserelleException {@code ITEM_MALFORMED}
     */
    static Recurrence read(Map<String, Object> recurrence, EventTime when) {
        try {
            Map<String, Object> pattern = GraphJson.object(recurrence, "pattern");
            String type = GraphJson.text(pattern, "type").orElse("");
            List<String> parts = new ArrayList<>();
            LocalDate start = when.occurrence().start().toLocalDate();
            switch (type) {
                case "daily" -> parts.add("FREQ=DAILY");
                case "weekly" -> weekly(pattern, start, parts);
                case "absoluteMonthly", "absoluteYearly" -> absolute(type, pattern, start, parts);
                case "relativeMonthly", "relativeYearly" -> relative(type, pattern, start, parts);
                default -> throw OutlookTimes.malformed("recurrence");
            }
            parts.add("INTERVAL=" + Math.max(1, GraphJson.number(pattern, "interval", 1)));
            range(GraphJson.object(recurrence, "range"), when, parts);
            return Recurrence.of(RecurrenceRule.of(String.join(";", parts)));
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw OutlookTimes.malformed("recurrence");
        }
    }

    private static void weekly(Map<String, Object> pattern, LocalDate start, List<String> parts) {
        parts.add("FREQ=WEEKLY");
        String days = days(pattern);
        if (!days.equals(code(start.getDayOfWeek()))) {
            parts.add("BYDAY=" + days);
        }
        // On which day a week begins matters only when weeks are left out and several days are chosen.
        if (GraphJson.number(pattern, "interval", 1) > 1 && days.contains(",")) {
            parts.add("WKST=" + GraphJson.text(pattern, "firstDayOfWeek").map(OutlookRecurrence::code).orElse("SU"));
        }
    }

    private static void absolute(String type, Map<String, Object> pattern, LocalDate start, List<String> parts) {
        parts.add(type.endsWith("Yearly") ? "FREQ=YEARLY" : "FREQ=MONTHLY");
        int day = GraphJson.number(pattern, "dayOfMonth", start.getDayOfMonth());
        month(type, pattern, start, parts);
        if (day > 28) {
            // Outlook takes the last day of a shorter month.
            parts.add("BYMONTHDAY=" + upTo(day));
            parts.add("BYSETPOS=-1");
        } else if (day != start.getDayOfMonth()) {
            parts.add("BYMONTHDAY=" + day);
        }
    }

    private static void month(String type, Map<String, Object> pattern, LocalDate start, List<String> parts) {
        int month = GraphJson.number(pattern, "month", start.getMonthValue());
        int day = GraphJson.number(pattern, "dayOfMonth", 0);
        if (type.endsWith("Yearly") && (month != start.getMonthValue() || type.startsWith("relative") || day > 28)) {
            parts.add("BYMONTH=" + month);
        }
    }

    static String upTo(int day) {
        StringBuilder days = new StringBuilder("28");
        for (int each = 29; each <= day; each++) {
            days.append(',').append(each);
        }
        return days.toString();
    }

    private static void relative(String type, Map<String, Object> pattern, LocalDate start, List<String> parts) {
        parts.add(type.endsWith("Yearly") ? "FREQ=YEARLY" : "FREQ=MONTHLY");
        month(type, pattern, start, parts);
        int index = INDEXES.indexOf(GraphJson.text(pattern, "index").orElse("first"));
        String position = index == 4 ? "-1" : "" + (index + 1);
        String days = days(pattern);
        if (days.contains(",")) {
            parts.add("BYDAY=" + days);
            parts.add("BYSETPOS=" + position);
        } else {
            parts.add("BYDAY=" + position + days);
        }
    }

    private static String days(Map<String, Object> pattern) {
        List<DayOfWeek> days = GraphJson.texts(pattern, "daysOfWeek").stream()
                .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                .sorted()
                .toList();
        if (days.isEmpty()) {
            throw OutlookTimes.malformed("recurrence");
        }
        return days.stream().map(OutlookRecurrence::code).collect(Collectors.joining(","));
    }

    private static String code(DayOfWeek day) {
        return code(day.name());
    }

    private static String code(String day) {
        return day.substring(0, 2).toUpperCase(Locale.ROOT);
    }

    private static void range(Map<String, Object> range, EventTime when, List<String> parts) {
        switch (GraphJson.text(range, "type").orElse("noEnd")) {
            case "numbered" -> parts.add("COUNT=" + GraphJson.number(range, "numberOfOccurrences", 1));
            case "endDate" -> parts.add("UNTIL=" + until(LocalDate.parse(GraphJson.text(range, "endDate").orElse("")), when));
            default -> {
                // It never ends.
            }
        }
    }

    private static String until(LocalDate last, EventTime when) {
        if (when instanceof EventTime.Timed timed) {
            LocalDateTime start = last.atTime(timed.start().toLocalTime());
            ZoneId zone = timed.zone().orElse(ZoneOffset.UTC);
            return UTC.format(start.atZone(zone).withZoneSameInstant(ZoneOffset.UTC));
        }
        return DAY.format(last);
    }

    /**
     * Writes a recurrence as a pattern.
     *
     * @throws PasserelleException {@code ITEM_REJECTED} for what Outlook cannot hold
     */
    static Map<String, Object> write(Recurrence recurrence, EventTime when) {
        if (recurrence.rules().size() != 1 || !recurrence.dates().isEmpty()) {
            throw rejected("several rules, or single additional days");
        }
        RecurrencePattern pattern = RecurrencePattern.of(recurrence.rules().get(0), when.occurrence().start().toLocalDate());
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("type", "noEnd");
        range.put("startDate", when.occurrence().start().toLocalDate().toString());
        range.put("recurrenceTimeZone", OutlookTimes.zoneName(when));
        pattern.count().ifPresent(count -> {
            range.put("type", "numbered");
            range.put("numberOfOccurrences", Integer.parseInt(count));
        });
        pattern.until().ifPresent(until -> {
            range.put("type", "endDate");
            range.put("endDate", lastDay(until, when).toString());
        });
        return Map.of("pattern", pattern.body(), "range", range);
    }

    private static LocalDate lastDay(String until, EventTime when) {
        try {
            LocalDate day = LocalDate.parse(until.substring(0, 8), DAY);
            if (until.endsWith("Z") && when instanceof EventTime.Timed timed) {
                LocalDateTime moment = LocalDateTime.parse(until, UTC)
                        .atZone(ZoneOffset.UTC)
                        .withZoneSameInstant(timed.zone().orElse(ZoneOffset.UTC))
                        .toLocalDateTime();
                boolean before = moment.toLocalTime().isBefore(timed.start().toLocalTime());
                return before ? moment.toLocalDate().minusDays(1) : moment.toLocalDate();
            }
            return day;
        } catch (DateTimeException | IndexOutOfBoundsException malformed) {
            throw rejected("an end that is no date");
        }
    }

    static PasserelleException rejected(String what) {
        return PasserelleException.of(ErrorCode.ITEM_REJECTED, "a recurrence that Outlook cannot hold: " + what);
    }
}
