// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Identifiers of events and what is derived from them. */
final class EventIds {
    private static final Pattern CLIENT = Pattern.compile("[a-v0-9]{5,1024}");
    private static final String BASE32HEX = "0123456789abcdefghijklmnopqrstuv";

    private EventIds() {
    }

    /** Whether a client may choose this id: base32hex, 5 to 1024 characters. */
    static boolean allowed(String id) {
        return CLIENT.matcher(id).matches();
    }

    /** The id of an imported event, which follows from its iCalendar UID. */
    static String ofUid(String uid) {
        if (uid.endsWith("@google.com") && allowed(uid.substring(0, uid.length() - 11))) {
            return uid.substring(0, uid.length() - 11);
        }
        StringBuilder out = new StringBuilder("_");
        int buffer = 0;
        int bits = 0;
        for (byte b : uid.getBytes(StandardCharsets.UTF_8)) {
            buffer = buffer << 8 | b & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(BASE32HEX.charAt(buffer >> bits & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            out.append(BASE32HEX.charAt(buffer << 5 - bits & 31));
        }
        return out.toString();
    }

    static String htmlLink(String eventId, String calendarId) {
        String pair = eventId + " " + calendarId;
        return "https://calendar.google.example/calendar/event?eid="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
