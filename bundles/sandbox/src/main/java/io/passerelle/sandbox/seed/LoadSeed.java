// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.calendar.UserEdits;
import io.passerelle.sandbox.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Many events of a fixed mix for measurements, the same for the same seed: 60 % timed with a zone, 15 % in UTC, 10 % all-day,
 * 15 % recurring (half of them with an EXDATE and a moved instance); a quarter has guests, 40 % an own reminder.
 */
public final class LoadSeed {
    private static final String[] WORDS = ("budget review planning customer roadmap standup interview workshop travel dentist release retro audit "
            + "training lunch demo handover kickoff board legal").split(" ");
    private static final String[] ZONES = {"Europe/Berlin", "America/New_York"};
    private static final String[] ANSWERS = {"needsAction", "accepted", "declined", "tentative"};
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    private final UserEdits edits;
    private final SplittableRandom random;

    public LoadSeed(UserEdits edits, long seed) {
        this.edits = edits;
        this.random = new SplittableRandom(seed);
    }

    /** Adds {@code count} events (series count as one). */
    public void fill(String calendarId, int count) {
        for (int i = 0; i < count; i++) {
            add(calendarId, i);
        }
    }

    private void add(String calendarId, int number) {
        double kind = random.nextDouble();
        LocalDate day = LocalDate.of(2026 + random.nextInt(2), 1 + random.nextInt(12), 1 + random.nextInt(24));
        int hour = 7 + random.nextInt(11);
        ObjectNode event = Json.object().put("iCalUID", new UUID(random.nextLong(), random.nextLong()).toString())
                .put("summary", word() + " " + word() + " " + number + (random.nextDouble() < .2 ? " – Übersicht" : ""))
                .put("location", "Room " + random.nextInt(1, 400) + ", Building " + random.nextInt(1, 9)).put("description", text());
        guests(event, calendarId);
        if (random.nextDouble() < .4) {
            event.putObject("reminders").put("useDefault", false).putArray("overrides").addObject().put("method", "popup").put("minutes", 15);
        }
        if (kind >= .60 && kind < .75) {
            event.putObject("start").put("dateTime", day + "T" + two(hour) + ":00:00Z").put("timeZone", "UTC");
            event.putObject("end").put("dateTime", day + "T" + two(hour) + ":45:00Z").put("timeZone", "UTC");
            edits.insert(calendarId, event);
        } else if (kind >= .75 && kind < .85) {
            event.putObject("start").put("date", day.toString());
            event.putObject("end").put("date", day.plusDays(1).toString());
            edits.insert(calendarId, event);
        } else {
            String zone = ZONES[random.nextInt(ZONES.length)];
            timed(event, day.atTime(hour, 0), day.atTime(hour + 1, 0), zone);
            if (kind < .60) {
                edits.insert(calendarId, event);
            } else {
                series(calendarId, event, day.atTime(hour, 0), zone);
            }
        }
    }

    private void series(String calendarId, ObjectNode event, LocalDateTime start, String zone) {
        boolean exceptions = random.nextDouble() < .5;
        event.putArray("recurrence").add("RRULE:FREQ=DAILY;COUNT=" + random.nextInt(5, 20));
        if (exceptions) {
            event.withArray("recurrence").add("EXDATE;TZID=" + zone + ":" + LOCAL.format(start.plusDays(1)));
        }
        ObjectNode master = edits.insert(calendarId, event);
        if (exceptions) {
            LocalDateTime moved = start.plusDays(2);
            Instant original = moved.atZone(ZoneId.of(zone)).toInstant();
            ObjectNode change = Json.object().put("summary", master.get("summary").asText() + " (moved)");
            timed(change, moved.plusMinutes(90), moved.plusMinutes(120), zone);
            edits.patch(calendarId, master.get("id").asText() + "_" + SUFFIX.format(original), change);
        }
    }

    private static void timed(ObjectNode event, LocalDateTime start, LocalDateTime end, String zone) {
        event.putObject("start").put("dateTime", start + ":00").put("timeZone", zone);
        event.putObject("end").put("dateTime", end + ":00").put("timeZone", zone);
    }

    private void guests(ObjectNode event, String calendarId) {
        if (random.nextDouble() < .25) {
            event.withArray("attendees").addObject().put("email", calendarId).put("responseStatus", "accepted");
            for (int i = random.nextInt(2, 6); i > 0; i--) {
                event.withArray("attendees").addObject().put("displayName", "Guest " + i).put("responseStatus", ANSWERS[random.nextInt(4)])
                        .put("email", "guest" + random.nextInt(1, 5000) + "@partner" + random.nextInt(1, 50) + ".test");
            }
        }
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(5, 40); i > 0; i--) {
            out.append(word()).append(i > 1 ? " " : "");
        }
        return out.toString();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : "" + number;
    }
}
