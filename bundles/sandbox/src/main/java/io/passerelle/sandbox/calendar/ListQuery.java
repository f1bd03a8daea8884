// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Params;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The parameters of one events.list call, checked for combinations that Google refuses. */
record ListQuery(Params params, Optional<Instant> timeMin, Optional<Instant> timeMax, Optional<Instant> updatedMin, boolean singleEvents,
        boolean showDeleted, int maxResults) {
    private static final int DEFAULT_RESULTS = 250;
    private static final int MOST_RESULTS = 2500;
    private static final List<String> NOT_WITH_SYNC = List.of("iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty",
            "timeMin", "timeMax", "updatedMin");
    // A listing restricted by one of these gets no sync token.
    private static final List<String> NO_TOKEN = List.of("iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "updatedMin");

    static ListQuery of(Params params) {
        if (params.has("syncToken")) {
            for (String name : NOT_WITH_SYNC) {
                if (params.has(name)) {
                    throw GoogleError.parameter(name, "invalid", "Sync token cannot be used with " + name + ".");
                }
            }
            if (params.has("showDeleted") && !params.flag("showDeleted")) {
                throw GoogleError.parameter("showDeleted", "invalid", "Sync token cannot be used with showDeleted=false.");
            }
        }
        if ("startTime".equals(params.get("orderBy", "")) && !params.flag("singleEvents")) {
            throw GoogleError.parameter("orderBy", "invalid", "The requested ordering is not available for the particular query.");
        }
        for (String name : List.of("privateExtendedProperty", "sharedExtendedProperty")) {
            for (String constraint : params.all(name)) {
                if (constraint.indexOf('=') < 1) {
                    throw GoogleError.parameter(name, "invalid", "Invalid extended property constraint; propertyName=value is needed.");
                }
            }
        }
        ListQuery query = new ListQuery(params, time(params, "timeMin"), time(params, "timeMax"), time(params, "updatedMin"),
                params.flag("singleEvents"), params.flag("showDeleted"),
                Math.min(MOST_RESULTS, Integer.parseInt(params.get("maxResults", "" + DEFAULT_RESULTS))));
        if (query.timeMin.isPresent() && query.timeMax.isPresent() && !query.timeMin.get().isBefore(query.timeMax.get())) {
            throw GoogleError.timeRangeEmpty("timeMax");
        }
        return query;
    }

    private static Optional<Instant> time(Params params, String name) {
        return params.first(name).map(v -> OffsetDateTime.parse(v).toInstant());
    }

    /** The same listing on pages of at most this size, 0 for as asked. */
    ListQuery limited(int most) {
        return most <= 0 ? this : new ListQuery(params, timeMin, timeMax, updatedMin, singleEvents, showDeleted, Math.min(most, maxResults));
    }

    /** The same listing with the window of its first call, which an incremental call does not repeat. */
    ListQuery within(String window) {
        String[] ends = window.split("\\|", -1);
        return new ListQuery(params, end(ends[0]), end(ends[1]), updatedMin, singleEvents, showDeleted, maxResults);
    }

    private static Optional<Instant> end(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    String window() {
        return timeMin.map(Instant::toString).orElse("") + "|" + timeMax.map(Instant::toString).orElse("");
    }

    boolean endsInSyncToken() {
        return NO_TOKEN.stream().noneMatch(params::has);
    }

    boolean incremental() {
        return params.has("syncToken");
    }

    boolean sorted() {
        return singleEvents || params.has("orderBy");
    }

    /** Identifies what must stay the same from the first listing to the incremental ones. */
    int syncOwner(String calendarId) {
        return Objects.hash(calendarId, singleEvents, params.all("eventTypes"), params.flag("showHiddenInvitations"));
    }

    /** Identifies what must stay the same from page to page. */
    int pageOwner(String calendarId) {
        int hash = calendarId.hashCode();
        for (String name : params.names()) {
            if (!List.of("pageToken", "maxResults", "fields", "prettyPrint", "key", "quotaUser", "userIp", "alt").contains(name)) {
                hash = hash * 31 + (name.hashCode() ^ params.all(name).hashCode());
            }
        }
        return hash;
    }

    /** Whether the query needs to look into events at all. */
    boolean looksInside() {
        return timeMin.isPresent() || timeMax.isPresent() || updatedMin.isPresent() || params.has("iCalUID") || params.has("q")
                || params.has("privateExtendedProperty") || params.has("sharedExtendedProperty") || params.has("eventTypes");
    }

    /** All constraints but the time window. */
    boolean accepts(ObjectNode event) {
        return params.first("iCalUID").map(uid -> uid.equals(event.path("iCalUID").asText())).orElse(true)
                && (!params.has("eventTypes") || params.all("eventTypes").contains(event.path("eventType").asText("default")))
                && updatedMin.map(min -> !Instant.parse(event.path("updated").asText()).isBefore(min)).orElse(true)
                && properties("privateExtendedProperty", event.path("extendedProperties").path("private"))
                && properties("sharedExtendedProperty", event.path("extendedProperties").path("shared")) && text(event);
    }

    private boolean properties(String name, JsonNode held) {
        return params.all(name).stream().allMatch(c -> c.substring(c.indexOf('=') + 1).equals(held.path(c.substring(0, c.indexOf('='))).textValue()));
    }

    private boolean text(ObjectNode event) {
        if (!params.has("q")) {
            return true;
        }
        StringBuilder all = new StringBuilder();
        for (String field : List.of("summary", "description", "location")) {
            all.append(event.path(field).asText("")).append(' ');
        }
        event.path("attendees").forEach(a -> all.append(a.path("displayName").asText("")).append(' ').append(a.path("email").asText("")).append(' '));
        all.append(event.path("organizer").path("displayName").asText("")).append(' ').append(event.path("organizer").path("email").asText(""));
        return all.toString().toLowerCase(Locale.ROOT).contains(params.get("q", "").toLowerCase(Locale.ROOT));
    }
}
