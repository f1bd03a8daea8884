// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.model.item.RecurrenceRule;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** Recurrence rules, through the recurrence library. */
public final class Rules {
    private Rules() {}

    /** Whether the rule can be understood. */
    public static boolean sensible(RecurrenceRule rule) {
        return parse(rule).isPresent();
    }

    /** Whether it repeats every minute or second. */
    public static boolean tooFrequent(RecurrenceRule rule) {
        return rule.value().startsWith("FREQ=SECONDLY") || rule.value().startsWith("FREQ=MINUTELY");
    }

    private static Optional<org.dmfs.rfc5545.recur.RecurrenceRule> parse(RecurrenceRule rule) {
        try {
            org.dmfs.rfc5545.recur.RecurrenceRule parsed =
                    new org.dmfs.rfc5545.recur.RecurrenceRule(rule.value(), RfcMode.RFC5545_LAX);
            if (parsed.getUntil() != null) {
                // The library takes a 34th of December; no calendar has one.
                local(parsed.getUntil());
            }
            return Optional.of(parsed);
        } catch (InvalidRecurrenceRuleException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException senseless) {
            return Optional.empty();
        }
    }

    /** Whether the rule goes on for ever. */
    public static boolean endless(RecurrenceRule rule) {
        return parse(rule).map(org.dmfs.rfc5545.recur.RecurrenceRule::isInfinite).orElse(false);
    }

    /**
     * The starts that a rule gives, on the wall clock of its series: everything is counted without zones, so that 9:00 stays
     * 9:00 when clocks change.
     *
     * @param rule the rule
     * @param first first start
     * @param allDay whether the series is all-day
     * @param zone zone of the series; empty for a floating or all-day one
     * @return nothing where the rule cannot be understood
     */
    static Optional<RecurrenceRuleIterator> starts(
            RecurrenceRule rule, LocalDateTime first, boolean allDay, Optional<ZoneId> zone) {
        Optional<org.dmfs.rfc5545.recur.RecurrenceRule> parsed = parse(rule);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        org.dmfs.rfc5545.recur.RecurrenceRule known = parsed.get();
        if (allDay && (known.getFreq() == Freq.HOURLY || tooFrequent(rule))) {
            return Optional.empty();
        }
        try {
            if (known.getUntil() != null) {
                known.setUntil(until(known.getUntil(), allDay, zone));
            }
            return Optional.of(known.iterator(dateTime(first, allDay)));
        } catch (IllegalArgumentException senseless) {
            return Optional.empty();
        }
    }

    private static DateTime until(DateTime until, boolean allDay, Optional<ZoneId> zone) {
        LocalDateTime local = local(until);
        if (until.isAllDay()) {
            return allDay ? until : dateTime(local.toLocalDate().atTime(23, 59, 59), false);
        }
        if (!until.isFloating() && zone.isPresent()) {
            local = local.atZone(Stamp.UTC).withZoneSameInstant(zone.get()).toLocalDateTime();
        }
        return dateTime(local, allDay);
    }

    static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.isAllDay() ? 0 : time.getHours(),
                time.isAllDay() ? 0 : time.getMinutes(),
                time.isAllDay() ? 0 : time.getSeconds());
    }

    static DateTime dateTime(LocalDateTime local, boolean allDay) {
        return allDay
                ? new DateTime(local.getYear(), local.getMonthValue() - 1, local.getDayOfMonth())
                : new DateTime(
                        local.getYear(),
                        local.getMonthValue() - 1,
                        local.getDayOfMonth(),
                        local.getHour(),
                        local.getMinute(),
                        local.getSecond());
    }
}
