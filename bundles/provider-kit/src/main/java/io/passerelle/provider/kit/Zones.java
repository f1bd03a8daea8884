// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Properties;

/**
 * Time zone names as services write them: IANA names, and the names of Windows after the CLDR's {@code windowsZones} (territory
 * 001).
 */
public final class Zones {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Properties WINDOWS = windows();

    private Zones() {}

    private static Properties windows() {
        try (InputStream in = Zones.class.getResourceAsStream("windows-zones.properties")) {
            Properties zones = new Properties();
            zones.load(in);
            return zones;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads a name.
     *
     * @param name may be null
     * @return a zone with an IANA name, {@code UTC} for every way to write UTC; empty when the name is unknown
     */
    public static Optional<ZoneId> of(String name) {
        if (name == null || name.isBlank() || name.length() > 100) {
            return Optional.empty();
        }
        String text = name.strip();
        try {
            ZoneId zone = ZoneId.of(WINDOWS.getProperty(text.replace(' ', '_'), text));
            return Optional.of(zone.equals(ZoneOffset.UTC) ? UTC : zone);
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
