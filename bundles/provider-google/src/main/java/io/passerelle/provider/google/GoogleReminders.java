// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.EventDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reminders: the calendar's own, or at most five of the event's. */
final class GoogleReminders {
    private static final int MOST = 5;
    private static final long LONGEST_MINUTES = 40320;

    private GoogleReminders() {}

    static void read(Map<String, Object> event, EventDetails.Builder into) {
        Map<String, Object> reminders = GoogleJson.object(event, "reminders");
        if (GoogleJson.flag(reminders, "useDefault")) {
            into.defaultAlarms(true);
            return;
        }
        List<Alarm> alarms = new ArrayList<>();
        for (Map<String, Object> override : GoogleJson.objects(reminders, "overrides")) {
            GoogleJson.number(override, "minutes")
                    .ifPresent(minutes -> alarms.add(new Alarm(Duration.ofMinutes(minutes), action(override))));
        }
        into.alarms(alarms);
    }

    private static Alarm.Action action(Map<String, Object> override) {
        return GoogleJson.text(override, "method").filter("email"::equals).isPresent()
                ? Alarm.Action.EMAIL
                : Alarm.Action.DISPLAY;
    }

    /** Always whole: a PATCH replaces the list. Own reminders win over the calendar's, as Google takes only one kind. */
    static Map<String, Object> write(EventDetails details) {
        TreeSet<Alarm> held = new TreeSet<>();
        for (Alarm alarm : details.alarms()) {
            // A reminder after the start cannot be held.
            if (!alarm.before().isNegative()) {
                long minutes = Math.min(alarm.before().toMinutes(), LONGEST_MINUTES);
                held.add(new Alarm(Duration.ofMinutes(minutes), alarm.action()));
            }
        }
        List<Map<String, Object>> overrides = held.stream()
                .limit(MOST)
                .map(alarm -> Map.<String, Object>of(
                        "method",
                        alarm.action() == Alarm.Action.EMAIL ? "email" : "popup",
                        "minutes",
                        (int) alarm.before().toMinutes()))
                .toList();
        Map<String, Object> reminders = new LinkedHashMap<>();
        reminders.put("useDefault", overrides.isEmpty() && details.defaultAlarms());
        reminders.put("overrides", overrides.isEmpty() ? GoogleJson.NULL : overrides);
        return reminders;
    }
}
