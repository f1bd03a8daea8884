// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call of an API, before it is sent; the factories are the calls of the Calendar API.
 *
 * @param method GET, POST, PATCH or DELETE
 * @param path URI template below the root of the service
 * @param parameters of the path and of the query
 * @param body JSON object to send
 * @param ifMatch ETag that the resource must still have
 */
public record GoogleCall(
        String method,
        String path,
        Map<String, Object> parameters,
        Optional<Map<String, Object>> body,
        Optional<String> ifMatch) {
    private static final String EVENTS = "calendars/{calendarId}/events";
    private static final String EVENT = EVENTS + "/{eventId}";
    private static final String CALENDAR = "calendarId";
    private static final String EVENT_ID = "eventId";
    /** Written with every change of an existing event: nobody gets a mail because of a sync. */
    private static final Map<String, Object> SILENT = Map.of("sendUpdates", "none");

    static GoogleCall calendars(Map<String, Object> query) {
        return new GoogleCall("GET", "users/me/calendarList", query, Optional.empty(), Optional.empty());
    }

    static GoogleCall calendar(String id) {
        return new GoogleCall(
                "GET", "users/me/calendarList/{calendarId}", Map.of(CALENDAR, id), Optional.empty(), Optional.empty());
    }

    static GoogleCall list(String calendar, Map<String, Object> query) {
        return new GoogleCall("GET", EVENTS, with(Map.of(CALENDAR, calendar), query), Optional.empty(), Optional.empty());
    }

    static GoogleCall instances(String calendar, String series, Map<String, Object> query) {
        return new GoogleCall(
                "GET",
                EVENT + "/instances",
                with(Map.of(CALENDAR, calendar, EVENT_ID, series), query),
                Optional.empty(),
                Optional.empty());
    }

    static GoogleCall get(String calendar, String event) {
        return new GoogleCall(
                "GET", EVENT, Map.of(CALENDAR, calendar, EVENT_ID, event), Optional.empty(), Optional.empty());
    }

    /** Adds a private copy under a foreign iCalUID; it mails nobody and has no parameter to say so. */
    static GoogleCall importing(String calendar, Map<String, Object> body) {
        return new GoogleCall(
                "POST", EVENTS + "/import", Map.of(CALENDAR, calendar), Optional.of(body), Optional.empty());
    }

    static GoogleCall insert(String calendar, Map<String, Object> body) {
        return new GoogleCall(
                "POST", EVENTS, with(Map.of(CALENDAR, calendar), SILENT), Optional.of(body), Optional.empty());
    }

    static GoogleCall patch(String calendar, String event, Map<String, Object> body, Optional<String> ifMatch) {
        return new GoogleCall(
                "PATCH",
                EVENT,
                with(Map.of(CALENDAR, calendar, EVENT_ID, event), SILENT),
                Optional.of(body),
                ifMatch);
    }

    static GoogleCall delete(String calendar, String event, Optional<String> ifMatch) {
        return new GoogleCall(
                "DELETE", EVENT, with(Map.of(CALENDAR, calendar, EVENT_ID, event), SILENT), Optional.empty(), ifMatch);
    }

    private static Map<String, Object> with(Map<String, Object> parameters, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.putAll(more);
        return all;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
