// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** The occurrences of a series (<a href="https://learn.microsoft.com/graph/api/resources/recurrencepattern">recurrencePattern</a>). */
final class OutlookSeries {
    private static final int MOST_STEPS = 5000;
    private static final Set<String> MONTHLY = Set.of("absoluteMonthly", "absoluteYearly");
    private static final List<String> INDEXES = List.of("first", "second", "third", "fourth", "last");
    private final OutlookItem master;
    private final ZonedDateTime start;
    private final Duration length;
    private final String rule;
    private final LocalDate first;

    /**
     * One occurrence.
     *
     * @param date      day of its original start, in the series' zone
     * @param start     when it takes place
     * @param end       when it ends
     * @param exception its own state, if it is an exception
     */
    record Instance(LocalDate date, ZonedDateTime start, ZonedDateTime end, Optional<OutlookItem> exception) {
        boolean touches(Instant from, Instant to) {
            return start.toInstant().isBefore(to) && (end.toInstant().isAfter(from) || start.equals(end) && !start.toInstant().isBefore(from));
        }
    }

    OutlookSeries(OutlookItem master) {
        this.master = master;
        this.start = OutlookTimes.read(master.tree().get("start"), "Start");
        this.length = Duration.between(start, OutlookTimes.read(master.tree().get("end"), "End"));
        JsonNode range = master.tree().path("recurrence").path("range");
        this.first = LocalDate.parse(range.path("startDate").asText());
        this.rule = rule(master.tree().path("recurrence").path("pattern"), range);
    }

    static String instanceId(String master, LocalDate date) {
        return master + "." + date.toString().replace("-", "");
    }

    /** The occurrence ids that a series lists as cancelled. */
    static String occurrenceId(String master, LocalDate date) {
        return "OID." + master + "." + date;
    }

    /** Every occurrence that touches a span of time, cancelled ones left out. */
    List<Instance> between(OutlookFolder folder, Instant from, Instant to) {
        List<Instance> out = new ArrayList<>();
        Set<String> cancelled = cancelled();
        for (LocalDate date : dates(to)) {
            if (!cancelled.contains(occurrenceId(master.id(), date))) {
                Instance instance = at(folder, date);
                if (instance.touches(from, to)) {
                    out.add(instance);
                }
            }
        }
        return out;
    }

    /** One occurrence; empty when the series has none on that day. */
    Optional<Instance> on(OutlookFolder folder, LocalDate date) {
        boolean takesPlace = !cancelled().contains(occurrenceId(master.id(), date))
                && dates(date.plusDays(2).atStartOfDay(start.getZone()).toInstant()).contains(date);
        return takesPlace ? Optional.of(at(folder, date)) : Optional.empty();
    }

    private Set<String> cancelled() {
        return StreamSupport.stream(master.tree().path("cancelledOccurrences").spliterator(), false).map(JsonNode::asText).collect(Collectors.toSet());
    }

    private Instance at(OutlookFolder folder, LocalDate date) {
        Optional<OutlookItem> exception = folder.live(instanceId(master.id(), date));
        if (exception.isPresent()) {
            return new Instance(date, OutlookTimes.read(exception.get().tree().get("start"), "Start"),
                    OutlookTimes.read(exception.get().tree().get("end"), "End"), exception);
        }
        ZonedDateTime at = original(date);
        return new Instance(date, at, at.plus(length), exception);
    }

    /** When the occurrence of a day starts by the series' rule. */
    ZonedDateTime original(LocalDate date) {
        return date.atTime(start.toLocalTime()).atZone(start.getZone());
    }

    /** Days of occurrences that may start before an instant. */
    private Set<LocalDate> dates(Instant before) {
        Set<LocalDate> dates = new LinkedHashSet<>();
        try {
            RecurrenceRuleIterator steps = new RecurrenceRule(rule).iterator(new DateTime(first.getYear(), first.getMonthValue() - 1, first.getDayOfMonth()));
            for (int i = 0; steps.hasNext() && i < MOST_STEPS; i++) {
                DateTime next = steps.nextDateTime();
                LocalDate date = LocalDate.of(next.getYear(), next.getMonth() + 1, next.getDayOfMonth());
                if (!original(date).minusDays(400).toInstant().isBefore(before)) {
                    break;
                }
                dates.add(date);
            }
        } catch (InvalidRecurrenceRuleException malformed) {
            throw invalid();
        }
        return dates;
    }

    private static GraphError invalid() {
        return GraphError.of(400, "ErrorPropertyValidationFailure", "At least one property failed validation: Recurrence");
    }

    /** The pattern as a rule of RFC 5545; refuses combinations that Graph refuses. */
    static String rule(JsonNode pattern, JsonNode range) {
        String type = pattern.path("type").asText();
        StringBuilder rule = new StringBuilder(type.startsWith("absolute") ? type.endsWith("Monthly") ? "FREQ=MONTHLY" : "FREQ=YEARLY"
                : type.startsWith("relative") ? type.endsWith("Monthly") ? "FREQ=MONTHLY" : "FREQ=YEARLY" : "FREQ=" + type.toUpperCase(Locale.ROOT));
        if (pattern.path("interval").asInt() < 1) {
            throw invalid();
        }
        rule.append(";INTERVAL=").append(pattern.path("interval").asInt());
        Set<String> days = new HashSet<>();
        pattern.path("daysOfWeek").forEach(day -> days.add(day.asText().substring(0, 2).toUpperCase(Locale.ROOT)));
        if (type.equals("weekly") || type.startsWith("relative")) {
            if (days.isEmpty()) {
                throw invalid();
            }
            rule.append(";BYDAY=").append(String.join(",", days));
            rule.append(";WKST=").append(pattern.path("firstDayOfWeek").asText("sunday").substring(0, 2).toUpperCase(Locale.ROOT));
        } else if (!days.isEmpty()) {
            throw invalid();
        }
        if (type.startsWith("relative")) {
            int index = INDEXES.indexOf(pattern.path("index").asText("first"));
            rule.append(";BYSETPOS=").append(index == 4 ? -1 : index + 1);
        }
        if (MONTHLY.contains(type)) {
            int day = pattern.path("dayOfMonth").asInt();
            if (day < 1 || day > 31) {
                throw invalid();
            }
            rule.append(day <= 28 ? ";BYMONTHDAY=" + day : ";BYMONTHDAY=" + days(day) + ";BYSETPOS=-1");
        }
        if (type.endsWith("Yearly")) {
            int month = pattern.path("month").asInt();
            if (month < 1 || month > 12) {
                throw invalid();
            }
            rule.append(";BYMONTH=").append(month);
        }
        return rule + until(range);
    }

    /** The 31st of a shorter month is its last day, as Outlook has it. */
    private static String days(int day) {
        StringBuilder days = new StringBuilder("28");
        for (int each = 29; each <= day; each++) {
            days.append(',').append(each);
        }
        return days.toString();
    }

    private static String until(JsonNode range) {
        return switch (range.path("type").asText()) {
            case "noEnd" -> "";
            case "numbered" -> {
                if (range.path("numberOfOccurrences").asInt() < 1) {
                    throw invalid();
                }
                yield ";COUNT=" + range.path("numberOfOccurrences").asInt();
            }
            case "endDate" -> {
                if (!range.path("endDate").asText().matches("\\d{4}-\\d\\d-\\d\\d") || range.path("endDate").asText().startsWith("0001")) {
                    throw invalid();
                }
                yield ";UNTIL=" + range.path("endDate").asText().replace("-", "");
            }
            default -> throw invalid();
        };
    }
}
