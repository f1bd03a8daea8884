// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The scopes the sandbox knows, with the sentence its consent page shows. */
final class Scopes {
    static final String PREFIX = "https://www.googleapis.com/auth/";
    private static final Set<String> IDENTITY = Set.of("openid", "email", "profile", PREFIX + "userinfo.email", PREFIX + "userinfo.profile");
    private static final Map<String, String> TEXTS = new LinkedHashMap<>();

    static {
        TEXTS.put("calendar", "See, edit, share and permanently delete all the calendars you can access");
        TEXTS.put("calendar.readonly", "See and download any calendar you can access");
        TEXTS.put("calendar.events", "View and edit events on all your calendars");
        TEXTS.put("calendar.events.readonly", "View events on all your calendars");
        TEXTS.put("calendar.events.owned", "See, create, change and delete events on calendars you own");
        TEXTS.put("calendar.events.owned.readonly", "See the events on calendars you own");
        TEXTS.put("calendar.events.freebusy", "See the availability on calendars you have access to");
        TEXTS.put("calendar.calendarlist", "See, add and remove calendars you are subscribed to");
        TEXTS.put("calendar.calendarlist.readonly", "See the list of calendars you are subscribed to");
        TEXTS.put("calendar.calendars", "See and change the properties of calendars, and create secondary calendars");
        TEXTS.put("calendar.calendars.readonly", "See the title, description and time zone of calendars");
        TEXTS.put("calendar.app.created", "Make secondary calendars, and see, create and change events on them");
        TEXTS.put("calendar.settings.readonly", "View your Calendar settings");
        TEXTS.put("contacts", "See, edit, download and permanently delete your contacts");
        TEXTS.put("contacts.readonly", "See and download your contacts");
    }

    private Scopes() {
    }

    static boolean known(String scope) {
        return identity(scope) || scope.startsWith(PREFIX) && TEXTS.containsKey(scope.substring(PREFIX.length()));
    }

    /** Sign-in scopes are granted by signing in and cannot be unticked. */
    static boolean identity(String scope) {
        return IDENTITY.contains(scope);
    }

    static String text(String scope) {
        return TEXTS.getOrDefault(scope.replace(PREFIX, ""), scope);
    }

    static Set<String> split(String scopes) {
        Set<String> out = new LinkedHashSet<>();
        for (String scope : scopes.trim().split("\\s+")) {
            if (!scope.isEmpty()) {
                out.add(canonical(scope));
            }
        }
        return out;
    }

    /** Google answers the short names with their long form. */
    private static String canonical(String scope) {
        return switch (scope) {
            case "email" -> PREFIX + "userinfo.email";
            case "profile" -> PREFIX + "userinfo.profile";
            default -> scope;
        };
    }
}
