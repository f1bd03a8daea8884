// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Visibility;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Google events (https://developers.google.com/workspace/calendar/api/v3/reference/events) as items of the model. */
final class GoogleEventTranslator {
    /** What Google can hold; categories it cannot. */
    static final Set<String> CARRIED = Set.of(
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
            "defaultAlarms",
            "alarms",
            "attendees",
            "organizer",
            "url");

    private static final String GOOGLE_UID = "@google.com";

    private final ZoneId calendarZone;

    /**
     * Made for one calendar.
     *
     * @param calendarZone zone of times that name none
     */
    GoogleEventTranslator(ZoneId calendarZone) {
        this.calendarZone = calendarZone;
    }

    ZoneId calendarZone() {
        return calendarZone;
    }

    /**
     * A plain event.
     *
     * @throws PasserelleException {@code ITEM_MALFORMED}
     */
    CalendarEvent single(Map<String, Object> event) {
        return guarded(() -> CalendarEvent.single(uid(event), GoogleTimes.read(event, calendarZone), details(event)));
    }

    /**
     * An instance whose series is not in this calendar (invited to that one only). Its UID is its own: several instances of
     * the same series share one iCalUID, yet are items of their own here.
     *
     * @throws PasserelleException {@code ITEM_MALFORMED}
     */
    CalendarEvent orphan(Map<String, Object> instance) {
        return guarded(() -> CalendarEvent.single(
                ItemUid.of(GoogleEvents.id(instance) + GOOGLE_UID),
                GoogleTimes.read(instance, calendarZone),
                details(instance)));
    }

    /**
     * A series with its exceptions.
     *
     * @throws PasserelleException {@code ITEM_MALFORMED}
     */
    CalendarEvent series(Map<String, Object> master, Collection<Map<String, Object>> exceptions) {
        return guarded(() -> {
            EventTime when = GoogleTimes.read(master, calendarZone);
            EventDetails details = details(master);
            GoogleRecurrence recurrence = recurrence(master, when);
            SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
            recurrence.excluded().forEach(date -> overrides.put(date, new Occurrence.Cancelled()));
            for (Map<String, Object> exception : exceptions) {
                OccurrenceId id = GoogleTimes.occurrence(exception, when, calendarZone);
                occurrence(exception, id, when, details).ifPresent(occurrence -> overrides.put(id, occurrence));
            }
            return new CalendarEvent(uid(master), when, details, Optional.of(recurrence.recurrence()), overrides);
        });
    }

    /** The rules and dates of a master. */
    GoogleRecurrence recurrence(Map<String, Object> master, EventTime when) {
        return GoogleRecurrence.read(GoogleJson.texts(master, "recurrence"), when, calendarZone);
    }

    /** What an exception changes; empty when it does not differ from its series in anything that we know. */
    private Optional<Occurrence> occurrence(
            Map<String, Object> exception, OccurrenceId id, EventTime when, EventDetails details) {
        if (GoogleEvents.isCancelled(exception)) {
            return Optional.of(new Occurrence.Cancelled());
        }
        Occurrence.Changed changed = changed(exception);
        boolean same = changed.details().equals(details)
                && changed.when().canonical().equals(GoogleTimes.unchanged(id, when).canonical());
        return same ? Optional.empty() : Optional.of(changed);
    }

    /** An exception that takes place. */
    Occurrence.Changed changed(Map<String, Object> exception) {
        return new Occurrence.Changed(GoogleTimes.read(exception, calendarZone), details(exception));
    }

    private static ItemUid uid(Map<String, Object> event) {
        try {
            return ItemUid.of(GoogleEvents.uid(event));
        } catch (IllegalArgumentException unusable) {
            return ItemUid.of(GoogleEvents.id(event) + GOOGLE_UID);
        }
    }

    private static EventDetails details(Map<String, Object> event) {
        EventDetails.Builder details = EventDetails.builder()
                .title(GoogleJson.text(event, "summary").orElse(""))
                .description(GoogleJson.text(event, "description").orElse(""))
                .location(GoogleJson.text(event, "location").orElse(""))
                .status(is(event, "status", "tentative") ? EventStatus.TENTATIVE : EventStatus.CONFIRMED)
                .freeBusy(is(event, "transparency", "transparent") ? FreeBusy.FREE : FreeBusy.BUSY)
                .visibility(visibility(event))
                .color(GoogleJson.text(event, "colorId").flatMap(GoogleColors::color).orElse(null))
                .url(GoogleJson.text(GoogleJson.object(event, "source"), "url").orElse(null));
        GoogleReminders.read(event, details);
        GoogleAttendees.read(event, details);
        return details.build();
    }

    private static Visibility visibility(Map<String, Object> event) {
        return switch (GoogleJson.text(event, "visibility").orElse("")) {
            case "public" -> Visibility.PUBLIC;
            case "private" -> Visibility.PRIVATE;
            case "confidential" -> Visibility.CONFIDENTIAL;
            default -> Visibility.DEFAULT;
        };
    }

    private static boolean is(Map<String, Object> event, String name, String value) {
        return GoogleJson.text(event, name).filter(value::equals).isPresent();
    }

    private static CalendarEvent guarded(Supplier<CalendarEvent> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw PasserelleException.of(ErrorCode.ITEM_MALFORMED, "a value outside its range");
        }
    }

    /** The item behind an event that was read alone. */
    CalendarEvent item(Map<String, Object> event, List<Map<String, Object>> exceptions) {
        if (GoogleEvents.isException(event)) {
            return orphan(event);
        }
        return GoogleEvents.isMaster(event) ? series(event, exceptions) : single(event);
    }
}
