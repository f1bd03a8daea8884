// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.ical.text.ContentLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Definitions of zones change the clock exactly when the JDK does. */
class ZoneWriterTest {
    private static final int FROM = 2026;
    private static final int TO = 2037;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    private static List<String> written(String zone, int fromYear) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ZoneWriter(new ContentLines(out)).write(ZoneId.of(zone), fromYear);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    @DisplayName("a definition is what RFC 5545 says one is")
    void form() throws IOException {
        assertThat(written("Europe/Paris", FROM)).containsExactly(
                "BEGIN:VTIMEZONE",
                "TZID:Europe/Paris",
                "BEGIN:STANDARD",
                "DTSTART:20260101T000000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0100",
                "END:STANDARD",
                "BEGIN:DAYLIGHT",
                "DTSTART:20270328T020000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200",
                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=25,26,27,28,29,30,31",
                "END:DAYLIGHT",
                "BEGIN:STANDARD",
                "DTSTART:20271031T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=SU;BYMONTHDAY=25,26,27,28,29,30,31",
                "END:STANDARD",
                "END:VTIMEZONE");
    }

    @Test
    @DisplayName("offsets of half hours, west of Greenwich and of seconds are written in full")
    void offsets() throws IOException {
        assertThat(written("America/St_Johns", FROM)).contains("TZOFFSETTO:-0330", "TZOFFSETTO:-0230");
        assertThat(written("Asia/Kathmandu", FROM)).contains("TZOFFSETTO:+0545").doesNotContain("BEGIN:DAYLIGHT");
        assertThat(written("Africa/Monrovia", 1960)).contains("TZOFFSETFROM:-004430", "TZOFFSETTO:+0000");
        assertThat(written("Europe/Dublin", 2026)).contains("BEGIN:DAYLIGHT");
    }

    @Test
    @DisplayName("every zone of the JDK changes when its definition says, and at no other time")
    void everyZone() throws IOException {
        for (String name : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            assertThat(defined(written(name, FROM))).as(name).isEqualTo(kept(name));
        }
    }

    /** Changes by their local time before, each with the offsets before and after. */
    private static Map<LocalDateTime, String> kept(String name) {
        Map<LocalDateTime, String> changes = new TreeMap<>();
        ZoneOffsetTransition next =
                ZoneId.of(name).getRules().nextTransition(LocalDateTime.of(FROM + 1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC));
        while (next != null && next.getDateTimeBefore().getYear() <= TO) {
            changes.put(next.getDateTimeBefore(), offset(next.getOffsetBefore()) + offset(next.getOffsetAfter()));
            next = ZoneId.of(name).getRules().nextTransition(next.getInstant());
        }
        return changes;
    }

    private static String offset(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+0000" : offset.getId().replace(":", "");
    }

    private static Map<LocalDateTime, String> defined(List<String> lines) {
        Map<LocalDateTime, String> changes = new TreeMap<>();
        Map<String, String> part = new TreeMap<>();
        for (String line : lines) {
            String[] halves = line.split(":", 2);
            part.put(halves[0], halves[1]);
            if (line.equals("BEGIN:STANDARD") || line.equals("BEGIN:DAYLIGHT")) {
                part.clear();
            } else if (line.startsWith("END:") && part.containsKey("DTSTART")) {
                onsets(part).forEach(onset -> changes.put(onset, part.get("TZOFFSETFROM") + part.get("TZOFFSETTO")));
                part.clear();
            }
        }
        return changes;
    }

    private static List<LocalDateTime> onsets(Map<String, String> part) {
        LocalDateTime first = LocalDateTime.parse(part.get("DTSTART"), LOCAL);
        List<LocalDateTime> onsets = new ArrayList<>();
        if (part.get("RRULE") == null) {
            onsets.add(first);
        } else {
            Map<String, String> rule = new TreeMap<>();
            Arrays.stream(part.get("RRULE").split(";")).map(text -> text.split("=")).forEach(pair -> rule.put(pair[0], pair[1]));
            assertThat(rule.get("FREQ")).isEqualTo("YEARLY");
            for (int year = first.getYear(); year <= TO; year++) {
                days(rule, year).forEach(day -> onsets.add(day.atTime(first.toLocalTime())));
            }
            assertThat(first.getYear() > TO || onsets.contains(first)).isTrue();
        }
        onsets.removeIf(onset -> onset.getYear() <= FROM || onset.getYear() > TO);
        return onsets;
    }

    private static List<LocalDate> days(Map<String, String> rule, int year) {
        if (rule.containsKey("BYYEARDAY")) {
            LocalDate after = LocalDate.of(year + 1, 1, 1);
            return Arrays.stream(rule.get("BYYEARDAY").split(","))
                    .map(text -> after.plusDays(Integer.parseInt(text)))
                    .filter(day -> rule.get("BYDAY").equals(twoLetters(day.getDayOfWeek())))
                    .toList();
        }
        LocalDate month = LocalDate.of(year, Integer.parseInt(rule.get("BYMONTH")), 1);
        List<String> numbers = rule.containsKey("BYMONTHDAY") ? List.of(rule.get("BYMONTHDAY").split(",")) : List.of();
        String name = rule.getOrDefault("BYDAY", "");
        List<LocalDate> days = month.datesUntil(month.plusMonths(1))
                .filter(day -> numbers.isEmpty() || numbers.contains(String.valueOf(day.getDayOfMonth())))
                .filter(day -> name.isEmpty() || name.endsWith(twoLetters(day.getDayOfWeek())))
                .toList();
        return name.startsWith("-1") ? days.subList(days.size() - 1, days.size()) : days;
    }

    private static String twoLetters(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
