// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An event as Graph has it: a single one, or a series' master read with its exceptions and its cancelled occurrences.
 *
 * @param body the event
 */
record OutlookEvent(Map<String, Object> body) {
    /** What is read of a series; with it the exceptions are asked for in the same request. */
    static final String WHOLE = "?$select=subject,body,start,end,isAllDay,originalStartTimeZone,originalEndTimeZone,originalStart,iCalUId,"
            + "location,showAs,sensitivity,categories,isReminderOn,reminderMinutesBeforeStart,attendees,organizer,isOrganizer,isCancelled,"
            + "recurrence,type,seriesMasterId,lastModifiedDateTime,cancelledOccurrences&$expand=exceptionOccurrences";

    private static final String ETAG = "@odata.etag";

    /** Reads one event as a whole. */
    static GraphCall reading(String id) {
        return GraphCall.get(path(id) + WHOLE);
    }

    static String path(String id) {
        return "/me/events/" + GraphCall.encoded(id);
    }

    String id() {
        return GraphJson.text(body, "id").orElseThrow(() -> OutlookTimes.malformed("id"));
    }

    ItemRef ref() {
        return ItemRef.of(id());
    }

    String etag() {
        return GraphJson.text(body, ETAG).orElse("W/\"0\"");
    }

    String type() {
        return GraphJson.text(body, "type").orElse("singleInstance");
    }

    boolean isMaster() {
        return type().equals("seriesMaster");
    }

    /** Whether Graph would write to other people about any change of it. */
    boolean isOwnMeeting() {
        return GraphJson.flag(body, "isOrganizer") && !GraphJson.objects(body, "attendees").isEmpty();
    }

    List<Map<String, Object>> exceptions() {
        return GraphJson.objects(body, "exceptionOccurrences");
    }

    /** ETag for {@code If-Match}, and for a series a digest of what belongs to it. */
    Revision revision() {
        if (!isMaster()) {
            return Revision.of(etag());
        }
        TreeMap<String, String> parts = new TreeMap<>();
        exceptions().forEach(exception -> parts.put(
                GraphJson.text(exception, "id").orElse(""), GraphJson.text(exception, ETAG).orElse("")));
        GraphJson.texts(body, "cancelledOccurrences").forEach(id -> parts.put(id, ""));
        return Revision.of(etag() + "|" + digest(parts.toString()));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Optional<Instant> modifiedAt() {
        return Stream.concat(Stream.of(body), exceptions().stream())
                .flatMap(part -> modified(part).stream())
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> modified(Map<String, Object> part) {
        try {
            return GraphJson.text(part, "lastModifiedDateTime").map(Instant::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    CalendarEvent item() {
        return OutlookTranslator.item(this);
    }

    /** As an entry of a feed. */
    Change change() {
        try {
            return new Change.Upsert(ref(), revision(), Optional.of(item()), modifiedAt());
        } catch (PasserelleException malformed) {
            return new Change.Unreadable(ref(), malformed.code(), malformed.getMessage());
        }
    }

    /** As an answer to a question for an address. */
    Fetched fetched(ItemRef asked) {
        try {
            return new Fetched.Found(asked, revision(), item(), modifiedAt());
        } catch (PasserelleException malformed) {
            return new Fetched.Unreadable(asked, malformed.code(), malformed.getMessage());
        }
    }

    @Override
    public String toString() {
        return "OutlookEvent[" + type() + "]";
    }
}
