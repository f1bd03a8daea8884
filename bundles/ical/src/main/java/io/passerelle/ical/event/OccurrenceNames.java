// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.text.TextComponent;
import io.passerelle.ical.text.TextLine;
import io.passerelle.ical.zone.ZoneDefinition;
import io.passerelle.ical.zone.ZoneNames;
import io.passerelle.model.item.OccurrenceId;
import java.util.Optional;
import java.util.Set;

/** Which occurrence a line of a file means. */
final class OccurrenceNames {
    private final ZoneNames zones = new ZoneNames();
    private final Notes notes = new Notes();
    private Optional<Stamp> start = Optional.empty();

    OccurrenceNames(TextComponent calendar) {
        for (TextComponent zone : calendar.components("VTIMEZONE")) {
            ZoneDefinition definition = new ZoneDefinition(value(zone, "X-LIC-LOCATION"));
            for (String kind : Set.of("STANDARD", "DAYLIGHT")) {
                for (TextComponent part : zone.components(kind)) {
                    definition.observance(
                            kind.equals("DAYLIGHT"), value(part, "TZOFFSETTO"), value(part, "DTSTART"), value(part, "RRULE"));
                }
            }
            zones.define(value(zone, "TZID"), definition);
        }
    }

    private static String value(TextComponent component, String name) {
        return component.line(name).map(line -> line.value().strip()).orElse("");
    }

    /** The series to whose clock the names belong. */
    void startAt(TextComponent master) {
        start = master.line("DTSTART").flatMap(line -> stamp(line, line.value()));
    }

    Optional<OccurrenceId> of(TextLine line, String value) {
        return start.flatMap(master -> stamp(line, value).map(stamp -> stamp.in(master)));
    }

    private Optional<Stamp> stamp(TextLine line, String value) {
        try {
            return Optional.of(Stamp.parse(value, line.parameter("TZID").orElse(""), zones, notes));
        } catch (Malformed malformed) {
            return Optional.empty();
        }
    }
}
