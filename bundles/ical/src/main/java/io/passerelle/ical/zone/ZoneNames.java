// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.zone;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the IANA zone that a TZID of a file means: by its name, by a part of it ({@code /mozilla.org/20050126_1/Europe/Berlin}),
 * as a Windows name, by the file's own definition, as an offset. Not thread-safe; one for each file.
 */
public final class ZoneNames {
    private static final Pattern OFFSET = Pattern.compile("\\(?(?:UTC|GMT)\\s*([+-])(\\d{1,2}):?(\\d{2})?\\b.*");
    private static final Pattern SIMPLE_OFFSET = Pattern.compile("[+-]\\d{2}:\\d{2}(?::\\d{2})?|Z");
    private static final int MOST_DEFINITIONS = 2000;

    private final Map<String, ZoneDefinition> definitions = new HashMap<>();
    private final Map<String, Optional<ZoneId>> known = new HashMap<>();

    /** Takes a definition of the file. */
    public void define(String name, ZoneDefinition definition) {
        if (definitions.size() < MOST_DEFINITIONS) {
            definitions.putIfAbsent(name, definition);
            known.remove(name);
        }
    }

    /** The zone of a TZID, if it can be told. */
    public Optional<ZoneId> find(String name) {
        if (known.size() > MOST_DEFINITIONS) {
            known.clear();
        }
        return known.computeIfAbsent(name.strip(), this::search);
    }

    private Optional<ZoneId> search(String name) {
        Optional<ZoneId> zone = byName(name).or(() -> suffix(name)).or(() -> WindowsZones.find(name));
        if (zone.isPresent()) {
            return zone;
        }
        ZoneDefinition definition = definitions.get(name);
        if (definition != null) {
            zone = byName(definition.location()).or(definition::match);
        }
        return zone.or(() -> offset(name));
    }

    private static Optional<ZoneId> suffix(String name) {
        int slash = name.indexOf('/');
        while (slash >= 0) {
            Optional<ZoneId> zone = byName(name.substring(slash + 1));
            if (zone.isPresent()) {
                return zone;
            }
            slash = name.indexOf('/', slash + 1);
        }
        return Optional.empty();
    }

    private static Optional<ZoneId> byName(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name) && !SIMPLE_OFFSET.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> offset(String name) {
        Matcher parts = OFFSET.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int minutes = Integer.parseInt(parts.group(2)) * 60
                + (parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3)));
        return minutes > 18 * 60
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofTotalSeconds(60 * ("-".equals(parts.group(1)) ? -minutes : minutes)));
    }
}
