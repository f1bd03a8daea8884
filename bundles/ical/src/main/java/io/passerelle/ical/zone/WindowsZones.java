// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.zone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Windows' names of time zones, as Outlook and Exchange write them. */
final class WindowsZones {
    private static final Map<String, ZoneId> BY_NAME = load();

    private WindowsZones() {}

    static Optional<ZoneId> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** One zone for each kind of clock that people set: the candidates for a definition without a known name. */
    static Collection<ZoneId> all() {
        Map<String, ZoneId> ordered = new LinkedHashMap<>();
        for (String common : new String[] {
            "W. Europe Standard Time", "GMT Standard Time", "FLE Standard Time", "Eastern Standard Time",
            "Central Standard Time", "Mountain Standard Time", "Pacific Standard Time"
        }) {
            ordered.put(common, BY_NAME.get(common));
        }
        BY_NAME.forEach(ordered::putIfAbsent);
        return ordered.values();
    }

    private static Map<String, ZoneId> load() {
        Properties table = new Properties();
        try (InputStream in = WindowsZones.class.getResourceAsStream("windows-zones.properties")) {
            table.load(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Map<String, ZoneId> zones = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        table.forEach((name, zone) -> zones.put((String) name, ZoneId.of((String) zone)));
        return zones;
    }
}
