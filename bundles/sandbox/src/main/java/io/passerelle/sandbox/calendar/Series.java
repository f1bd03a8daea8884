// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** The occurrences of a recurring event, computed in the local time of its zone; RFC 5545 section 3.8.5. */
final class Series {
    /** No series is expanded beyond this many steps, whatever its rule says. */
    static final int MAX_STEPS = 20_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final boolean allDay;
    private final ZonedDateTime start;
    private final ZonedDateTime end;
    private final List<RecurrenceRule> rules = new ArrayList<>();
    private final TreeSet<LocalDateTime> extra = new TreeSet<>();
    private final Set<LocalDateTime> excluded = new HashSet<>();

    private Series(JsonNode start, JsonNode end) {
        this.allDay = EventTimes.allDay(start);
        this.start = EventTimes.own(start);
        this.end = EventTimes.own(end);
    }

    /** Reads a master's start, end and recurrence; refuses what Google refuses. */
    static Series of(JsonNode master) {
        Series series = new Series(master.get("start"), master.get("end"));
        for (JsonNode line : master.path("recurrence")) {
            series.line(line.asText());
        }
        if (series.rules.isEmpty() && series.extra.isEmpty()) {
            throw invalid();
        }
        return series;
    }

    private static GoogleError invalid() {
        return GoogleError.invalid("Invalid recurrence rule.");
    }

    private void line(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw invalid();
        }
        String[] head = line.substring(0, colon).toUpperCase(Locale.ROOT).split(";");
        String value = line.substring(colon + 1);
        switch (head[0]) {
            case "RRULE" -> rules.add(rule(value));
            case "EXRULE" -> rule(value);
            case "RDATE" -> extra.addAll(dates(line.substring(0, colon), value));
            case "EXDATE" -> excluded.addAll(dates(line.substring(0, colon), value));
            default -> throw invalid();
        }
    }

    private RecurrenceRule rule(String value) {
        try {
            RecurrenceRule rule = new RecurrenceRule(value);
            if (rule.getUntil() != null) {
                if (value.toUpperCase(Locale.ROOT).contains("COUNT=")) {
                    throw invalid();
                }
                rule.setUntil(local(rule.getUntil()));
            }
            return rule;
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException malformed) {
            throw invalid();
        }
    }

    private DateTime local(DateTime until) {
        LocalDateTime at = LocalDateTime.of(until.getYear(), until.getMonth() + 1, until.getDayOfMonth(),
                until.isAllDay() ? 23 : until.getHours(), until.isAllDay() ? 59 : until.getMinutes(), until.isAllDay() ? 59 : until.getSeconds());
        if (allDay) {
            return new DateTime(at.getYear(), at.getMonthValue() - 1, at.getDayOfMonth());
        }
        if (!until.isAllDay() && !until.isFloating()) {
            at = LocalDateTime.ofInstant(Instant.ofEpochMilli(until.getTimestamp()), start.getZone());
        }
        return floating(at);
    }

    private static DateTime floating(LocalDateTime at) {
        return new DateTime(at.getYear(), at.getMonthValue() - 1, at.getDayOfMonth(), at.getHour(), at.getMinute(), at.getSecond());
    }

    private List<LocalDateTime> dates(String head, String value) {
        int tzid = head.toUpperCase(Locale.ROOT).indexOf("TZID=");
        List<LocalDateTime> out = new ArrayList<>();
        try {
            ZoneId zone = tzid < 0 ? start.getZone() : ZoneId.of(head.substring(tzid + 5).split(";")[0].replace("\"", ""));
            for (String date : value.split(",")) {
                if (date.length() == 8) {
                    LocalDate day = LocalDate.parse(date, DAY);
                    out.add(allDay ? day.atStartOfDay() : day.atTime(start.toLocalTime()));
                } else if (date.endsWith("Z")) {
                    out.add(LocalDateTime.parse(date.substring(0, date.length() - 1), LOCAL).atOffset(ZoneOffset.UTC)
                            .atZoneSameInstant(start.getZone()).toLocalDateTime());
                } else {
                    out.add(LocalDateTime.parse(date, LOCAL).atZone(zone).withZoneSameInstant(start.getZone()).toLocalDateTime());
                }
            }
        } catch (DateTimeException malformed) {
            throw invalid();
        }
        return out;
    }

    /** Visits starts in rising order until the visitor says stop, the series ends or the bound is reached. */
    void visit(Predicate<LocalDateTime> goOn) {
        TreeSet<LocalDateTime> pending = new TreeSet<>(extra);
        List<RecurrenceRuleIterator> iterators = new ArrayList<>();
        for (RecurrenceRule rule : rules) {
            iterators.add(rule.iterator(allDay ? new DateTime(start.getYear(), start.getMonthValue() - 1, start.getDayOfMonth())
                    : floating(start.toLocalDateTime())));
        }
        LocalDateTime[] heads = new LocalDateTime[iterators.size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = next(iterators.get(i));
        }
        for (int step = 0; step < MAX_STEPS; step++) {
            LocalDateTime least = pending.isEmpty() ? null : pending.first();
            for (LocalDateTime head : heads) {
                least = least == null || head != null && head.isBefore(least) ? head : least;
            }
            if (least == null) {
                return;
            }
            pending.remove(least);
            for (int i = 0; i < heads.length; i++) {
                heads[i] = least.equals(heads[i]) ? next(iterators.get(i)) : heads[i];
            }
            if (!excluded.contains(least) && !goOn.test(least)) {
                return;
            }
        }
    }

    private static LocalDateTime next(RecurrenceRuleIterator iterator) {
        if (!iterator.hasNext()) {
            return null;
        }
        DateTime at = iterator.nextDateTime();
        return at.isAllDay() ? LocalDate.of(at.getYear(), at.getMonth() + 1, at.getDayOfMonth()).atStartOfDay()
                : LocalDateTime.of(at.getYear(), at.getMonth() + 1, at.getDayOfMonth(), at.getHours(), at.getMinutes(), at.getSeconds());
    }

    /** The suffix of an instance's id: its original start, a date or UTC. */
    String suffix(LocalDateTime occurrence) {
        return allDay ? DAY.format(occurrence) : UTC.format(occurrence.atZone(start.getZone()).toInstant());
    }

    /** The occurrence with this suffix, if it belongs to the series. */
    Optional<LocalDateTime> find(String suffix) {
        LocalDateTime wanted;
        try {
            if (allDay != (suffix.length() == 8)) {
                return Optional.empty();
            }
            wanted = allDay ? LocalDate.parse(suffix, DAY).atStartOfDay()
                    : ZonedDateTime.parse(suffix, UTC).withZoneSameInstant(start.getZone()).toLocalDateTime();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
        boolean[] found = {false};
        visit(at -> {
            found[0] = at.equals(wanted);
            return at.isBefore(wanted);
        });
        return found[0] ? Optional.of(wanted) : Optional.empty();
    }

    ObjectNode startOf(LocalDateTime occurrence, ZoneId shownIn) {
        return allDay ? Json.object().put("date", occurrence.toLocalDate().toString())
                : EventTimes.timed(occurrence.atZone(start.getZone()).toInstant(), start.getZone(), shownIn);
    }

    ObjectNode endOf(LocalDateTime occurrence, ZoneId shownIn) {
        if (allDay) {
            long days = ChronoUnit.DAYS.between(start.toLocalDate(), end.toLocalDate());
            return Json.object().put("date", occurrence.toLocalDate().plusDays(days).toString());
        }
        Duration length = Duration.between(start, end);
        return EventTimes.timed(occurrence.atZone(start.getZone()).toInstant().plus(length), end.getZone(), shownIn);
    }

    /** The moment at which an occurrence begins; a date begins at midnight of {@code zone}. */
    Instant instant(LocalDateTime occurrence, ZoneId zone) {
        return occurrence.atZone(allDay ? zone : start.getZone()).toInstant();
    }

    Duration length() {
        return Duration.between(start, end);
    }
}
