// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Occurrence;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fields of an item as the body of an event: only those given. Never participants: Graph would invite them, or tell them of a
 * change, and cannot be told not to.
 */
final class OutlookBody {
    /** Says which creation an event comes from; Graph finds events by it. */
    static final String MARKER = "String {5c4a1bd2-7f7e-4a52-9d0c-6a3f8f0d2a11} Name passerelle";

    private static final Set<String> ALL =
            Set.of("title", "description", "location", "status", "visibility", "categories", "alarms");

    private OutlookBody() {}

    /** A new event with everything the item has. */
    static Map<String, Object> create(CalendarEvent item, String key) {
        Map<String, Object> body = details(item.details(), ALL);
        OutlookTimes.write(item.when(), body);
        item.recurrence().ifPresent(recurrence -> body.put("recurrence", OutlookRecurrence.write(recurrence, item.when())));
        body.put("transactionId", key);
        body.put("singleValueExtendedProperties", List.of(Map.of("id", MARKER, "value", key)));
        return body;
    }

    /** Fields of a single event or of a series' master. */
    static Map<String, Object> update(CalendarEvent item, Set<String> roots) {
        Map<String, Object> body = details(item.details(), roots);
        if (roots.contains(CalendarEvent.WHEN) || roots.contains(CalendarEvent.RECURRENCE)) {
            OutlookTimes.write(item.when(), body);
            // The pattern says on which day it begins, so that it moves with the event.
            item.recurrence().ifPresent(recurrence -> body.put("recurrence", OutlookRecurrence.write(recurrence, item.when())));
            if (item.recurrence().isEmpty() && roots.contains(CalendarEvent.RECURRENCE)) {
                body.put("recurrence", null);
            }
        }
        return body;
    }

    /** An occurrence that takes place, as it is to be. */
    static Map<String, Object> occurrence(EventTime when, EventDetails details) {
        Map<String, Object> body = details(details, ALL);
        OutlookTimes.write(when, body);
        return body;
    }

    static boolean isCancelled(Occurrence occurrence) {
        return occurrence instanceof Occurrence.Cancelled
                || occurrence instanceof Occurrence.Changed changed && changed.details().status() == EventStatus.CANCELLED;
    }

    private static Map<String, Object> details(EventDetails details, Set<String> roots) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String root : roots) {
            switch (root) {
                case "title" -> body.put("subject", details.title());
                case "description" -> body.put("body", Map.of("contentType", "text", "content", details.description()));
                case "location" -> body.put("location", Map.of("displayName", details.location()));
                case "status", "freeBusy" -> body.put("showAs", showAs(details));
                case "visibility" -> body.put("sensitivity", sensitivity(details));
                case "categories" -> body.put("categories", List.copyOf(details.categories()));
                case "alarms" -> alarm(details, body);
                default -> {
                    // Participants are never written; time and recurrence are written elsewhere; the rest cannot be held.
                }
            }
        }
        return body;
    }

    private static String showAs(EventDetails details) {
        if (details.status() == EventStatus.CANCELLED) {
            throw PasserelleException.of(ErrorCode.ITEM_REJECTED, "an event cannot be made a cancelled one in Outlook");
        }
        if (details.freeBusy() == FreeBusy.FREE) {
            return "free";
        }
        return details.status() == EventStatus.TENTATIVE ? "tentative" : "busy";
    }

    private static String sensitivity(EventDetails details) {
        return switch (details.visibility()) {
            case PRIVATE -> "private";
            case CONFIDENTIAL -> "confidential";
            default -> "normal";
        };
    }

    /** Outlook holds one reminder: the one nearest to the start that is not after it. */
    private static void alarm(EventDetails details, Map<String, Object> body) {
        Optional<Duration> before = details.alarms().stream()
                .map(Alarm::before)
                .filter(duration -> !duration.isNegative())
                .min(Duration::compareTo);
        body.put("isReminderOn", before.isPresent());
        before.ifPresent(duration -> body.put("reminderMinutesBeforeStart", (int) Math.min(duration.toMinutes(), Integer.MAX_VALUE)));
    }
}
