// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import java.util.LinkedHashMap;
import java.util.Map;

/** Calendars and contact folders of one person, by id; the first of each kind is the default one. Guarded by the world's lock. */
final class Mailbox {
    private final Map<String, OutlookFolder> calendars = new LinkedHashMap<>();
    private final Map<String, OutlookFolder> contactFolders = new LinkedHashMap<>();
    private final Map<String, byte[]> photos = new LinkedHashMap<>();

    Map<String, OutlookFolder> calendars() {
        return calendars;
    }

    Map<String, OutlookFolder> contactFolders() {
        return contactFolders;
    }

    /** Pictures of contacts by the contact's id. */
    Map<String, byte[]> photos() {
        return photos;
    }

    OutlookFolder defaultCalendar() {
        return calendars.values().iterator().next();
    }

    OutlookFolder defaultContacts() {
        return contactFolders.values().iterator().next();
    }
}
