// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import static io.passerelle.ical.event.RawEvent.parameter;
import static io.passerelle.ical.event.RawEvent.upper;

import com.github.mangstadt.vinnie.VObjectProperty;
import io.passerelle.ical.ReadProblem.Reason;
import io.passerelle.ical.text.Texts;
import io.passerelle.ical.zone.ZoneNames;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.RecurrenceRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Understands one VEVENT. */
final class EventParser {
    private static final Set<String> VOLATILE = Set.of("DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE");

    private final ZoneNames zones;

    EventParser(ZoneNames zones) {
        this.zones = zones;
    }

    EventPart parse(RawEvent raw) throws Malformed {
        Notes notes = new Notes();
        VObjectProperty startsAt = raw.first("DTSTART").orElseThrow(Malformed::time);
        Stamp start = stamp(startsAt, startsAt.getValue(), notes);
        EventTime when = new TimeParser(zones, notes).when(start, raw);
        Optional<Stamp> exceptionTo = Optional.empty();
        Optional<VObjectProperty> exception = raw.first("RECURRENCE-ID");
        if (exception.isPresent()) {
            exceptionTo = Optional.of(stamp(exception.get(), exception.get().getValue(), notes));
            if ("THISANDFUTURE".equals(upper(parameter(exception.get(), "RANGE")))) {
                notes.recurrencePart();
            }
        }
        boolean series = exceptionTo.isEmpty();
        if (series && raw.first("EXRULE").isPresent()) {
            notes.recurrencePart();
        }
        return new EventPart(
                raw.index(),
                uid(raw),
                sequence(raw),
                exceptionTo,
                start,
                when,
                new DetailsParser(zones, notes).details(raw, when),
                series ? rules(raw, notes) : List.of(),
                series ? stamps(raw.all("RDATE"), notes) : List.of(),
                series ? stamps(raw.all("EXDATE"), notes) : List.of(),
                notes.reasons());
    }

    private Stamp stamp(VObjectProperty property, String value, Notes notes) throws Malformed {
        return Stamp.parse(value, parameter(property, "TZID"), zones, notes);
    }

    private List<Stamp> stamps(List<VObjectProperty> properties, Notes notes) throws Malformed {
        List<Stamp> stamps = new ArrayList<>();
        for (VObjectProperty property : properties) {
            for (String value : property.getValue().split(",")) {
                if (!value.isBlank()) {
                    // of a PERIOD only the start has a counterpart
                    stamps.add(stamp(property, value.split("/")[0], notes));
                }
            }
        }
        return stamps;
    }

    private static List<RecurrenceRule> rules(RawEvent raw, Notes notes) throws Malformed {
        List<RecurrenceRule> rules = new ArrayList<>();
        for (VObjectProperty property : raw.all("RRULE")) {
            if (property.getValue().isBlank()) {
                continue;
            }
            RecurrenceRule rule;
            try {
                rule = RecurrenceRule.of(property.getValue().replace("\\", ""));
            } catch (IllegalArgumentException malformed) {
                throw new Malformed(Reason.BAD_RULE);
            }
            if (!Rules.sensible(rule)) {
                throw new Malformed(Reason.BAD_RULE);
            }
            if (Rules.tooFrequent(rule)) {
                notes.tooFrequent();
            }
            if (!rules.contains(rule)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private static int sequence(RawEvent raw) {
        String value = raw.value("SEQUENCE");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    }

    /** Made from the content where the file has none, so that the same file read again gives the same UID. */
    private static ItemUid uid(RawEvent raw) {
        try {
            return ItemUid.of(Texts.unescape(raw.value("UID")));
        } catch (IllegalArgumentException unusable) {
            return ItemUid.of(digest(raw) + "@passerelle.invalid");
        }
    }

    private static String digest(RawEvent raw) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            raw.all().stream()
                    .filter(property -> !VOLATILE.contains(property.getName()))
                    .map(property -> property.getName() + ":" + property.getValue() + "\n")
                    .forEach(line -> sha.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
