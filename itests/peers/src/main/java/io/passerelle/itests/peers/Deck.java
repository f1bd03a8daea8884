// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Items as people have them, the same ones for the same seed. */
final class Deck {
    private static final List<String> WORDS = List.of(
            "budget", "review", "planning", "customer", "roadmap", "interview", "workshop", "travel", "dentist", "release",
            "audit", "training", "lunch", "handover", "legal", "kickoff");

    private final Random random;
    private final Kind kind;

    Deck(Kind kind, long seed) {
        this.kind = kind;
        random = new Random(seed * 31 + kind.ordinal());
    }

    /** The next so many items. */
    List<Entry> deal(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> kind == Kind.CALENDAR ? event(number) : contact(number))
                .toList();
    }

    private Entry event(int number) {
        String uid = uid();
        List<String> lines = new ArrayList<>(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Passerelle//Benchmark//EN"));
        Day day = new Day(2026 + random.nextInt(2), 1 + random.nextInt(12), 1 + random.nextInt(25), 7 + random.nextInt(11));
        String title = words(2) + " " + number + (chance(20) ? " – Übersicht" : "");
        int shape = random.nextInt(100);
        boolean zoned = shape < 75;
        if (zoned) {
            lines.addAll(BERLIN);
        }
        List<String> guests = chance(25) ? guests() : List.of();
        if (shape < 60) {
            lines.addAll(component(uid, title, List.of(day.zoned("DTSTART", 0), day.zoned("DTEND", 1)), guests));
        } else if (zoned) {
            lines.addAll(series(uid, title, day, guests));
        } else if (shape < 90) {
            lines.addAll(component(uid, title, List.of("DTSTART:" + day.at(0) + "Z", "DTEND:" + day.at(1) + "Z"), guests));
        } else {
            lines.addAll(component(
                    uid,
                    title,
                    List.of("DTSTART;VALUE=DATE:" + day.date(0), "DTEND;VALUE=DATE:" + day.date(1)),
                    guests));
        }
        lines.add("END:VCALENDAR");
        return new Entry(uid, text(lines));
    }

    /** A daily series, every other one with a day left out and a day moved. */
    private List<String> series(String uid, String title, Day day, List<String> guests) {
        List<String> rule = new ArrayList<>(List.of(
                day.zoned("DTSTART", 0), day.zoned("DTEND", 1), "RRULE:FREQ=DAILY;COUNT=" + (5 + random.nextInt(15))));
        if (chance(50)) {
            return component(uid, title, rule, guests);
        }
        rule.add(day.later(1).zoned("EXDATE", 0));
        List<String> lines = new ArrayList<>(component(uid, title, rule, guests));
        Day moved = day.later(2);
        lines.addAll(component(
                uid,
                title + " (moved)",
                List.of(moved.zoned("RECURRENCE-ID", 0), moved.zoned("DTSTART", 2), moved.zoned("DTEND", 3)),
                guests));
        return lines;
    }

    private List<String> component(String uid, String title, List<String> times, List<String> guests) {
        List<String> lines = new ArrayList<>(List.of("BEGIN:VEVENT", "UID:" + uid, "DTSTAMP:20260101T000000Z", "SEQUENCE:0"));
        lines.addAll(times);
        lines.add("SUMMARY:" + title);
        lines.add("LOCATION:Room " + random.nextInt(400) + "\\, Building " + random.nextInt(9));
        lines.add("DESCRIPTION:" + words(5 + random.nextInt(35)));
        lines.addAll(guests);
        if (chance(40)) {
            lines.addAll(List.of("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Reminder", "END:VALARM"));
        }
        lines.add("END:VEVENT");
        return lines;
    }

    private List<String> guests() {
        List<String> lines = new ArrayList<>(List.of("ORGANIZER;CN=Organizer:mailto:organizer@elsewhere.test"));
        for (int guest = 2 + random.nextInt(4); guest > 0; guest--) {
            lines.add("ATTENDEE;CN=Guest " + guest + ";PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:guest" + random.nextInt(5000)
                    + "@partner.test");
        }
        return lines;
    }

    private Entry contact(int number) {
        String uid = uid();
        String given = List.of("Anna", "Ben", "Carla", "Jürgen", "Mia", "Olga").get(random.nextInt(6));
        String family = List.of("Meyer", "O’Neill", "García", "Novák", "Müller", "Smith").get(random.nextInt(6));
        List<String> lines = new ArrayList<>(List.of(
                "BEGIN:VCARD",
                "VERSION:3.0",
                "UID:" + uid,
                "FN:" + given + " " + family + " " + number,
                "N:" + family + ";" + given + ";;;",
                "ORG:Company " + random.nextInt(200) + ";Department " + random.nextInt(20),
                "EMAIL;TYPE=WORK:c" + number + ".work@partner.test"));
        if (chance(60)) {
            lines.add("EMAIL;TYPE=HOME:c" + number + ".home@partner.test");
        }
        if (chance(70)) {
            lines.add("TEL;TYPE=CELL:+49 30 " + (1_000_000 + random.nextInt(8_000_000)));
        }
        if (chance(50)) {
            lines.add("ADR;TYPE=WORK:;;Street " + random.nextInt(200) + ";City;;" + (10_000 + random.nextInt(80_000))
                    + ";Germany");
        }
        if (chance(30)) {
            lines.add("BDAY:19" + (50 + random.nextInt(49)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10));
        }
        if (chance(40)) {
            lines.add("NOTE:" + words(3 + random.nextInt(27)));
        }
        lines.add("END:VCARD");
        return new Entry(uid, text(lines));
    }

    private String uid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String words(int count) {
        return IntStream.range(0, count)
                .mapToObj(word -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    /** A day and an hour. */
    private record Day(int year, int month, int day, int hour) {
        Day later(int days) {
            return new Day(year, month, day + days, hour);
        }

        String date(int daysLater) {
            return "%04d%02d%02d".formatted(year, month, day + daysLater);
        }

        String at(int hoursLater) {
            return date(0) + "T%02d0000".formatted(hour + hoursLater);
        }

        String zoned(String property, int hoursLater) {
            return property + ";TZID=Europe/Berlin:" + at(hoursLater);
        }
    }

    private static final List<String> BERLIN = List.of(
            "BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
            "TZNAME:CEST", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT",
            "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19701025T030000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "END:VTIMEZONE");

    private static String text(List<String> lines) {
        return lines.stream().map(Deck::folded).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** RFC 5545 §3.1: at most 75 octets in a line, no character cut. */
    private static String folded(String line) {
        StringBuilder folded = new StringBuilder();
        int octets = 0;
        for (int at = 0; at < line.length(); at++) {
            int width = String.valueOf(line.charAt(at)).getBytes(StandardCharsets.UTF_8).length;
            if (octets + width > 75) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.append(line.charAt(at));
            octets += width;
        }
        return folded.toString();
    }
}
