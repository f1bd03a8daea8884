// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import com.github.mangstadt.vinnie.VObjectProperty;
import io.passerelle.ical.zone.ZoneDefinition;
import io.passerelle.ical.zone.ZoneNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects a VTIMEZONE while it is read. */
final class ZoneParts {
    private static final int MOST_OBSERVANCES = 1000;

    private record Part(boolean daylight, Map<String, String> values) {}

    private final ZoneNames zones;
    private Map<String, String> header;
    private List<Part> parts = List.of();
    private Part part;

    ZoneParts(ZoneNames zones) {
        this.zones = zones;
    }

    boolean open() {
        return header != null;
    }

    void begin(String component) {
        if ("VTIMEZONE".equalsIgnoreCase(component)) {
            header = new HashMap<>();
            parts = new ArrayList<>();
            part = null;
        } else if (header != null && parts.size() < MOST_OBSERVANCES) {
            part = new Part("DAYLIGHT".equals(component.toUpperCase(Locale.ROOT)), new HashMap<>());
            parts.add(part);
        }
    }

    void property(VObjectProperty property) {
        (part == null ? header : part.values()).putIfAbsent(property.getName(), property.getValue());
    }

    void end(String component) {
        if (!"VTIMEZONE".equalsIgnoreCase(component)) {
            part = null;
            return;
        }
        if (header == null) {
            return;
        }
        ZoneDefinition definition = new ZoneDefinition(header.getOrDefault("X-LIC-LOCATION", "").strip());
        parts.forEach(p -> definition.observance(
                p.daylight(),
                p.values().getOrDefault("TZOFFSETTO", ""),
                p.values().getOrDefault("DTSTART", ""),
                p.values().getOrDefault("RRULE", "")));
        String name = header.getOrDefault("TZID", "").strip();
        if (!name.isEmpty()) {
            zones.define(name, definition);
        }
        header = null;
        part = null;
    }
}
