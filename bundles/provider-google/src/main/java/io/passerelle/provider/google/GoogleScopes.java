// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Google's scopes, and which of them contain others (https://developers.google.com/workspace/calendar/api/auth). */
final class GoogleScopes {
    static final String PREFIX = "https://www.googleapis.com/auth/";
    static final String OPENID = "openid";
    static final String EMAIL = "email";
    static final String CALENDAR_LIST = PREFIX + "calendar.calendarlist.readonly";
    static final String EVENTS_READ = PREFIX + "calendar.events.readonly";
    static final String EVENTS_WRITE = PREFIX + "calendar.events";

    static final String CONTACTS_READ = PREFIX + "contacts.readonly";
    static final String CONTACTS_WRITE = PREFIX + "contacts";

    static final Set<String> BASE = Set.of(OPENID, EMAIL);
    static final Set<String> READ = Set.of(EVENTS_READ, CALENDAR_LIST);
    static final Set<String> WRITE = Set.of(EVENTS_WRITE, CALENDAR_LIST);

    private static final Map<String, List<String>> CONTAINED = contained();

    private GoogleScopes() {}

    private static Map<String, List<String>> contained() {
        Map<String, List<String>> scopes = new LinkedHashMap<>();
        scopes.put(PREFIX + "calendar", List.of(EVENTS_WRITE, EVENTS_READ, CALENDAR_LIST));
        scopes.put(PREFIX + "calendar.readonly", List.of(EVENTS_READ, CALENDAR_LIST));
        scopes.put(PREFIX + "calendar.calendarlist", List.of(CALENDAR_LIST));
        scopes.put(EVENTS_WRITE, List.of(EVENTS_READ));
        scopes.put(CONTACTS_WRITE, List.of(CONTACTS_READ));
        scopes.put(PREFIX + "userinfo.email", List.of(EMAIL));
        scopes.put(EMAIL, List.of(PREFIX + "userinfo.email"));
        return scopes;
    }

    /** What was granted together with everything it contains, so that a capability is found by its own scopes. */
    static Set<String> withContained(Set<String> granted) {
        Set<String> all = new HashSet<>(granted);
        granted.forEach(scope -> all.addAll(CONTAINED.getOrDefault(scope, List.of())));
        return all;
    }

    /** What has to be asked for: without scopes that another one of them contains, in a stable order. */
    static Set<String> least(Set<String> wanted) {
        Set<String> least = new TreeSet<>(wanted);
        wanted.stream()
                .filter(scope -> scope.startsWith(PREFIX))
                .forEach(scope -> CONTAINED.getOrDefault(scope, List.of()).forEach(least::remove));
        return least;
    }

    /** The scopes of a token answer. */
    static Set<String> split(String scope) {
        Set<String> scopes = new HashSet<>(List.of(scope.strip().split("\\s+")));
        scopes.remove("");
        return scopes;
    }

    /** Whether something of a calendar may be read. */
    static boolean anyCalendar(Set<String> granted) {
        return granted.contains(CALENDAR_LIST);
    }

    /** Whether contacts may be read. */
    static boolean contacts(Set<String> granted) {
        return granted.contains(CONTACTS_READ);
    }
}
