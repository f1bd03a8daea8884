// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.host.local.web.Fields;
import io.passerelle.host.local.web.HostServlet;
import io.passerelle.ical.Occurrences;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The simple ways of repeating that the form offers; everything else is kept and called a rule of its own. */
final class RepeatWire {
    private static final Set<String> FREQUENCIES = Set.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");
    private static final Set<String> SIMPLE = Set.of("FREQ", "INTERVAL", "COUNT", "UNTIL");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private RepeatWire() {}

    static ObjectNode wire(Recurrence recurrence, EventTime when) {
        ObjectNode to = HostServlet.JSON.createObjectNode();
        Map<String, String> parts = recurrence.rules().size() == 1 && recurrence.dates().isEmpty()
                ? parts(recurrence.rules().get(0))
                : Map.of();
        String frequency = parts.getOrDefault("FREQ", "");
        if (!FREQUENCIES.contains(frequency) || !SIMPLE.containsAll(parts.keySet())) {
            return to.put("custom", true)
                    .put("rule", recurrence.rules().stream().map(RecurrenceRule::value).collect(Collectors.joining(" ")));
        }
        to.put("frequency", frequency);
        to.put("interval", Integer.parseInt(parts.getOrDefault("INTERVAL", "1")));
        if (parts.containsKey("COUNT")) {
            to.put("count", Integer.parseInt(parts.get("COUNT")));
        }
        if (parts.containsKey("UNTIL")) {
            to.put("until", lastDay(parts.get("UNTIL"), when).toString());
        }
        return to;
    }

    private static Map<String, String> parts(RecurrenceRule rule) {
        return Arrays.stream(rule.value().split(";"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }

    private static LocalDate lastDay(String until, EventTime when) {
        try {
            LocalDate day = LocalDate.parse(until.substring(0, 8), DATE);
            if (until.endsWith("Z") && when instanceof EventTime.Timed timed && timed.zone().isPresent()) {
                return LocalDateTime.parse(until, TIME).atOffset(ZoneOffset.UTC)
                        .atZoneSameInstant(timed.zone().get()).toLocalDate();
            }
            return day;
        } catch (DateTimeParseException | StringIndexOutOfBoundsException odd) {
            return when.occurrence().start().toLocalDate();
        }
    }

    /** Empty for an event that does not repeat; what was there where the form could not show it. */
    static Optional<Recurrence> recurrence(Fields body, EventTime when, Optional<Recurrence> present) {
        if (!body.has("repeat")) {
            return present;
        }
        Optional<Fields> repeat = body.object("repeat");
        if (repeat.isEmpty()) {
            return Optional.empty();
        }
        Fields form = repeat.get();
        if (form.flag("custom")) {
            return present;
        }
        String frequency = form.required("frequency", 20);
        if (!FREQUENCIES.contains(frequency)) {
            throw PasserelleException.invalid("repeat.frequency", "is DAILY, WEEKLY, MONTHLY or YEARLY");
        }
        StringBuilder rule = new StringBuilder("FREQ=" + frequency);
        form.number("interval", 1, 999).ifPresent(interval -> rule.append(";INTERVAL=").append(interval));
        form.number("count", 1, 9999).ifPresent(count -> rule.append(";COUNT=").append(count));
        if (!form.text("until", 10).isEmpty()) {
            if (form.has("count")) {
                throw PasserelleException.invalid("repeat.until", "and a count exclude each other");
            }
            LocalDate until = form.date("until");
            if (until.isBefore(when.occurrence().start().toLocalDate())) {
                throw PasserelleException.invalid("repeat.until", "is not before the start");
            }
            rule.append(";UNTIL=").append(until(until, when));
        }
        RecurrenceRule parsed = RecurrenceRule.of(rule.toString());
        if (!Occurrences.understands(parsed)) {
            throw PasserelleException.invalid("repeat", "makes no sense");
        }
        return Optional.of(new Recurrence(List.of(parsed), java.util.Collections.emptySortedSet()));
    }

    /** A date for whole days, the last second of the day in UTC for times with a zone (RFC 5545 §3.3.10). */
    private static String until(LocalDate day, EventTime when) {
        if (when.isAllDay()) {
            return DATE.format(day);
        }
        LocalDateTime last = day.atTime(23, 59, 59);
        Optional<ZoneId> zone = ((EventTime.Timed) when).zone();
        return zone.isPresent()
                ? TIME.format(last.atZone(zone.get()).withZoneSameInstant(ZoneOffset.UTC))
                : DATE.format(last) + "T235959";
    }
}
