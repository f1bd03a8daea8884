// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Takes events apart into fields and puts fields of one event into another. */
final class EventFields {
    static final Set<String> ROOTS = Set.of(
            CalendarEvent.WHEN,
            CalendarEvent.RECURRENCE,
            CalendarEvent.OVERRIDES,
            "title",
            "description",
            "location",
            "status",
            "freeBusy",
            "visibility",
            "color",
            "categories",
            "defaultAlarms",
            "alarms",
            "attendees",
            "organizer",
            "url");

    private EventFields() {}

    static SortedMap<FieldPath, String> of(CalendarEvent event) {
        SortedMap<FieldPath, String> fields = of(event.details());
        fields.put(FieldPath.of(CalendarEvent.WHEN), event.when().canonical());
        event.recurrence().ifPresent(r -> fields.put(FieldPath.of(CalendarEvent.RECURRENCE), r.canonical()));
        event.overrides()
                .forEach((id, override) ->
                        fields.put(FieldPath.of(CalendarEvent.OVERRIDES, id.toString()), override.canonical()));
        return fields;
    }

    static SortedMap<FieldPath, String> of(EventDetails details) {
        SortedMap<FieldPath, String> fields = new TreeMap<>();
        put(fields, "title", details.title());
        put(fields, "description", details.description());
        put(fields, "location", details.location());
        put(fields, "status", details.status() == EventStatus.CONFIRMED ? "" : details.status().name());
        put(fields, "freeBusy", details.freeBusy() == FreeBusy.BUSY ? "" : details.freeBusy().name());
        put(fields, "visibility", details.visibility() == Visibility.DEFAULT ? "" : details.visibility().name());
        put(fields, "color", details.color().orElse(""));
        put(fields, "organizer", details.organizer().orElse(""));
        put(fields, "url", details.url().orElse(""));
        put(fields, "defaultAlarms", details.defaultAlarms() ? "true" : "");
        details.categories().forEach(category -> fields.put(FieldPath.of("categories", category), category));
        details.alarms().forEach(alarm -> fields.put(FieldPath.of("alarms", alarm.key()), alarm.key()));
        details.attendees()
                .forEach((address, attendee) -> fields.put(
                        FieldPath.of("attendees", address),
                        attendee.role() + " " + attendee.answer() + " " + attendee.name()));
        return fields;
    }

    private static void put(SortedMap<FieldPath, String> fields, String root, String value) {
        if (!value.isEmpty()) {
            fields.put(FieldPath.of(root), value);
        }
    }

    static CalendarEvent take(CalendarEvent base, CalendarEvent source, Set<FieldPath> paths) {
        EventTime when = base.when();
        Optional<Recurrence> recurrence = base.recurrence();
        TreeMap<OccurrenceId, Occurrence> overrides = new TreeMap<>(base.overrides());
        for (FieldPath path : paths) {
            switch (path.root()) {
                case CalendarEvent.WHEN -> when = source.when();
                case CalendarEvent.RECURRENCE -> recurrence = source.recurrence();
                case CalendarEvent.OVERRIDES -> {
                    if (path.key().isEmpty()) {
                        overrides.clear();
                        overrides.putAll(source.overrides());
                    } else {
                        copy(overrides, source.overrides(), OccurrenceId.parse(path.key()));
                    }
                }
                default -> {
                    // a field of the details
                }
            }
        }
        return new CalendarEvent(base.uid(), when, take(base.details(), source.details(), paths), recurrence, overrides);
    }

    private static EventDetails take(EventDetails base, EventDetails source, Set<FieldPath> paths) {
        EventDetails.Builder to = base.toBuilder();
        SortedSet<String> categories = new TreeSet<>(base.categories());
        SortedSet<Alarm> alarms = new TreeSet<>(base.alarms());
        SortedMap<String, Attendee> attendees = new TreeMap<>(base.attendees());
        for (FieldPath path : paths) {
            switch (path.root()) {
                case "title" -> to.title(source.title());
                case "description" -> to.description(source.description());
                case "location" -> to.location(source.location());
                case "status" -> to.status(source.status());
                case "freeBusy" -> to.freeBusy(source.freeBusy());
                case "visibility" -> to.visibility(source.visibility());
                case "color" -> to.color(source.color().orElse(null));
                case "organizer" -> to.organizer(source.organizer().orElse(null));
                case "url" -> to.url(source.url().orElse(null));
                case "defaultAlarms" -> to.defaultAlarms(source.defaultAlarms());
                case "categories" -> elements(categories, source.categories(), path.key(), Function.identity());
                case "alarms" -> elements(alarms, source.alarms(), path.key(), Alarm::key);
                case "attendees" -> {
                    if (path.key().isEmpty()) {
                        attendees.clear();
                        attendees.putAll(source.attendees());
                    } else {
                        copy(attendees, source.attendees(), path.key());
                    }
                }
                default -> {
                    // a field of the event around the details, or of a later version of the model
                }
            }
        }
        return to.categories(categories).alarms(alarms).attendees(attendees.values()).build();
    }

    private static <T> void elements(SortedSet<T> into, SortedSet<T> from, String key, Function<T, String> keyOf) {
        into.removeIf(element -> key.isEmpty() || keyOf.apply(element).equals(key));
        from.stream().filter(element -> key.isEmpty() || keyOf.apply(element).equals(key)).forEach(into::add);
    }

    private static <K, V> void copy(SortedMap<K, V> into, SortedMap<K, V> from, K key) {
        V value = from.get(key);
        if (value == null) {
            into.remove(key);
        } else {
            into.put(key, value);
        }
    }
}
