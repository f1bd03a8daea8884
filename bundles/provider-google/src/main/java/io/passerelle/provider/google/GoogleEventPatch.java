// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes fields of an item as the body of a Google event: only those given, each absent one cleared explicitly. */
final class GoogleEventPatch {
    private static final Set<String> REMINDERS = Set.of("color", "alarms", "defaultAlarms");
    /** What Google lets one change in events that are not ordinary ones; all else of them is left alone. */
    private static final Map<String, Set<String>> CHANGEABLE = Map.of(
            "birthday", REMINDERS,
            "workingLocation", REMINDERS,
            "fromGmail", Set.of("color", "alarms", "defaultAlarms", "visibility", "freeBusy"),
            "outOfOffice", Set.of("color", "alarms", "defaultAlarms", "title", "when"),
            "focusTime", Set.of("color", "alarms", "defaultAlarms", "title", "when"));

    private GoogleEventPatch() {}

    /** The roots of a set of paths that may be changed in an event of this kind. */
    static Set<String> changeable(Collection<FieldPath> fields, String type) {
        Set<String> allowed = CHANGEABLE.getOrDefault(type, "default".equals(type) ? CalendarEvent.ROOTS : REMINDERS);
        return fields.stream()
                .map(FieldPath::root)
                .filter(allowed::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A new event with everything the item has. */
    static Map<String, Object> create(CalendarEvent item, Collection<OccurrenceId> excluded, ZoneId calendarZone) {
        Set<String> roots = item.fields().keySet().stream().map(FieldPath::root).collect(Collectors.toSet());
        roots.add("status");
        roots.add("defaultAlarms");
        Map<String, Object> body = event(item, roots, excluded, Map.of(), calendarZone);
        body.values().removeIf(value -> value == GoogleJson.NULL);
        body.computeIfPresent("start", (name, time) -> withoutNulls(time));
        body.computeIfPresent("end", (name, time) -> withoutNulls(time));
        body.computeIfPresent("reminders", (name, reminders) -> withoutNulls(reminders));
        return body;
    }

    private static Object withoutNulls(Object object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) object).forEach((name, value) -> {
            if (value != GoogleJson.NULL) {
                copy.put((String) name, value);
            }
        });
        return copy;
    }

    /**
     * Fields of an event or of a series' master; never its overrides.
     *
     * @param roots the fields to write
     * @param excluded occurrences to take out, written when the recurrence is
     * @param present the event as it is, for the lists that are replaced whole
     */
    static Map<String, Object> event(
            CalendarEvent item,
            Set<String> roots,
            Collection<OccurrenceId> excluded,
            Map<String, Object> present,
            ZoneId calendarZone) {
        Map<String, Object> body = details(item.details(), roots, present);
        boolean recurrence = roots.contains(CalendarEvent.RECURRENCE);
        if (roots.contains(CalendarEvent.WHEN) || recurrence && item.recurrence().isPresent()) {
            // A series needs the zone that it recurs in, also when only the rule is new.
            GoogleTimes.write(item.when(), calendarZone, body);
        }
        if (recurrence) {
            body.put(
                    "recurrence",
                    item.recurrence()
                            .<Object>map(r -> GoogleRecurrence.write(r, excluded, item.when(), calendarZone))
                            .orElse(GoogleJson.NULL));
        }
        return body;
    }

    /** An occurrence that takes place: what differs from how it is now. */
    static Map<String, Object> occurrence(
            Occurrence.Changed wanted, EventTime now, EventDetails details, Map<String, Object> present, ZoneId calendarZone) {
        Map<FieldPath, String> before = details.fields();
        Map<FieldPath, String> after = wanted.details().fields();
        Set<String> roots = new TreeSet<>();
        before.forEach((path, value) -> {
            if (!value.equals(after.get(path))) {
                roots.add(path.root());
            }
        });
        after.forEach((path, value) -> {
            if (!value.equals(before.get(path))) {
                roots.add(path.root());
            }
        });
        Map<String, Object> body = details(wanted.details(), roots, present);
        if (!wanted.when().canonical().equals(now.canonical())) {
            GoogleTimes.write(wanted.when(), calendarZone, body);
        }
        return body;
    }

    /** Fields of the details alone. */
    static Map<String, Object> details(EventDetails details, Set<String> roots, Map<String, Object> present) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String root : roots) {
            switch (root) {
                case "title" -> body.put("summary", text(details.title()));
                case "description" -> body.put("description", text(details.description()));
                case "location" -> body.put("location", text(details.location()));
                case "status" -> body.put("status", status(details.status()));
                case "freeBusy" -> body.put(
                        "transparency", details.freeBusy() == FreeBusy.FREE ? "transparent" : "opaque");
                case "visibility" -> body.put("visibility", details.visibility().name().toLowerCase(Locale.ROOT));
                case "color" -> body.put(
                        "colorId", details.color().flatMap(GoogleColors::nearest).orElse(GoogleJson.NULL));
                case "alarms", "defaultAlarms" -> body.put("reminders", GoogleReminders.write(details));
                case "attendees" -> body.put("attendees", GoogleAttendees.write(details, present));
                case "url" -> body.put("source", source(details));
                default -> {
                    // The organiser cannot be changed, categories cannot be held; time and recurrence are written elsewhere.
                }
            }
        }
        return body;
    }

    private static String text(String text) {
        return text.isEmpty() ? GoogleJson.NULL : text;
    }

    private static String status(EventStatus status) {
        if (status == EventStatus.CANCELLED) {
            // Written, it would delete the event at Google.
            throw PasserelleException.of(ErrorCode.ITEM_REJECTED, "Google has no cancelled events");
        }
        return status == EventStatus.TENTATIVE ? "tentative" : "confirmed";
    }

    private static Object source(EventDetails details) {
        return details.url()
                .filter(url -> url.matches("(?i)https?://\\S+"))
                .<Object>map(url -> Map.of("url", url, "title", url.length() > 100 ? url.substring(0, 100) : url))
                .orElse(GoogleJson.NULL);
    }
}
