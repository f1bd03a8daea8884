// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.ICalendarReader;
import io.passerelle.ical.text.TextComponent;
import io.passerelle.ical.text.TextLine;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Changes lines of one VEVENT. */
final class PartEdit {
    /** What stands for a field; the first name is ours, the others say the same for other programs and would be stale. */
    private static final Map<String, List<String>> LINES = Map.of(
            "title", List.of("SUMMARY"),
            "description", List.of("DESCRIPTION", "X-ALT-DESC"),
            "location", List.of("LOCATION", "X-APPLE-STRUCTURED-LOCATION"),
            "status", List.of("STATUS"),
            "freeBusy", List.of("TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-INTENDEDSTATUS"),
            "visibility", List.of("CLASS"),
            "color", List.of("COLOR", "X-PASSERELLE-COLOR"),
            "categories", List.of("CATEGORIES"),
            "url", List.of("URL"),
            "defaultAlarms", List.of("X-PASSERELLE-DEFAULT-ALARMS"));
    /** Parameters of these lines stay: a language, an encoding of another program. */
    private static final Set<String> TEXTS = Set.of("SUMMARY", "DESCRIPTION", "LOCATION");

    private final String stamp;

    PartEdit(String stamp) {
        this.stamp = stamp;
    }

    static int sequence(TextComponent event) {
        String value = event.line("SEQUENCE").map(line -> line.value().strip()).orElse("");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    }

    void time(TextComponent target, TextComponent source) {
        target.replace(Set.of("DTSTART"), source.lines(Set.of("DTSTART")));
        target.replace(Set.of("DTEND", "DURATION"), source.lines(Set.of("DTEND")));
        target.replace(Set.of("X-MICROSOFT-CDO-ALLDAYEVENT"), List.of());
    }

    /** Says that it was changed; the revision number counts what others have to know of (RFC 5545 §3.8.7.4). */
    void stamp(TextComponent target, boolean significant) {
        target.replace(Set.of("DTSTAMP"), List.of(TextLine.of("DTSTAMP:" + stamp)));
        target.replace(Set.of("LAST-MODIFIED"), List.of(TextLine.of("LAST-MODIFIED:" + stamp)));
        if (significant) {
            target.replace(Set.of("SEQUENCE"), List.of(TextLine.of("SEQUENCE:" + (sequence(target) + 1))));
        }
    }

    void details(TextComponent target, TextComponent source, EventDetails before, EventDetails wanted, EventTime when) {
        Set<FieldPath> differing = differing(before.fields(), wanted.fields());
        Set<String> done = new TreeSet<>();
        for (FieldPath path : differing) {
            switch (path.root()) {
                case "attendees" -> attendee(target, source, path.key(), wanted.attendees().get(path.key()));
                case "alarms" -> alarm(target, source, path.key(), wanted, when);
                case "organizer" -> organizer(target, source);
                default -> {
                    if (done.add(path.root())) {
                        lines(target, source, LINES.getOrDefault(path.root(), List.of()));
                    }
                }
            }
        }
    }

    private static Set<FieldPath> differing(SortedMap<FieldPath, String> before, SortedMap<FieldPath, String> wanted) {
        Set<FieldPath> paths = new TreeSet<>(before.keySet());
        paths.addAll(wanted.keySet());
        paths.removeIf(path -> before.containsKey(path) && before.get(path).equals(wanted.get(path)));
        return paths;
    }

    private static void lines(TextComponent target, TextComponent source, List<String> names) {
        List<TextLine> lines = new ArrayList<>();
        for (TextLine line : source.lines(Set.copyOf(names))) {
            lines.add(target.line(line.name())
                    .filter(old -> TEXTS.contains(line.name()))
                    .map(old -> old.with("ALTREP", ""))
                    .map(old -> TextLine.of(old.head() + ":" + line.value()))
                    .orElse(line));
        }
        target.replace(Set.copyOf(names), lines);
    }

    private static void organizer(TextComponent target, TextComponent source) {
        Optional<TextLine> old = target.line("ORGANIZER");
        Optional<TextLine> line = source.line("ORGANIZER");
        boolean same = old.isPresent() && line.isPresent() && address(old.get()).equals(address(line.get()));
        if (!same) {
            target.replace(Set.of("ORGANIZER"), line.map(List::of).orElse(List.of()));
        }
    }

    private static String address(TextLine line) {
        String value = line.value().strip().toLowerCase(Locale.ROOT);
        return value.startsWith("mailto:") ? value.substring(7).strip() : value;
    }

    /** Of a participant that stays only what differs is changed: answers wanted, delegations and the like stay. */
    private static void attendee(TextComponent target, TextComponent source, String address, Attendee wanted) {
        Optional<TextLine> old = find(target, address);
        Optional<TextLine> line = find(source, address);
        if (old.isEmpty()) {
            line.ifPresent(target::add);
        } else if (line.isEmpty() || wanted == null) {
            target.replace(old.get(), null);
        } else {
            TextLine next = old.get();
            for (String parameter : List.of("CN", "PARTSTAT", "ROLE", "CUTYPE")) {
                String value = line.get().parameter(parameter).orElse("");
                String said = next.parameter(parameter).orElse("");
                boolean implied = value.isEmpty() && meansNothing(parameter, said);
                if (!implied && !value.equalsIgnoreCase(said)) {
                    next = next.with(parameter, quoted(value));
                }
            }
            target.replace(old.get(), next);
        }
    }

    /** Values that read as if they were not there. */
    private static boolean meansNothing(String parameter, String said) {
        return switch (parameter) {
            case "PARTSTAT" -> said.equalsIgnoreCase("NEEDS-ACTION") || said.isEmpty();
            case "ROLE" -> said.equalsIgnoreCase("REQ-PARTICIPANT") || said.equalsIgnoreCase("CHAIR") || said.isEmpty();
            case "CUTYPE" -> !said.equalsIgnoreCase("RESOURCE") && !said.equalsIgnoreCase("ROOM");
            default -> said.isEmpty();
        };
    }

    private static String quoted(String value) {
        boolean special = value.chars().anyMatch(c -> c == ':' || c == ';' || c == ',');
        return special ? '"' + value + '"' : value;
    }

    private static Optional<TextLine> find(TextComponent event, String address) {
        return event.lines(Set.of("ATTENDEE")).stream()
                .filter(line -> address(line).equals(address))
                .findFirst();
    }

    private static void alarm(TextComponent target, TextComponent source, String key, EventDetails wanted, EventTime when) {
        boolean there = wanted.alarms().stream().anyMatch(alarm -> alarm.key().equals(key));
        if (there) {
            source.components("VALARM").stream()
                    .filter(alarm -> key(source, alarm).filter(key::equals).isPresent())
                    .forEach(target::add);
        } else {
            target.components("VALARM").stream()
                    .filter(alarm -> key(target, alarm).filter(key::equals).isPresent())
                    .forEach(target::remove);
        }
    }

    /** What a reader makes of an alarm. */
    private static Optional<String> key(TextComponent event, TextComponent alarm) {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n");
        event.lines(Set.of("DTSTART", "DTEND", "DURATION")).forEach(line -> text.append(line.unfolded()).append("\r\n"));
        text.append(alarm.text()).append("END:VEVENT\r\nEND:VCALENDAR\r\n");
        try {
            return new ICalendarReader().readOne(text.toString()).details().alarms().stream()
                    .findFirst()
                    .map(Alarm::key);
        } catch (PasserelleException unreadable) {
            return Optional.empty();
        }
    }
}
