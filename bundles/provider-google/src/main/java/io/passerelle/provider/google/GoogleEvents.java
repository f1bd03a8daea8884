// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What kind of thing an entry of a listing is. */
final class GoogleEvents {
    /** Says which creation an event comes from, so that a lost answer is found again. */
    static final String MARKER = "passerelle";

    private static final String ETAG = "etag";

    private GoogleEvents() {}

    static String id(Map<String, Object> event) {
        return GoogleJson.text(event, "id").orElseThrow(() -> GoogleTimes.malformed("id"));
    }

    /** The iCalUID, or the one that Google makes of an id. */
    static String uid(Map<String, Object> event) {
        return GoogleJson.text(event, "iCalUID").orElseGet(() -> id(event) + "@google.com");
    }

    /** When it was last changed, its reminders apart; empty where that is not told or not a time. */
    static Optional<Instant> updated(Map<String, Object> event) {
        try {
            return GoogleJson.text(event, "updated").map(Instant::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    static String etag(Map<String, Object> event) {
        return GoogleJson.text(event, ETAG).orElse("\"0\"");
    }

    static boolean isCancelled(Map<String, Object> event) {
        return GoogleJson.text(event, "status").filter("cancelled"::equals).isPresent();
    }

    static boolean isException(Map<String, Object> event) {
        return series(event).isPresent();
    }

    /** Id of the series that an exception belongs to. */
    static Optional<String> series(Map<String, Object> event) {
        return GoogleJson.text(event, "recurringEventId");
    }

    static boolean isMaster(Map<String, Object> event) {
        return !isException(event) && !GoogleJson.texts(event, "recurrence").isEmpty();
    }

    /** The kind of event; birthdays, mails, absences and the like are not {@code default}. */
    static String type(Map<String, Object> event) {
        return GoogleJson.text(event, "eventType").orElse("default");
    }

    static boolean isMarked(Map<String, Object> event, String key) {
        Map<String, Object> own = GoogleJson.object(GoogleJson.object(event, "extendedProperties"), "private");
        return GoogleJson.text(own, MARKER).filter(key::equals).isPresent();
    }
}
