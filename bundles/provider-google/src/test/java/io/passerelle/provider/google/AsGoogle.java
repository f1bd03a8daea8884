// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may become of an event at Google, said without the translator: no floating times and no bare offsets, five reminders of at
 * most four weeks and none after the start, pages with http only, eleven colours, an organiser of Google's choosing, no
 * categories, occurrences that are cancelled instead of described as cancelled.
 */
record AsGoogle(ZoneId calendar) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final Pattern UNTIL = Pattern.compile("UNTIL=(\\d{8}T\\d{6})(Z?)");

    /** The fields that have to be the same before and after. */
    SortedMap<FieldPath, String> meaning(CalendarEvent event) {
        EventTime when = time(event.when());
        EventDetails details = details(event.details());
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        event.overrides().forEach((id, occurrence) -> {
            Occurrence kept = occurrence(occurrence);
            if (!(kept instanceof Occurrence.Changed changed && isUnchanged(id, changed, when, details))) {
                overrides.put(id, kept);
            }
        });
        return new CalendarEvent(event.uid(), when, details, event.recurrence().map(rule -> recurrence(rule, when)), overrides)
                .fields();
    }

    private static boolean isUnchanged(OccurrenceId id, Occurrence.Changed changed, EventTime when, EventDetails details) {
        return changed.details().equals(details) && changed.when().canonical().equals(GoogleTimes.unchanged(id, when).canonical());
    }

    private Occurrence occurrence(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Changed changed && changed.details().status() != EventStatus.CANCELLED) {
            return new Occurrence.Changed(time(changed.when()), details(changed.details()));
        }
        return new Occurrence.Cancelled();
    }

    private EventTime time(EventTime when) {
        if (!(when instanceof EventTime.Timed timed)) {
            return when;
        }
        ZoneId zone = timed.zone().orElse(calendar);
        ZoneId endZone = timed.endZone().orElse(calendar);
        return new EventTime.Timed(
                local(timed.start(), zone), timed.zone().or(() -> Optional.of(zone)).map(this::region),
                local(timed.end(), endZone), timed.endZone().or(() -> Optional.of(endZone)).map(this::region));
    }

    private ZoneId region(ZoneId zone) {
        return zone instanceof ZoneOffset ? calendar : zone;
    }

    private LocalDateTime local(LocalDateTime time, ZoneId zone) {
        return time.atZone(zone).withZoneSameInstant(region(zone)).toLocalDateTime();
    }

    private Recurrence recurrence(Recurrence recurrence, EventTime when) {
        List<RecurrenceRule> rules =
                recurrence.rules().stream().map(rule -> RecurrenceRule.of(utc(rule.value(), when))).toList();
        return new Recurrence(rules, recurrence.dates());
    }

    private String utc(String rule, EventTime when) {
        Matcher until = UNTIL.matcher(rule);
        if (!until.find() || !(when instanceof EventTime.Timed timed)) {
            return until.reset().replaceFirst(match -> "UNTIL=" + match.group(1).substring(0, 8));
        }
        LocalDateTime end = LocalDateTime.parse(until.group(1), LOCAL);
        ZoneId zone = until.group(2).isEmpty() ? timed.zone().orElse(calendar) : ZoneOffset.UTC;
        return until.replaceFirst("UNTIL=" + LOCAL.format(end.atZone(zone).withZoneSameInstant(ZoneOffset.UTC)) + "Z");
    }

    private static EventDetails details(EventDetails details) {
        List<Alarm> alarms = details.alarms().stream()
                .filter(alarm -> !alarm.before().isNegative())
                .map(alarm -> alarm.before().compareTo(Duration.ofDays(28)) > 0 ? new Alarm(Duration.ofDays(28), alarm.action()) : alarm)
                .map(alarm -> new Alarm(Duration.ofMinutes(alarm.before().toMinutes()), alarm.action()))
                .sorted()
                .distinct()
                .limit(5)
                .toList();
        return details.toBuilder()
                .alarms(alarms)
                .defaultAlarms(alarms.isEmpty() && details.defaultAlarms())
                .organizer(null)
                .categories(List.of())
                .color(details.color().map(color -> "some").orElse(null))
                .url(details.url().filter(url -> url.startsWith("http")).orElse(null))
                .build();
    }

    /** The fields that are not the same, each with what was and what is. */
    Map<FieldPath, List<String>> differences(CalendarEvent before, CalendarEvent after) {
        SortedMap<FieldPath, String> was = meaning(before);
        SortedMap<FieldPath, String> is = meaning(after);
        Map<FieldPath, List<String>> different = new TreeMap<>();
        was.forEach((path, value) -> {
            if (!value.equals(is.get(path))) {
                different.put(path, List.of(value, is.getOrDefault(path, "nothing")));
            }
        });
        is.forEach((path, value) -> {
            if (!was.containsKey(path)) {
                different.put(path, List.of("nothing", value));
            }
        });
        return different;
    }
}
