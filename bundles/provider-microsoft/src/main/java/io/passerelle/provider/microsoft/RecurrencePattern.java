// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.item.RecurrenceRule;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule as one of Outlook's six patterns.
 *
 * @param body {@code recurrencePattern}
 * @param count COUNT of the rule
 * @param until UNTIL of the rule
 */
record RecurrencePattern(Map<String, Object> body, Optional<String> count, Optional<String> until) {
    private static final Pattern WEEKDAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
    private static final Set<String> UNDERSTOOD =
            Set.of("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS");

    /**
     * Finds the pattern.
     *
     * @param first day of the first occurrence, which says what the rule leaves open
     * @throws io.passerelle.model.error.PasserelleException {@code ITEM_REJECTED} when there is none
     */
    static RecurrencePattern of(RecurrenceRule rule, LocalDate first) {
        Map<String, String> parts = new LinkedHashMap<>();
        Arrays.stream(rule.value().split(";")).map(part -> part.split("=", 2)).forEach(part -> parts.put(part[0], part[1]));
        if (!UNDERSTOOD.containsAll(parts.keySet())) {
            throw OutlookRecurrence.rejected("an unusual part");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("interval", Integer.parseInt(parts.getOrDefault("INTERVAL", "1")));
        body.put("firstDayOfWeek", day(parts.getOrDefault("WKST", "MO")));
        switch (parts.get("FREQ")) {
            case "DAILY" -> daily(parts, body);
            case "WEEKLY" -> weekly(parts, first, body);
            case "MONTHLY" -> monthly("Monthly", parts, first, body);
            case "YEARLY" -> {
                body.put("month", number(parts.getOrDefault("BYMONTH", "" + first.getMonthValue())));
                boolean weekdayOfYear = parts.containsKey("BYDAY") && !parts.containsKey("BYMONTH");
                if (weekdayOfYear) {
                    throw OutlookRecurrence.rejected("a weekday of a year");
                }
                monthly("Yearly", parts, first, body);
            }
            default -> throw OutlookRecurrence.rejected("more often than daily");
        }
        return new RecurrencePattern(body, Optional.ofNullable(parts.get("COUNT")), Optional.ofNullable(parts.get("UNTIL")));
    }

    private static void daily(Map<String, String> parts, Map<String, Object> body) {
        only(parts, "BYDAY");
        if (!parts.containsKey("BYDAY")) {
            body.put("type", "daily");
        } else if (parts.containsKey("INTERVAL")) {
            throw OutlookRecurrence.rejected("every few days on some weekdays");
        } else {
            body.put("type", "weekly");
            body.put("daysOfWeek", plainDays(parts.get("BYDAY")));
        }
    }

    private static void weekly(Map<String, String> parts, LocalDate first, Map<String, Object> body) {
        only(parts, "BYDAY");
        body.put("type", "weekly");
        body.put("daysOfWeek", plainDays(parts.getOrDefault("BYDAY", first.getDayOfWeek().name().substring(0, 2))));
    }

    private static void only(Map<String, String> parts, String allowed) {
        for (String name : List.of("BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS")) {
            if (!name.equals(allowed) && parts.containsKey(name)) {
                throw OutlookRecurrence.rejected(name);
            }
        }
    }

    private static void monthly(String suffix, Map<String, String> parts, LocalDate first, Map<String, Object> body) {
        if (suffix.equals("Monthly") && parts.containsKey("BYMONTH") || parts.containsKey("BYDAY") && parts.containsKey("BYMONTHDAY")) {
            throw OutlookRecurrence.rejected("days and months at once");
        }
        if (parts.containsKey("BYDAY")) {
            body.put("type", "relative" + suffix);
            relative(parts, body);
        } else {
            body.put("type", "absolute" + suffix);
            body.put("dayOfMonth", dayOfMonth(suffix, parts, first));
        }
    }

    private static int dayOfMonth(String suffix, Map<String, String> parts, LocalDate first) {
        String days = parts.getOrDefault("BYMONTHDAY", "" + first.getDayOfMonth());
        if (parts.containsKey("BYSETPOS")) {
            int last = number(days.substring(days.lastIndexOf(',') + 1));
            if (last >= 29 && parts.get("BYSETPOS").equals("-1") && days.equals(OutlookRecurrence.upTo(last))) {
                return last;
            }
            throw OutlookRecurrence.rejected("a position among days");
        }
        if (days.equals("-1")) {
            return 31;
        }
        int day = number(days);
        // Where a month is too short Outlook takes its last day, the rule skips it: the same only where that cannot be.
        if (day > 28 && (suffix.equals("Monthly") || first.getMonthValue() == 2)) {
            throw OutlookRecurrence.rejected("a day that some months do not have");
        }
        return day;
    }

    private static void relative(Map<String, String> parts, Map<String, Object> body) {
        String days = parts.get("BYDAY");
        String position = parts.get("BYSETPOS");
        Matcher one = WEEKDAY.matcher(days);
        if (position == null && one.matches() && one.group(1) != null) {
            position = one.group(1);
            days = one.group(2);
        }
        if (position == null) {
            throw OutlookRecurrence.rejected("every such weekday of a month");
        }
        int place = position.equals("-1") ? 4 : number(position.replace("+", "")) - 1;
        if (place < 0 || place > 4 || place == 4 && !position.equals("-1")) {
            throw OutlookRecurrence.rejected("a position among weekdays");
        }
        body.put("index", OutlookRecurrence.INDEXES.get(place));
        body.put("daysOfWeek", plainDays(days));
    }

    private static List<String> plainDays(String days) {
        List<String> names = new ArrayList<>();
        for (String day : days.split(",")) {
            names.add(day(day));
        }
        return names;
    }

    private static String day(String code) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> day.name().toLowerCase(Locale.ROOT))
                .filter(name -> code.length() == 2 && name.startsWith(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> OutlookRecurrence.rejected("weekdays with numbers"));
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,4}")) {
            throw OutlookRecurrence.rejected("a number that is none, or several");
        }
        return Integer.parseInt(text);
    }
}
