// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
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
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Outlook's events (https://learn.microsoft.com/graph/api/resources/event) as items of the model. */
final class OutlookTranslator {
    /** What Outlook can hold; a colour and a page of an event it cannot. */
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
            "categories",
            "alarms",
            "attendees",
            "organizer");

    private OutlookTranslator() {}

    /**
     * Translates a single event or a whole series.
     *
     * @throws PasserelleException {@code ITEM_MALFORMED}
     */
    static CalendarEvent item(OutlookEvent event) {
        try {
            Map<String, Object> body = event.body();
            EventTime when = OutlookTimes.read(body);
            EventDetails details = details(body);
            ItemUid uid = ItemUid.of(GraphJson.text(body, "iCalUId").orElseGet(event::id));
            if (!event.isMaster()) {
                return CalendarEvent.single(uid, when, details);
            }
            return new CalendarEvent(
                    uid,
                    when,
                    details,
                    Optional.of(OutlookRecurrence.read(GraphJson.object(body, "recurrence"), when)),
                    overrides(event, when, details));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw PasserelleException.of(ErrorCode.ITEM_MALFORMED, "a value outside its range");
        }
    }

    private static SortedMap<OccurrenceId, Occurrence> overrides(OutlookEvent series, EventTime when, EventDetails details) {
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        cancelled(series, when).forEach(id -> overrides.put(id, new Occurrence.Cancelled()));
        for (Map<String, Object> exception : series.exceptions()) {
            OccurrenceId id = OutlookTimes.occurrence(exception, when);
            Occurrence.Changed changed = new Occurrence.Changed(OutlookTimes.read(exception), details(exception));
            boolean same = changed.details().equals(details)
                    && changed.when().canonical().equals(OutlookTimes.unchanged(id, when).canonical());
            if (!same) {
                overrides.put(id, changed);
            }
        }
        return overrides;
    }

    /** Occurrences that do not take place; their ids end with the day of the original start. */
    static List<OccurrenceId> cancelled(OutlookEvent series, EventTime when) {
        List<OccurrenceId> cancelled = new ArrayList<>();
        for (String id : GraphJson.texts(series.body(), "cancelledOccurrences")) {
            cancelled.add(OutlookTimes.occurrence(LocalDate.parse(id.substring(id.lastIndexOf('.') + 1)), when));
        }
        return cancelled;
    }

    static EventDetails details(Map<String, Object> event) {
        String showAs = GraphJson.text(event, "showAs").orElse("busy");
        EventDetails.Builder details = EventDetails.builder()
                .title(GraphJson.text(event, "subject").orElse(""))
                .description(GraphJson.text(GraphJson.object(event, "body"), "content").orElse(""))
                .location(GraphJson.text(GraphJson.object(event, "location"), "displayName").orElse(""))
                .status(status(event, showAs))
                .freeBusy(showAs.equals("free") ? FreeBusy.FREE : FreeBusy.BUSY)
                .visibility(visibility(event))
                .categories(GraphJson.texts(event, "categories"));
        if (GraphJson.flag(event, "isReminderOn")) {
            int minutes = GraphJson.number(event, "reminderMinutesBeforeStart", 15);
            details.alarms(List.of(new Alarm(Duration.ofMinutes(minutes), Alarm.Action.DISPLAY)));
        }
        attendees(event, details);
        return details.build();
    }

    private static EventStatus status(Map<String, Object> event, String showAs) {
        if (GraphJson.flag(event, "isCancelled")) {
            return EventStatus.CANCELLED;
        }
        return showAs.equals("tentative") ? EventStatus.TENTATIVE : EventStatus.CONFIRMED;
    }

    private static Visibility visibility(Map<String, Object> event) {
        return switch (GraphJson.text(event, "sensitivity").orElse("normal")) {
            case "private", "personal" -> Visibility.PRIVATE;
            case "confidential" -> Visibility.CONFIDENTIAL;
            default -> Visibility.DEFAULT;
        };
    }

    /** Participants, and the organiser where there are any: alone, it only says whose calendar this is. */
    private static void attendees(Map<String, Object> event, EventDetails.Builder into) {
        List<Attendee> attendees = new ArrayList<>();
        for (Map<String, Object> entry : GraphJson.objects(event, "attendees")) {
            Map<String, Object> address = GraphJson.object(entry, "emailAddress");
            GraphJson.text(address, "address").filter(text -> !text.isBlank()).ifPresent(mail -> attendees.add(
                    new Attendee(mail, GraphJson.text(address, "name").orElse(""), role(entry), answer(entry))));
        }
        into.attendees(attendees);
        if (!attendees.isEmpty()) {
            GraphJson.text(GraphJson.object(GraphJson.object(event, "organizer"), "emailAddress"), "address")
                    .map(text -> text.strip().toLowerCase(Locale.ROOT))
                    .ifPresent(into::organizer);
        }
    }

    private static Attendee.Role role(Map<String, Object> entry) {
        return switch (GraphJson.text(entry, "type").orElse("required")) {
            case "optional" -> Attendee.Role.OPTIONAL;
            case "resource" -> Attendee.Role.RESOURCE;
            default -> Attendee.Role.REQUIRED;
        };
    }

    private static Attendee.Answer answer(Map<String, Object> entry) {
        return switch (GraphJson.text(GraphJson.object(entry, "status"), "response").orElse("none")) {
            case "accepted", "organizer" -> Attendee.Answer.ACCEPTED;
            case "declined" -> Attendee.Answer.DECLINED;
            case "tentativelyAccepted" -> Attendee.Answer.TENTATIVE;
            default -> Attendee.Answer.NEEDS_ACTION;
        };
    }
}
