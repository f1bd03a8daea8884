// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import java.time.LocalDate;

/** The people and events of the demo. */
final class MicrosoftSeed {
    private static final String ZONE = "Romance Standard Time";
    private final MicrosoftSandbox microsoft;

    MicrosoftSeed(MicrosoftSandbox microsoft) {
        this.microsoft = microsoft;
    }

    void plant(LocalDate today) {
        microsoft.addAccount("alice@contoso.example", "Alice Martin", ZONE, "contoso.example");
        microsoft.addAccount("alice.martin@outlook.example", "Alice Martin", ZONE, null);
        LocalDate monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        event("Project review", monday.plusDays(1), "10:00", "11:00");
        event("Lunch with the design team", monday.plusDays(2), "12:30", "13:30");
        ObjectNode weekly = timed("Team meeting", monday, "09:30", "10:00");
        ObjectNode recurrence = weekly.putObject("recurrence");
        recurrence.putObject("pattern").put("type", "weekly").put("interval", 1).putArray("daysOfWeek").add("monday");
        recurrence.putObject("range").put("type", "noEnd").put("startDate", monday.toString());
        insert(weekly);
    }

    private void event(String subject, LocalDate day, String from, String to) {
        insert(timed(subject, day, from, to));
    }

    private static ObjectNode timed(String subject, LocalDate day, String from, String to) {
        ObjectNode event = Json.object().put("subject", subject);
        event.putObject("start").put("dateTime", day + "T" + from + ":00").put("timeZone", ZONE);
        event.putObject("end").put("dateTime", day + "T" + to + ":00").put("timeZone", ZONE);
        return event;
    }

    private void insert(ObjectNode event) {
        microsoft.userInserts("alice@contoso.example", microsoft.defaultCalendar("alice@contoso.example"), event);
    }
}
