// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.StoredEvent;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Occurrences of a series as resources of their own: {@code <master>_<original start in UTC>}. */
final class Instances {
    private static final Pattern ID = Pattern.compile("(.+)_(\\d{8}(?:T\\d{6}Z)?)");

    private Instances() {
    }

    /** The event with this id: stored, or an unmodified occurrence of a stored live series. */
    static Optional<ObjectNode> find(CalendarData calendar, String eventId) {
        Optional<StoredEvent> stored = calendar.event(eventId);
        if (stored.isPresent()) {
            return stored.map(StoredEvent::tree);
        }
        Matcher id = ID.matcher(eventId);
        if (!id.matches()) {
            return Optional.empty();
        }
        Optional<StoredEvent> master = calendar.event(id.group(1)).filter(m -> !m.cancelled() && m.masterId() == null);
        ObjectNode tree = master.map(StoredEvent::tree).filter(m -> m.has("recurrence")).orElse(null);
        if (tree == null) {
            return Optional.empty();
        }
        Series series = Series.of(tree);
        return series.find(id.group(2)).map(at -> virtual(tree, series, at, calendar));
    }

    /** 410 for an instance whose series is deleted: there is nothing left that it could be an exception of. */
    static void requireSeries(CalendarData calendar, ObjectNode event) {
        if (event.has("recurringEventId") && calendar.event(event.get("recurringEventId").asText()).map(StoredEvent::cancelled).orElse(true)) {
            throw GoogleError.deleted();
        }
    }

    /** An occurrence as it follows from its series. */
    static ObjectNode virtual(ObjectNode master, Series series, LocalDateTime at, CalendarData calendar) {
        ObjectNode out = master.deepCopy();
        out.remove("recurrence");
        String masterId = master.get("id").asText();
        out.put("id", masterId + "_" + series.suffix(at));
        out.put("htmlLink", EventIds.htmlLink(out.get("id").asText(), calendar.id()));
        out.set("start", series.startOf(at, calendar.zone()));
        out.set("end", series.endOf(at, calendar.zone()));
        out.put("recurringEventId", masterId);
        out.set("originalStartTime", series.startOf(at, calendar.zone()));
        return out;
    }
}
