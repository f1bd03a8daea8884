// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date of which the year, or the day, may be unknown (RFC 9553 {@code PartialDate}, vCard 4 BDAY, Google {@code Date}).
 * Known are: year, month and day; month and day; year and month; the year; the month.
 *
 * @param year 1 to 9999, or 0 where it is unknown
 * @param month 1 to 12, or 0 where it is unknown
 * @param day 1 to 31, or 0 where it is unknown
 */
public record PartialDate(int year, int month, int day) implements Comparable<PartialDate> {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{4})(?:-?(\\d{2}))?(?:-?(\\d{2}))?|--(\\d{2})(?:-?(\\d{2}))?)(?:T.*)?");

    public PartialDate {
        if (year < 0 || year > 9999 || year == 0 && month == 0 || month == 0 && day != 0) {
            throw new IllegalArgumentException("a date has a year of 1 to 9999 or a month");
        }
        try {
            if (month != 0 && day != 0) {
                if (year != 0) {
                    LocalDate.of(year, month, day);
                } else {
                    MonthDay.of(month, day);
                }
            } else if (month != 0) {
                YearMonth.of(Math.max(year, 1), month);
            } else {
                Year.of(year);
            }
        } catch (DateTimeException impossible) {
            throw new IllegalArgumentException("no such day");
        }
    }

    /** A full date. */
    public static PartialDate of(LocalDate date) {
        return new PartialDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    /** A day of every year. */
    public static PartialDate of(int month, int day) {
        return new PartialDate(0, month, day);
    }

    /** The date, where it is known in full. */
    public Optional<LocalDate> full() {
        return year != 0 && month != 0 && day != 0 ? Optional.of(LocalDate.of(year, month, day)) : Optional.empty();
    }

    /**
     * Reads what {@link #toString()} writes, and the forms of vCard 3 and 4 ({@code 19800517}, {@code --0517}); a time
     * behind the date is left out.
     *
     * @throws IllegalArgumentException when it is no date
     */
    public static PartialDate parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("a date is given as 1980-05-17, --05-17, 1980-05, 1980 or --05");
        }
        return form.group(4) != null
                ? new PartialDate(0, number(form.group(4)), number(form.group(5)))
                : new PartialDate(number(form.group(1)), number(form.group(2)), number(form.group(3)));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public int compareTo(PartialDate other) {
        return toString().compareTo(other.toString());
    }

    /** {@code 1980-05-17}, {@code --05-17}, {@code 1980-05}, {@code 1980} or {@code --05}. */
    @Override
    public String toString() {
        return (year == 0 ? "--" : String.format(Locale.ROOT, "%04d", year) + (month == 0 ? "" : "-"))
                + (month == 0 ? "" : String.format(Locale.ROOT, "%02d", month))
                + (day == 0 ? "" : String.format(Locale.ROOT, "-%02d", day));
    }
}
