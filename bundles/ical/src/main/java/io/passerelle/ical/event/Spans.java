// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import java.time.Duration;
import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DURATION (RFC 5545 §3.3.6): days and weeks are counted on the calendar, the rest on the clock.
 *
 * @param days whole days
 * @param time hours, minutes and seconds
 */
record Spans(Period days, Duration time) {
    private static final Pattern FORM = Pattern.compile(
            "([+-]?)P(?:(\\d{1,5})W)?(?:(\\d{1,6})D)?(?:T(?:(\\d{1,7})H)?(?:(\\d{1,8})M)?(?:(\\d{1,9})S)?)?");

    static Spans parse(String value) throws Malformed {
        Matcher parts = FORM.matcher(value.strip());
        if (!parts.matches() || value.strip().length() < 3) {
            throw Malformed.time();
        }
        int sign = "-".equals(parts.group(1)) ? -1 : 1;
        int days = number(parts, 2) * 7 + number(parts, 3);
        Duration time = Duration.ofHours(number(parts, 4)).plusMinutes(number(parts, 5)).plusSeconds(number(parts, 6));
        return new Spans(Period.ofDays(sign * days), sign < 0 ? time.negated() : time);
    }

    /** With a day as 24 hours. */
    Duration exact() {
        return time.plusDays(days.getDays());
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    static String format(Duration duration) {
        long seconds = Math.abs(duration.getSeconds());
        StringBuilder text = new StringBuilder(duration.isNegative() ? "-P" : "P");
        long days = seconds / 86400;
        if (days > 0) {
            text.append(days).append('D');
        }
        long rest = seconds % 86400;
        if (rest > 0 || days == 0) {
            text.append('T');
            append(text, rest / 3600, 'H');
            append(text, rest / 60 % 60, 'M');
            append(text, rest % 60, 'S');
            if (rest == 0) {
                text.append("0S");
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long number, char unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }
}
