// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.EventDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Participants of a meeting. */
final class GoogleAttendees {
    private GoogleAttendees() {}

    /** Reads participants, and the organiser where there are any: alone, it only says whose calendar this is. */
    static void read(Map<String, Object> event, EventDetails.Builder into) {
        List<Attendee> attendees = new ArrayList<>();
        for (Map<String, Object> entry : GoogleJson.objects(event, "attendees")) {
            address(entry).ifPresent(address -> attendees.add(
                    new Attendee(address, GoogleJson.text(entry, "displayName").orElse(""), role(entry), answer(entry))));
        }
        into.attendees(attendees);
        if (!attendees.isEmpty()) {
            address(GoogleJson.object(event, "organizer")).ifPresent(into::organizer);
        }
    }

    private static Optional<String> address(Map<String, Object> person) {
        return GoogleJson.text(person, "email")
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty());
    }

    private static Attendee.Role role(Map<String, Object> entry) {
        if (GoogleJson.flag(entry, "resource")) {
            return Attendee.Role.RESOURCE;
        }
        return GoogleJson.flag(entry, "optional") ? Attendee.Role.OPTIONAL : Attendee.Role.REQUIRED;
    }

    private static Attendee.Answer answer(Map<String, Object> entry) {
        return switch (GoogleJson.text(entry, "responseStatus").orElse("")) {
            case "accepted" -> Attendee.Answer.ACCEPTED;
            case "declined" -> Attendee.Answer.DECLINED;
            case "tentative" -> Attendee.Answer.TENTATIVE;
            default -> Attendee.Answer.NEEDS_ACTION;
        };
    }

    private static String answer(Attendee.Answer answer) {
        return switch (answer) {
            case ACCEPTED -> "accepted";
            case DECLINED -> "declined";
            case TENTATIVE -> "tentative";
            case NEEDS_ACTION -> "needsAction";
        };
    }

    /**
     * The whole list, as a PATCH replaces it: entries that exist keep what we do not know of them (comments, guests…). On
     * somebody else's event only the own answer changes; Google takes nothing else from a guest.
     *
     * @param details what should be
     * @param present the event as it is; empty for a new one
     */
    static Object write(EventDetails details, Map<String, Object> present) {
        Map<String, Map<String, Object>> known = new LinkedHashMap<>();
        GoogleJson.objects(present, "attendees").forEach(entry -> address(entry).ifPresent(a -> known.put(a, entry)));
        boolean guest = !known.isEmpty() && !GoogleJson.flag(GoogleJson.object(present, "organizer"), "self");
        List<Map<String, Object>> written = new ArrayList<>();
        if (guest) {
            known.forEach((address, entry) -> {
                Attendee wanted = GoogleJson.flag(entry, "self") ? details.attendees().get(address) : null;
                written.add(wanted == null ? entry : changed(entry, wanted));
            });
            return written;
        }
        details.attendees().forEach((address, attendee) -> written.add(changed(known.getOrDefault(address, Map.of()), attendee)));
        return written.isEmpty() ? GoogleJson.NULL : written;
    }

    private static Map<String, Object> changed(Map<String, Object> entry, Attendee wanted) {
        Map<String, Object> changed = new LinkedHashMap<>(entry);
        changed.putIfAbsent("email", wanted.address());
        if (!wanted.name().isEmpty()) {
            changed.put("displayName", wanted.name());
        }
        if (role(entry) != wanted.role() || entry.isEmpty()) {
            changed.put("optional", wanted.role() == Attendee.Role.OPTIONAL);
            if (wanted.role() == Attendee.Role.RESOURCE) {
                changed.put("resource", true);
            }
        }
        if (answer(entry) != wanted.answer() || entry.isEmpty()) {
            changed.put("responseStatus", answer(wanted.answer()));
        }
        return changed;
    }
}
